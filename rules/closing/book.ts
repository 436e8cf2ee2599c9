import {
  type Done,
  type Entry,
  type Hall,
  NOTHING_DONE,
  type Paper,
  type Reminder,
} from "../routine/clerk.ts";
import type { Words } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import type { StandingPaper } from "./certificate.ts";
import type { Sight } from "./judge.ts";
import type { Plan } from "./needs.ts";
import { certificatePaper, closingPaper, standingPaper } from "./papers.ts";
import type { ClosingRound } from "./round.ts";

/**
 * What the closing clerk knows: its round, and the standing of certificates of late. A step takes a book and gives the
 * next one.
 */
export type Book = {
  /** One that has ended is there only as long as its business day goes on, so that the next one gets another number. */
  readonly round: ClosingRound | null;
  /** Oldest first. */
  readonly standings: readonly StandingPaper[];
};

export const EMPTY_BOOK: Book = { round: null, standings: [] };

/** What becomes of a book, and what is to be told of that. */
export type Step = {
  readonly book: Book;
  readonly entries: readonly Entry[];
  readonly reminders?: readonly Reminder[];
};

/** What a step leaves: whatever it changed is a paper. A certificate is one when it is new, and never again. */
export const doneBy = (before: Book, { book, entries, reminders = [] }: Step): Done => {
  const had = new Map(before.standings.map(each => [each.id, each]));
  const has = new Set(book.standings.map(({ id }) => id));
  const papers = [
    ...roundPapers(before.round, book.round),
    ...before.standings.filter(({ id }) => !has.has(id)).map(each => standingPaper(each, false)),
    ...book.standings.filter(each => had.get(each.id) !== each).map(each => standingPaper(each)),
    ...book.standings.filter(({ id }) => !had.has(id)).map(certificatePaper),
  ];
  return { ...NOTHING_DONE, entries, reminders, papers };
};

const roundPapers = (before: ClosingRound | null, after: ClosingRound | null): readonly Paper[] => {
  if (before === after) return [];
  const isGone = before !== null && before.id !== after?.id;
  return [
    ...(isGone ? [closingPaper(before, false)] : []),
    ...(after ? [closingPaper(after, !isCertified(after))] : []),
  ];
};

/** Whether a round ended in a final certificate: then nothing more comes of it. */
export const isCertified = ({ endedAt, signing }: ClosingRound): boolean =>
  endedAt !== null && signing?.scope === "final";

/** The book as it was kept. */
export const bookOf = (papers: readonly Paper[]): Book => ({
  round: (papers.find(({ kind }) => kind === "closing")?.value as ClosingRound | undefined) ?? null,
  standings: papers
    .filter(({ kind }) => kind === "standing")
    .map(({ value }) => value as StandingPaper)
    .filter(({ certificate }) => certificate.kind === "closing")
    .toSorted((a, b) => a.certificate.issuedAt - b.certificate.issuedAt || (a.id < b.id ? -1 : 1)),
});

/** The round that is to end in a certificate; null: there is none. */
export const openRound = ({ round }: Book): ClosingRound | null =>
  round !== null && round.endedAt === null ? round : null;

/** Certificates that still say something of the hall. */
export const holding = ({ standings }: Book): readonly StandingPaper[] =>
  standings.filter(({ endedAt }) => endedAt === null);

/** What a round counts from that did not begin at closing: somebody went back in, or an activity was over. */
const LATER: Words = { zh: "这一轮检查开始", en: "this check began" };

/** What counts for a round. */
export const sightOf = (hall: Hall, { since, ahead }: Pick<Sight, "since" | "ahead">): Sight => ({
  signalOf: point => hall.signalOf(point),
  since,
  ...(since !== null && since > hall.span.since && { sinceWhat: LATER }),
  ahead,
  isApproved: zone => hall.isApproved(zone),
});

/** Points whose readings are of now or later already: their clocks are ahead of ours. */
export const aheadNow = (
  hall: Hall,
  plans: readonly Plan[],
  now: Instant,
): Readonly<Record<string, Instant>> =>
  Object.fromEntries(
    plans.flatMap(({ needs, whileInside }) =>
      [...needs, ...(whileInside ? [whileInside] : [])].flatMap(({ point }) => {
        const { at } = hall.signalOf(point.index);
        return at >= now ? [[point.id, at] as const] : [];
      }),
    ),
  );

/** Zones with an approved activity now. */
export const approvedNow = (hall: Hall): readonly string[] =>
  hall.site.zones.filter(({ id }) => hall.isApproved(id)).map(({ id }) => id);
