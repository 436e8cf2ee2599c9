import type { Hall } from "../routine/clerk.ts";
import { after, hours, type Instant, type Millis, millis, minutes } from "../time/instant.ts";
import { aheadNow, approvedNow, type Book, holding, openRound } from "./book.ts";
import type { StandingPaper } from "./certificate.ts";
import type { Plan } from "./needs.ts";
import type { ClosingRound } from "./round.ts";

/** Lengths of time where no pack says them. @see GA-1.3-5 in the clause catalogue, which names none: these are ours */
const MUST = minutes(75);
const LATEST = hours(4);
const WARNING = minutes(15);

/**
 * Whether the hall asks for certificates at all: where no pack in force says by when (`closing_due`), it has the check
 * and nobody signs.
 */
export const asksForClosing = (setting: Hall["setting"]): boolean => setting("closing_due") !== null;

/** The times of a round from `since` on. */
export const timesFrom = (
  hall: Hall,
  since: Instant,
): Pick<ClosingRound, "since" | "dueAt" | "mustCloseAt" | "latestAt"> => {
  const length = (name: string, usual: number): Instant =>
    after(since, (hall.setting(name) ?? usual) as Millis);
  const dueAt = length("closing_due", minutes(30));
  return {
    since,
    dueAt,
    mustCloseAt: length("closing_must", MUST),
    latestAt: length("closing_latest", LATEST),
  };
};

/** A round that begins at `since`. */
export const beginRound = (
  hall: Hall,
  plans: readonly Plan[],
  { businessDay, number, since }: Pick<ClosingRound, "businessDay" | "number" | "since">,
): ClosingRound => ({
  id: `closing/${businessDay}/${number}`,
  businessDay,
  number,
  closedAt: hall.span.since,
  ...timesFrom(hall, since),
  extension: null,
  byHand: {},
  signatures: [],
  withdrawn: [],
  tries: [],
  certificates: [],
  endedAt: null,
  signing: null,
  ahead: aheadNow(hall, plans, hall.now),
  approved: approvedNow(hall),
  warnedAt: null,
});

/**
 * When it must be certified at the latest: what was granted in an extension; once a partial certificate is there and
 * people may stay, the latest time of all.
 */
export const mustAt = ({ mustCloseAt, latestAt, extension, certificates }: ClosingRound): Instant => {
  if (certificates.length > 0) return latestAt;
  return extension?.approvedBy ? (Math.max(mustCloseAt, extension.until) as Instant) : mustCloseAt;
};

/** From when on somebody is told that it is not certified: from the latest time alone, where one was granted. */
export const dueAt = (round: ClosingRound): Instant =>
  round.certificates.length > 0 || round.extension?.approvedBy ? mustAt(round) : round.dueAt;

/** When people are warned that it must be certified soon. */
export const warnAt = (hall: Pick<Hall, "setting">, round: ClosingRound): Instant =>
  after(mustAt(round), millis(-(hall.setting("closing_warning") ?? WARNING)));

/** The number of the round that must begin now, since the hall is closed and this closing has none; null: none must. */
export const missingRound = ({ span }: Hall, book: Book): number | null => {
  const { phase, since, businessDay } = span;
  const { round } = book;
  if (phase !== "closed" || since <= 0) return null;
  const isOf = ({ certificate }: StandingPaper): boolean => certificate.businessDay === businessDay;
  const isSame = round?.businessDay === businessDay;
  if ((isSame && openRound(book)) || holding(book).some(isOf)) return null;
  if (isSame && round.isRelived) return null;
  const before = book.standings.filter(isOf).map(standing => standing.round);
  return Math.max(0, isSame ? round.number : 0, ...before) + 1;
};
