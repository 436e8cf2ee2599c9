import type { SettledDuty } from "../language/duty.ts";
import type { Hall, Paper } from "../routine/clerk.ts";
import type { Word } from "../routine/person.ts";
import type { Role, Words } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import { type Book, bookOf, openRound, sightOf } from "./book.ts";
import type { StandingPaper } from "./certificate.ts";
import { type ClosingItem, type ClosingVerdict, checkOf, countVerdicts } from "./check.ts";
import { closingPlans } from "./needs.ts";
import { openingCheck, openingTasks } from "./opening-check.ts";
import { openingPlans } from "./opening-plans.ts";
import { about } from "./phrases.ts";
import type { ClosingRound, OpeningRound } from "./round.ts";
import { mustAt } from "./round-life.ts";
import { blockersOf, missingSignatures } from "./signing.ts";

/** The closing check for people: what there is, what is missing, why it could not be signed now. */
export type ClosingView = {
  /** Null: a preview, since the hall is not closed. */
  readonly since: Instant | null;
  readonly items: readonly ClosingItem[];
  readonly counts: Readonly<Record<ClosingVerdict, number>>;
  readonly occupied: readonly { readonly zone: string; readonly name: Words; readonly why: Words }[];
  readonly round:
    | (ClosingRound & {
        /** Whose signatures are missing. */
        readonly missing: readonly ("last-leaver" | Role)[];
        /** Why signing would be refused now: for the whole hall, or while somebody stays for the rest of it. */
        readonly blockers: readonly Words[];
        /** When it must be certified at the latest, with what was granted. */
        readonly mustAt: Instant;
      })
    | null;
  /** The latest certificate of this closing, with what became of it; null: there is none. */
  readonly standing: StandingPaper | null;
};

/** The closing check as it stands. `hall.papers` tells of its round and of certificates. */
export const closingView = (hall: Hall): ClosingView => {
  const book: Book = bookOf([...hall.papers("closing"), ...hall.papers("standing")]);
  const round = openRound(book);
  const since = hall.span.phase === "closed" ? hall.span.since : null;
  const last = book.standings
    .filter(({ certificate: { businessDay } }) => businessDay === hall.span.businessDay)
    .at(-1);
  const standing = hall.span.phase === "closed" ? (last ?? null) : null;
  const sight = sightOf(hall, round ?? { since: standing?.certificate.since ?? since, ahead: {} });
  const check = checkOf(
    hall.site,
    closingPlans(hall.site, name => hall.setting(name)),
    since === null && !round ? { ...sight, since: null } : sight,
    round?.byHand ?? wordsOf(standing),
  );
  const scope = check.occupied.length > 0 ? "partial" : "final";
  return {
    ...check,
    counts: countVerdicts(check.items),
    round: round && {
      ...round,
      missing: missingSignatures(hall.site, round.signatures),
      blockers: blockersOf(check, scope),
      mustAt: mustAt(round),
    },
    standing,
  };
};

/** What people said of items on the way to a certificate that still holds. */
const wordsOf = (standing: StandingPaper | null): Readonly<Record<string, Word>> =>
  Object.fromEntries(
    (standing?.endedAt === null ? standing.certificate.items : []).flatMap(({ id, byHand }) =>
      byHand ? [[id, byHand] as const] : [],
    ),
  );

/** The opening check for people. */
export type OpeningView = {
  readonly items: readonly ClosingItem[];
  readonly counts: Readonly<Record<ClosingVerdict, number>>;
  readonly blockers: readonly Words[];
  readonly missing: readonly Role[];
  /** Null: it is not the time of an opening check; the items are a preview. */
  readonly round: OpeningRound | null;
};

/** The opening check as it stands. */
export const openingView = (
  hall: Hall,
  duties: readonly Pick<SettledDuty, "id" | "isForOpening">[],
): OpeningView => {
  const kept: Paper | undefined = hall.papers("opening")[0];
  const known = (kept?.value as OpeningRound | undefined) ?? null;
  const asked = new Set(duties.filter(({ isForOpening }) => isForOpening).map(({ id }) => id));
  const round = known && !known.opened ? { ...known, tasks: openingTasks(hall, asked, known) } : known;
  const items = openingCheck(hall, openingPlans(hall.site), round);
  const open = items.filter(({ verdict }) => verdict === "fail" || verdict === "unknown");
  return {
    items,
    counts: countVerdicts(items),
    blockers: open.map(({ name, why }) => about(name, why)),
    missing: round && round.certificate === null ? ["duty-manager"] : [],
    round,
  };
};
