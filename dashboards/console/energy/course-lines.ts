import type { WireEnergy } from "#gateway/wire/energy.ts";
import type { ChartSeries, Stretch } from "../parts/chart-data.ts";

/** Below this share of its time an hour or a day is not known well enough to stand without a hatch. */
const WELL_KNOWN = 0.9;

/** What the chart of a time draws: the lines as steps, each value up to its end, and the ground behind them. */
export type CourseLines = {
  readonly actual: Omit<ChartSeries, "label">;
  /** Null: no baseline is known of any of it. */
  readonly baseline: Omit<ChartSeries, "label"> | null;
  readonly closed: readonly Stretch[];
  readonly estimated: readonly Stretch[];
  readonly unknown: readonly Stretch[];
  /** From the first beginning to the last end; null: there is nothing. */
  readonly span: Stretch | null;
};

/**
 * The course of a time for its chart. What nobody measured is a gap, never nought; where the main meters' gaps were
 * estimated the ground is hatched, and where too little is known it is hatched as unknown. An hour of which at least half
 * was had while the hall was closed is shaded; days are not.
 */
export const courseLines = ({ course, gaps, meters, from, to }: WireEnergy): CourseLines => {
  const ends = course.map(({ end }) => Date.parse(end));
  const step = (ends[1] ?? 0) - (ends[0] ?? 0);
  const begins = ends.map((end, index) => ends[index - 1] ?? end - (step > 0 ? step : 3_600_000));
  const stretch = (index: number): Stretch => ({ from: begins[index] ?? 0, to: ends[index] ?? 0 });
  const where = (is: (each: WireEnergy["course"][number]) => boolean): Stretch[] =>
    joined(course.flatMap((each, index) => (is(each) ? [stretch(index)] : [])));
  const mains = new Set(
    meters.filter(({ under, is }) => under === null && is !== "virtual").map(m => m.meter),
  );
  const filled = gaps
    .filter(gap => mains.has(gap.meter) && gap.estimatedKwh !== null)
    .map(gap => ({ from: Date.parse(gap.from), to: Date.parse(gap.to) }));
  const values = course.map(each => (isNothing(each) ? null : each.kWh));
  const baselines = course.map(each => each.baselineKwh);
  const steps = (column: readonly (number | null)[]): Omit<ChartSeries, "label"> => ({
    at: [begins[0] ?? 0, ...ends],
    values: [column[0] ?? null, ...column],
    unit: "kW.h",
    is: "step",
  });
  return {
    actual: steps(values),
    baseline: baselines.some(each => each !== null) ? { ...steps(baselines), dash: "dashed" } : null,
    closed: from === to ? where(each => each.kWh > 0 && each.closedKwh >= each.kWh / 2) : [],
    estimated: joined(filled),
    unknown: where(each => each.completeness < WELL_KNOWN && each.estimatedKwh === 0),
    span: ends.length === 0 ? null : { from: begins[0] ?? 0, to: ends.at(-1) ?? 0 },
  };
};

/** Nobody measured it, and nobody estimated it. */
export const isNothing = (each: {
  readonly completeness: number;
  readonly estimatedKwh: number;
  readonly kWh: number;
}): boolean => each.completeness === 0 && each.estimatedKwh === 0 && each.kWh === 0;

/** Stretches that touch become one. */
const joined = (stretches: readonly Stretch[]): Stretch[] =>
  stretches
    .toSorted((a, b) => a.from - b.from)
    .reduce<Stretch[]>((all, each) => {
      const last = all.at(-1);
      if (last && each.from <= last.to)
        all[all.length - 1] = { from: last.from, to: Math.max(last.to, each.to) };
      else all.push(each);
      return all;
    }, []);
