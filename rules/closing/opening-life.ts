import { type Refusal, refused } from "../alert/refusal.ts";
import type { Hall } from "../routine/clerk.ts";
import type { Signature } from "../routine/person.ts";
import { hours } from "../time/instant.ts";
import type { StandingPaper } from "./certificate.ts";
import type { ClosingItem } from "./check.ts";
import { certificateOf, newStanding } from "./issue.ts";
import { about, joined } from "./phrases.ts";
import type { OpeningRound } from "./round.ts";
import { asksForClosing } from "./round-life.ts";

/** Whether the hall asks for an opening check that is signed. */
export const asksForOpening = (setting: Hall["setting"]): boolean =>
  asksForClosing(setting) || setting("opening_check_lead") !== null;

/** No morning is longer ago on the day that it began: what is older is of another day, whatever the date. */
const LONGEST = hours(20);

/**
 * The opening check of the day that begins when people come in; null at any other time.
 *
 * @param before  the one before, which has the same date where the clock was set back by a day
 */
export const beginOpening = ({ span }: Hall, before: OpeningRound | null): OpeningRound | null => {
  const { phase, businessDay, since, until } = span;
  if (phase !== "opening" || until === null) return null;
  const number = before?.businessDay === businessDay ? before.number + 1 : 1;
  return {
    id: `opening/${businessDay}${number === 1 ? "" : `/${number}`}`,
    businessDay,
    number,
    since,
    dueAt: until,
    exceptions: {},
    signatures: [],
    certificate: null,
    tasks: {},
    opened: null,
    endedAt: null,
  };
};

/**
 * Whether the day that a round is about is over. One of a day that is yet to come is not: the clock was set back, and
 * nobody is asked again for what was done this morning.
 */
export const isOver = (
  { span, now }: Hall,
  { businessDay, since }: Pick<OpeningRound, "businessDay" | "since">,
): boolean => {
  const { phase } = span;
  if (span.businessDay > businessDay || (phase === "opening" && now - since >= LONGEST)) return true;
  return span.businessDay === businessDay && (phase === "closed" || phase === "unknown");
};

/** The round once the hall has opened: with how many exceptions, and whether somebody had signed. */
export const opened = ({ span }: Hall, round: OpeningRound, items: readonly ClosingItem[]): OpeningRound => {
  if (round.opened || (span.phase !== "open" && span.phase !== "lunch")) return round;
  const exceptions = items.filter(({ verdict }) => verdict !== "pass").length;
  return { ...round, opened: { at: span.since, exceptions, isSigned: round.certificate !== null } };
};

/** Why the opening cannot be signed now; null: it can. */
export const blockersOfOpening = (
  { certificate }: Pick<OpeningRound, "certificate">,
  items: readonly ClosingItem[],
): Refusal | null => {
  if (certificate) return refused("the opening is certified already");
  const open = items.filter(({ verdict }) => verdict === "fail" || verdict === "unknown");
  if (open.length === 0) return null;
  return refused(`not ready yet: ${joined(open.map(({ name, why }) => about(name, why))).en}`);
};

/** The opening certificate: clean, or with each exception named. */
export const certifyOpening = (
  hall: Hall,
  round: OpeningRound,
  items: readonly ClosingItem[],
  signature: Signature,
): { readonly next: OpeningRound; readonly standing: StandingPaper } => {
  const { businessDay, since } = round;
  const certificate = certificateOf(
    hall,
    {
      id: `opening-${businessDay}-${round.number}`,
      kind: "opening",
      businessDay,
      scope: items.some(({ verdict }) => verdict === "excepted") ? "with-exceptions" : "clean",
      since,
      issuedAt: signature.at,
      signatures: [signature],
    },
    items,
  );
  return {
    next: { ...round, signatures: [signature], certificate: certificate.id },
    standing: newStanding(certificate, { round: 0, approved: [] }),
  };
};
