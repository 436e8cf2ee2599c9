/** A reading of the past. `value` is null where there was none. */
export type Past = { readonly at: number; readonly value: number | null; readonly isGood: boolean };

export type StripPlan = {
  readonly past: readonly Past[];
  readonly from: number;
  readonly to: number;
  /** A value that is older than this says nothing any more, in ms. */
  readonly staleAfter: number;
  /** Words change at once; measures move from value to value. */
  readonly isWorded: boolean;
  readonly width: number;
  readonly height: number;
};

export type StripDrawing = {
  readonly path: string;
  /** Stretches of time that nobody saw, as x and width. */
  readonly blind: readonly (readonly [x: number, width: number])[];
  /** Lowest, highest and last good value; null when there was none. */
  readonly seen: {
    readonly low: number;
    readonly high: number;
    readonly last: number;
    readonly count: number;
  } | null;
};

type Good = Past & { readonly value: number };
/** A stretch without a hole, and the moment until which its last value counts. */
type Run = { readonly values: Good[]; end: number };

/** Draws readings as a line that stops where nobody saw anything: a hole is never bridged. */
export const drawStrip = (plan: StripPlan): StripDrawing => {
  const runs = runsOf(plan);
  const values = runs.flatMap(run => run.values.map(({ value }) => value));
  const last = values.at(-1);
  if (last === undefined) return { path: "", blind: [[0, plan.width]], seen: null };
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const scale = scaleOf(plan, low, high);
  return {
    path: runs.map(run => lineOf(run, scale, plan)).join(""),
    blind: holesOf(runs, plan).map(([a, b]) => [scale.x(a), round(scale.x(b) - scale.x(a))]),
    seen: { low, high, last, count: values.length },
  };
};

/** Good readings in stretches: a bad reading or a silence beyond the limit ends one. */
const runsOf = ({ past, from, to, staleAfter }: StripPlan): Run[] => {
  const runs: Run[] = [];
  let open: Run | null = null;
  for (const each of past) {
    if (each.at < from || each.at > to) continue;
    if (open && each.at > open.end) open = null;
    if (!each.isGood || each.value === null) {
      if (open) open.end = each.at;
      open = null;
      continue;
    }
    const good: Good = { ...each, value: each.value };
    if (!open) {
      open = { values: [], end: 0 };
      runs.push(open);
    }
    open.values.push(good);
    open.end = Math.min(each.at + staleAfter, to);
  }
  return runs;
};

const holesOf = (
  runs: readonly Run[],
  { from, to, staleAfter }: StripPlan,
): (readonly [number, number])[] => {
  const holes: [number, number][] = [];
  let seenUntil = from;
  for (const { values, end } of runs) {
    const start = values[0]?.at ?? end;
    // Readings that come at their own pace seldom fall on the very start of the strip.
    const isHole = seenUntil === from ? start - from > staleAfter : start > seenUntil;
    if (isHole) holes.push([seenUntil, start]);
    seenUntil = end;
  }
  if (seenUntil < to) holes.push([seenUntil, to]);
  return holes;
};

type Scale = { x(at: number): number; y(value: number): number };

const scaleOf = ({ from, to, width, height }: StripPlan, low: number, high: number): Scale => {
  const edge = 4;
  const room = height - 2 * edge;
  return {
    x: at => round(((at - from) / (to - from)) * width),
    y: value => round(high === low ? height / 2 : edge + room * (1 - (value - low) / (high - low))),
  };
};

const lineOf = ({ values, end }: Run, { x, y }: Scale, { isWorded, width }: StripPlan): string => {
  const [first, ...rest] = isWorded ? values : thinned(values, x, width);
  if (!first) return "";
  const steps = rest.map(({ at, value }) => (isWorded ? `H${x(at)}V${y(value)}` : `L${x(at)} ${y(value)}`));
  return `M${x(first.at)} ${y(first.value)}${steps.join("")}H${x(end)}`;
};

/** Lowest and highest of each pixel column, in the order they came: what the eye could tell apart, and no more. */
const thinned = (values: readonly Good[], x: Scale["x"], width: number): readonly Good[] => {
  if (values.length <= 2 * width) return values;
  const columns = new Map<number, Good[]>();
  for (const value of values) {
    const column = Math.round(x(value.at));
    const kept = columns.get(column) ?? [value, value];
    const [low = value, high = value] = [...kept, value]
      .sort((a, b) => a.value - b.value)
      .filter((_, i, all) => i === 0 || i === all.length - 1);
    columns.set(
      column,
      [low, high].sort((a, b) => a.at - b.at),
    );
  }
  return [...columns.values()].flat();
};

const round = (value: number): number => Math.round(value * 10) / 10;
