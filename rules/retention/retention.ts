import { hours, type Instant } from "../time/instant.ts";
import { dayAt, momentOf } from "../time/wall-clock.ts";

/** Half a year is never shorter than this, whichever half: July to December. @see GA-7.4b in the clause catalogue */
export const LEAST_DAYS = 184;

const DAY = hours(24);

/** How long the record is kept where the site file says nothing, in days. Our proposal. */
export const USUAL_DAYS = 400;

/** Something that the record keeps: an alert, a paper, a message, a photo. */
export type Kept = {
  /** What it is known by: `alert:<id>`, `ticket:<id>`, `task:<id>`, `message:<key>`, `photo:<name>`. */
  readonly key: string;
  /** When it was over: closed, ended, delivered, taken. Null: it is not, or nobody can say when. */
  readonly endedAt: Instant | null;
  /** Keys of what it comes from, names or belongs to: of a ticket its alert and its photos. */
  readonly about: readonly string[];
};

/** Up to when things go. */
export type Retention = {
  readonly now: Instant;
  /** What was over before this moment has been kept for long enough. */
  readonly before: Instant;
};

/**
 * By the dates of the hall's clock: what was over on a date goes when more than so many days have passed since that date.
 *
 * @param keepDays  below half a year it counts as half a year
 */
export const retentionOf = (now: Instant, keepDays: number, timeZone: string): Retention => {
  const days = Math.max(LEAST_DAYS, keepDays);
  return { now, before: momentOf(dayAt(now, timeZone).subtract({ days }), 0, timeZone) };
};

/** Whether something may be removed, and else why it stays. */
export type Verdict =
  | { readonly is: "go" }
  | { readonly is: "stay"; readonly why: "open" | "under-open" | "too-young" };

/**
 * What hangs together with something that is open: what an open incident or ticket names, what names it, and so on. None
 * of that may go, however old it is.
 *
 * @returns  keys, those of open things among them
 */
export const underOpen = (all: Iterable<Kept>): ReadonlySet<string> => {
  const linked = new Map<string, string[]>();
  const link = (from: string, to: string): void => {
    const known = linked.get(from);
    if (known) known.push(to);
    else linked.set(from, [to]);
  };
  const found = new Set<string>();
  for (const { key, endedAt, about } of all) {
    if (endedAt === null) found.add(key);
    for (const other of about) {
      link(key, other);
      link(other, key);
    }
  }
  // A set goes on to what is added to it while it is walked.
  for (const key of found) for (const other of linked.get(key) ?? []) found.add(other);
  return found;
};

/**
 * Whether something may be removed for good: it is over, and has been for as long as it is kept, and nothing open hangs
 * together with it. An end in the future is no end.
 *
 * @param open  as `underOpen` found it among everything that is kept
 * @see RA-3.2, GA-7.4b in the clause catalogue: where they disagree, what must be kept wins
 */
export const mayGo = (
  { key, endedAt, about }: Kept,
  open: ReadonlySet<string>,
  { now, before }: Retention,
): Verdict => {
  if (endedAt === null || endedAt > now) return { is: "stay", why: "open" };
  if (open.has(key) || about.some(other => open.has(other))) return { is: "stay", why: "under-open" };
  return endedAt < before ? { is: "go" } : { is: "stay", why: "too-young" };
};

/**
 * Up to where the trail may be cut: the last of the ends, known from elsewhere, of which all up to it are old enough.
 * Null: none is.
 *
 * Time is believed only as far as the trail shows it: on at least half a year's days after the cut something must have been
 * recorded, so that a clock that jumps removes nothing that is younger.
 *
 * @param ends  in the order of the trail
 */
export const cutOf = <End extends { readonly at: Instant }>(
  ends: readonly End[],
  { now, before }: Retention,
): End | null => {
  const young = ends.findIndex(({ at }) => at >= before);
  const days = new Set<number>();
  for (let n = ends.length - 1; n >= 0; n -= 1) {
    const end = ends[n]!;
    if (days.size >= LEAST_DAYS && (young === -1 || n < young)) return end;
    if (end.at <= now) days.add(Math.floor(end.at / DAY));
  }
  return null;
};
