import { between, type Instant, type Millis, millis } from "../time/instant.ts";
import type { FiledReport, PointGap, Silence } from "./report.ts";

/** How much of what a report tells of was measured, and what was not. */
export type Completeness = {
  /** 0 … 1, rounded down to a ten-thousandth so that 1 is all of it; null: nothing that it tells of is measured at all. */
  readonly share: number | null;
  /** By point and time, those of a point that follow each other over midnight joined. Never filled. */
  readonly gaps: readonly PointGap[];
  /** Nothing was measured before this moment, as no gateway ran; null: it ran all the time. */
  readonly notBefore: Instant | null;
};

/**
 * How complete a report is. A date without a silence was measured throughout.
 *
 * @param points    ids of those that are listed for the hall, @see listedPoints
 * @param silences  of all dates of the report's time; others change nothing
 */
export const completenessOf = (
  { from, to, measuredFrom }: Pick<FiledReport, "from" | "to" | "measuredFrom">,
  points: readonly string[],
  silences: readonly Silence[],
): Completeness => {
  const listed = new Set(points);
  const begins = Math.min(Math.max(from, measuredFrom), to) as Instant;
  const within = silences
    .flatMap(({ gaps }) => gaps)
    .filter(({ point }) => listed.has(point))
    .map(gap => ({ ...gap, from: later(gap.from, begins), to: earlier(gap.to, to) }))
    .filter(gap => gap.from < gap.to);
  const gaps = joined(within);
  const silent = gaps.reduce((sum, gap) => sum + between(gap.from, gap.to), 0);
  const missing = silent + points.length * between(from, begins);
  const whole = points.length * between(from, to);
  return {
    share: whole === 0 ? null : Math.max(0, Math.floor((1 - missing / whole) * 10_000) / 10_000),
    gaps,
    notBefore: begins > from ? begins : null,
  };
};

/** Gaps in order, with those of one point that touch or overlap as one. */
export const joined = (gaps: readonly PointGap[]): readonly PointGap[] => {
  const sorted = gaps.toSorted((a, b) =>
    a.point === b.point ? a.from - b.from : a.point < b.point ? -1 : 1,
  );
  const all: PointGap[] = [];
  for (const gap of sorted) {
    const last = all.at(-1);
    if (last?.point === gap.point && gap.from <= last.to)
      all[all.length - 1] = { ...last, to: later(last.to, gap.to) };
    else all.push(gap);
  }
  return all;
};

/**
 * Something of a silence was heard after all: what is left of it on both sides. Sides that are no longer than the point may
 * be silent are no gaps.
 *
 * @param day  of a side that reaches its border, nobody knows how long it is: it stays
 */
export const without = (
  gap: PointGap,
  at: Instant,
  staleAfter: Millis,
  day: { readonly from: Instant; readonly to: Instant },
): readonly PointGap[] => {
  if (at < gap.from || at >= gap.to) return [gap];
  const sides: readonly PointGap[] = [
    { ...gap, to: at },
    { ...gap, from: at },
  ];
  return sides.filter(
    ({ from, to }) =>
      from < to &&
      (between(from, to) > staleAfter || (from === day.from && from < at) || (to === day.to && at < to)),
  );
};

/** A share as people read it: `98.61%`, rounded down; null reads "—". */
export const shareText = (share: number | null): string =>
  share === null ? "—" : `${(Math.floor(share * 10_000 + 1e-6) / 100).toFixed(2)}%`;

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);
const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/** How long all of these are together. */
export const lengthOf = (gaps: readonly PointGap[]): Millis =>
  millis(gaps.reduce((sum, { from, to }) => sum + (to - from), 0));
