import type { WireTrends } from "#gateway/wire/trend.ts";
import type { ChartSeries, Stretch } from "../parts/chart-data.ts";

export type WireTrend = WireTrends["trends"][number];

/** Lines of one unit that share a chart. */
export type Group = { readonly unit: string; readonly trends: readonly WireTrend[] };

/** More lines than this nobody tells apart without colours. */
const LINES_A_CHART = 3;
const DASHES = ["solid", "dashed", "dotted"] as const;

/** Numbers by unit, in the order in which they were chosen, at most three lines a chart. */
export const chartsOf = (trends: readonly WireTrend[]): readonly Group[] => {
  const byUnit = Map.groupBy(
    trends.filter(({ words }) => words.length === 0),
    ({ unit }) => unit,
  );
  return [...byUnit].flatMap(([unit, all]) =>
    Array.from({ length: Math.ceil(all.length / LINES_A_CHART) }, (_, index) => ({
      unit,
      trends: all.slice(index * LINES_A_CHART, (index + 1) * LINES_A_CHART),
    })),
  );
};

/** One line: the mean of each bucket, and around it what was least and most. @param label  what it is called */
export const seriesOf = (
  { at, mean, min, max, unit, gapMs }: WireTrend,
  label: string,
  place: number,
): ChartSeries => ({
  label,
  at,
  values: mean,
  min,
  max,
  unit,
  gapMs,
  dash: DASHES[place] ?? "dotted",
});

/** Time in one state; `several`: it changed within one bucket, `unknown`: nobody heard anything. */
export type StateStretch = Stretch & { readonly is: number | "several" | "unknown" };

/**
 * What a worded point said, from one moment to another. A state holds until the next reading, at most as long as its
 * readings hold; after that, and before the first, nothing is known.
 */
export const statesOf = (trend: WireTrend, { from, to }: Stretch): readonly StateStretch[] => {
  const { at, min, max, stepMs, gapMs } = trend;
  const found: StateStretch[] = [];
  let known = from;
  const add = (is: StateStretch["is"], begin: number, end: number): void => {
    const [first, last] = [Math.max(begin, known), Math.min(end, to)];
    if (last <= first) return;
    const before = found.at(-1);
    if (before?.is === is && before.to === first) found[found.length - 1] = { ...before, to: last };
    else found.push({ is, from: first, to: last });
    known = last;
  };
  at.forEach((begin, index) => {
    add("unknown", known, begin);
    const next = at[index + 1] ?? to;
    // Where two buckets lie apart by more than a value holds, only the bucket itself is sure.
    const holds = gapMs > 2 * stepMs ? gapMs : stepMs;
    const end = next - begin <= gapMs ? next : begin + holds;
    add(min[index] === max[index] ? (min[index] ?? "unknown") : "several", begin, end);
  });
  add("unknown", known, to);
  return found;
};

/** A lane for each state in the order of its words, what is not known last: its stretches, and how long they are in all, ms. */
export const lanesOf = (
  stretches: readonly StateStretch[],
): readonly {
  readonly is: StateStretch["is"];
  readonly stretches: readonly Stretch[];
  readonly ms: number;
}[] => {
  const order = (is: StateStretch["is"]): number => (is === "unknown" ? 1e9 : is === "several" ? 1e8 : is);
  return [...Map.groupBy(stretches, ({ is }) => is)]
    .map(([is, of]) => ({ is, stretches: of, ms: of.reduce((sum, { from, to }) => sum + to - from, 0) }))
    .toSorted((a, b) => order(a.is) - order(b.is));
};

/** Stretches within which no line of a chart has any value, so that a gap is not only an absence of ink. */
export const blindOf = (trends: readonly WireTrend[], { from, to }: Stretch): readonly Stretch[] => {
  const known = trends
    .flatMap(({ at, gapMs, stepMs }) =>
      at.map((begin, index) => {
        const next = at[index + 1] ?? Number.POSITIVE_INFINITY;
        return { from: begin, to: next - begin <= gapMs ? next : begin + Math.max(stepMs, 1) };
      }),
    )
    .toSorted((a, b) => a.from - b.from);
  const holes: Stretch[] = [];
  const patience = Math.max(0, ...trends.map(({ gapMs }) => gapMs));
  let until = from;
  for (const each of known) {
    if (each.from - until > patience) holes.push({ from: until, to: each.from });
    until = Math.max(until, each.to);
  }
  if (to - until > patience) holes.push({ from: until, to });
  return holes;
};
