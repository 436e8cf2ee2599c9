/** A stretch of time, ms since 1970. */
export type Stretch = { readonly from: number; readonly to: number };

/** One line of a chart. Times are ms since 1970, ascending; a null is a gap. */
export type ChartSeries = {
  /** What it is called beside the chart and in its table. */
  readonly label: string;
  readonly at: readonly number[];
  readonly values: readonly (number | null)[];
  /** The range around the values, drawn as a ground: both or neither, as long as `at`. */
  readonly min?: readonly (number | null)[];
  readonly max?: readonly (number | null)[];
  /** As readings have it (UCUM): `kW.h`, `Cel`. */
  readonly unit?: string;
  /** At most three lines are told apart so; solid by default. */
  readonly dash?: "solid" | "dashed" | "dotted";
  /** `line`: values at moments, by default. `step`: each value is of the time from the one before up to its moment. */
  readonly is?: "line" | "step";
  /** Values further apart than this are not joined, ms. */
  readonly gapMs?: number;
};

/** Columns as uPlot takes them: null is a gap, undefined is a time at which another line has a value. */
export type Aligned = {
  readonly at: readonly number[];
  readonly columns: readonly (readonly (number | null | undefined)[])[];
};

/**
 * All lines on one axis of time. Each has one column, or three (min, max, values) where it has a range; a gap that is
 * longer than a line allows becomes a null in the middle of it. A step that follows a gap is drawn from where its time begins.
 */
export const aligned = (series: readonly ChartSeries[]): Aligned => {
  const cut = series.map(each => (each.is === "step" ? withBeginnings(each) : withGaps(each)));
  const at = [...new Set(cut.flatMap(each => each.at))].toSorted((a, b) => a - b);
  const place = new Map(at.map((moment, index) => [moment, index]));
  const columns = cut.flatMap(each =>
    columnsOf(each).map(values => {
      const column: (number | null | undefined)[] = Array.from({ length: at.length });
      each.at.forEach((moment, index) => {
        column[place.get(moment) ?? 0] = values[index] ?? null;
      });
      return column;
    }),
  );
  return { at, columns };
};

/** Whether a line has a range around its values. */
export const hasRange = ({ min, max }: ChartSeries): boolean => min !== undefined && max !== undefined;

type Cut = Pick<ChartSeries, "values" | "min" | "max"> & { readonly at: readonly number[] };

const columnsOf = ({ values, min, max }: Cut): readonly (readonly (number | null)[])[] =>
  min && max ? [min, max, values] : [values];

/** Steps of which each that follows a gap has its value at its beginning too, a moment after the gap's own mark. */
const withBeginnings = ({ at, values }: ChartSeries): Cut => {
  const begins = (index: number): boolean =>
    index > 0 && values[index] !== null && values[index - 1] === null;
  return {
    at: at.flatMap((moment, index) => (begins(index) ? [(at[index - 1] ?? 0) + 1, moment] : [moment])),
    values: values.flatMap((value, index) => (begins(index) ? [value, value] : [value])),
  };
};

/** The line with a null in every gap that is too long to be joined. */
const withGaps = (series: ChartSeries): Cut => {
  const { at, values, min, max, gapMs } = series;
  const isLong = (index: number): boolean =>
    gapMs !== undefined && index > 0 && (at[index] ?? 0) - (at[index - 1] ?? 0) > gapMs;
  if (!at.some((_, index) => isLong(index))) return series;
  const spread = <T>(column: readonly T[], between: (index: number) => T): T[] =>
    column.flatMap((value, index) => (isLong(index) ? [between(index), value] : [value]));
  return {
    at: spread(at, index => ((at[index] ?? 0) + (at[index - 1] ?? 0)) / 2),
    values: spread<number | null>(values, () => null),
    ...(min && { min: spread<number | null>(min, () => null) }),
    ...(max && { max: spread<number | null>(max, () => null) }),
  };
};

/** The place of the moment that is nearest to `at`; −1 where there is none. @param moments  ascending */
export const nearest = (moments: readonly number[], at: number): number => {
  let low = 0;
  let high = moments.length - 1;
  if (high < 0) return -1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const before = moments[low - 1];
  return before !== undefined && at - before <= (moments[low] ?? 0) - at ? low - 1 : low;
};

/** At most `most` places of `length`, evenly spread, first and last among them. */
export const thinned = (length: number, most: number): readonly number[] =>
  length <= most
    ? Array.from({ length }, (_, index) => index)
    : Array.from({ length: most }, (_, index) => Math.round((index * (length - 1)) / (most - 1)));
