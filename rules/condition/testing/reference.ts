import type { GaugeSpec } from "../gauge.ts";

/**
 * Functions over time, straight from their definitions: everything that ever happened is kept in a list, and each
 * question goes through all of it. Written apart from the gauges, to compare them with.
 */
export type Past = {
  /** What the input became, in the order of time; of several at one moment the last counts. */
  readonly changes: readonly Change[];
  /** Since which edge is measured, in the order in which it was told. */
  readonly edges: readonly Edge[];
  /** By how much the clock has been moved in all; the times above are on the clock as it is now. */
  readonly moved: number;
};
export type Change = { readonly at: number; readonly value: number };
/** `told`: how many changes had been heard when the edge was told. */
export type Edge = { readonly at: number; readonly told: number };
export type Known = { readonly low: number; readonly high: number };

/** A stretch [from, to) with one value, NaN where unknown; the last one goes on. */
type Stretch = { readonly from: number; readonly to: number; readonly value: number };

const UNKNOWN: Known = { low: Number.NaN, high: Number.NaN };

/** What a function was at `at`, the last moment of the past. */
export const reference = (spec: GaugeSpec, past: Past, at: number): Known => {
  if (spec.fn === "age") return age(past, at);
  const { start, forgotten } = windowAt(spec, past, at);
  if (Number.isNaN(start)) return UNKNOWN;
  const course = courseOf(past.changes, forgotten);
  if (spec.fn === "since_change") return sinceChange(course, at);
  const span = spec.window.is === "length" ? spec.window.length : at - start;
  return overWindow(spec, course, { start, at, span });
};

const windowAt = ({ window }: GaugeSpec, past: Past, at: number): { start: number; forgotten: number } => {
  switch (window.is) {
    case "none":
      return { start: at, forgotten: Number.NEGATIVE_INFINITY };
    case "length": {
      const width = Math.ceil(window.length / 60);
      const unmoved = at - past.moved;
      const start = Math.floor((unmoved - window.length) / width) * width + past.moved;
      return { start, forgotten: Number.NEGATIVE_INFINITY };
    }
    case "since":
      return sinceEdge(past);
  }
};

/**
 * Edges are told when they come. One that was told later than the last change hides what was before that change; one
 * that is earlier than the edge before it reaches back to where nothing is known.
 */
const sinceEdge = ({ changes, edges }: Past): { start: number; forgotten: number } => {
  let start = Number.NaN;
  let forgotten = Number.NEGATIVE_INFINITY;
  for (const { at, told } of edges) {
    if (at === start) continue;
    const lastChange = turns(changes.slice(0, told)).at(-1)?.at ?? Number.NEGATIVE_INFINITY;
    if (at < start) forgotten = Math.max(forgotten, start);
    else if (at < lastChange) forgotten = Math.max(forgotten, lastChange);
    start = at;
  }
  return { start, forgotten };
};

/** The changes that are any: a value other than that before. */
const turns = (changes: readonly Change[]): readonly Change[] => {
  const made: Change[] = [{ at: Number.NEGATIVE_INFINITY, value: Number.NaN }];
  for (const change of changes) {
    const before = made.at(-1) as Change;
    if (Object.is(before.value + 0, change.value + 0)) continue;
    if (change.at > before.at) made.push(change);
    else made[made.length - 1] = { at: before.at, value: change.value };
  }
  return made;
};

const courseOf = (changes: readonly Change[], forgotten: number): readonly Stretch[] => {
  const made = turns(changes);
  const course = made.map(({ at, value }, index) => ({
    from: at,
    to: made[index + 1]?.at ?? Number.POSITIVE_INFINITY,
    value,
  }));
  if (forgotten === Number.NEGATIVE_INFINITY) return course;
  return [
    { from: Number.NEGATIVE_INFINITY, to: forgotten, value: Number.NaN },
    ...course
      .filter(({ to }) => to > forgotten)
      .map(each => ({ ...each, from: Math.max(each.from, forgotten) })),
  ];
};

const isKnown = ({ value }: Stretch): boolean => !Number.isNaN(value);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const overWindow = (
  { fn, isCounter, window }: GaugeSpec,
  course: readonly Stretch[],
  { start, at, span }: { readonly start: number; readonly at: number; readonly span: number },
): Known => {
  const inside = course
    .filter(({ from, to }) => to > start && from <= at)
    .map(({ from, to, value }) => ({ from: Math.max(from, start), to: Math.min(to, at), value }));
  const known = inside.filter(isKnown);
  const now = inside.at(-1)?.value ?? Number.NaN;
  const lengthOf = (stretches: readonly Stretch[]): number => sum(stretches.map(({ from, to }) => to - from));
  const isHalfKnown = lengthOf(known) * 2 >= span;
  const exactly = (value: number): Known => (Number.isNaN(now) ? UNKNOWN : { low: value, high: value });
  const values = known.map(({ value }) => value);
  const hasUnknown = known.length < inside.length;
  switch (fn) {
    case "average": {
      if (!isHalfKnown) return UNKNOWN;
      const total = lengthOf(known);
      return exactly(
        total === 0 ? now : sum(known.map(({ from, to, value }) => ((to - from) / total) * value)),
      );
    }
    case "min":
      return exactly(Math.min(...values));
    case "max":
      return exactly(Math.max(...values));
    case "rise":
      return exactly(now - Math.min(...values));
    case "fall":
      return exactly(Math.max(...values) - now);
    case "rate": {
      const [first] = known;
      if (!isHalfKnown || !first) return UNKNOWN;
      const perMs = at > first.from ? (now - first.value) / (at - first.from) : 0;
      return exactly(perMs * 3_600_000);
    }
    case "time_in": {
      const most = window.is === "length" ? window.length : Number.POSITIVE_INFINITY;
      const yes = lengthOf(known.filter(({ value }) => value === 1));
      const unknown = lengthOf(inside.filter(each => !isKnown(each)));
      return { low: Math.min(yes, most) / 1000, high: Math.min(yes + unknown, most) / 1000 };
    }
    case "changes": {
      const steps = stepsOf(course, at).filter(({ before, now }) => before !== now);
      const low = steps.filter(({ earliest }) => earliest > start).length;
      return { low, high: hasUnknown ? Number.POSITIVE_INFINITY : low };
    }
    case "energy":
      if (isCounter) return counted(course, { start, at });
      return power(known, hasUnknown);
    default:
      throw new Error(`${fn} looks at no window`);
  }
};

const power = (known: readonly Stretch[], hasUnknown: boolean): Known => {
  const low = sum(known.map(({ from, to, value }) => (value / 1000) * ((to - from) / 3_600_000)));
  return { low, high: hasUnknown ? Number.POSITIVE_INFINITY : low };
};

type Step = {
  readonly before: number;
  readonly now: number;
  /** When it was seen, and when it may have happened at the earliest. */
  readonly seen: number;
  readonly earliest: number;
};

/** From each known value to the next known one. */
const stepsOf = (course: readonly Stretch[], at: number): readonly Step[] => {
  const known = course.filter(isKnown).filter(({ from }) => from <= at);
  return known.slice(1).map(({ from, value }, index) => {
    const previous = known[index] as Stretch;
    return { before: previous.value, now: value, seen: from, earliest: previous.to };
  });
};

/**
 * The course of a counter without the values that were mistakes: lower than the one before, when the next is not. What it
 * really was is not known there.
 */
const withoutDips = (course: readonly Stretch[], at: number): readonly Stretch[] => {
  const known = course.filter(isKnown).filter(({ from }) => from <= at);
  // What turned and turned back in one moment is one value.
  const values: { readonly value: number; readonly parts: Stretch[] }[] = [];
  for (const stretch of known) {
    const { value, parts } = values.at(-1) ?? { value: Number.NaN, parts: [] };
    if (stretch.value === value && parts.at(-1)?.to === stretch.from) parts.push(stretch);
    else values.push({ value: stretch.value, parts: [stretch] });
  }
  const dips = new Set<Stretch>();
  let last = Number.NaN;
  for (const [index, { value, parts }] of values.entries()) {
    const next = values[index + 1]?.value ?? Number.NaN;
    if (value < last && next >= last) for (const part of parts) dips.add(part);
    else last = value;
  }
  return course.map(stretch => (dips.has(stretch) ? { ...stretch, value: Number.NaN } : stretch));
};

/** What a counter went up by. It counts while nobody reads it, unless it was set back meanwhile. */
const counted = (
  told: readonly Stretch[],
  { start, at }: { readonly start: number; readonly at: number },
): Known => {
  const course = withoutDips(told, at);
  const steps = stepsOf(course, at);
  const ups = steps.map(step => ({ ...step, up: Math.max(0, step.now - step.before) }));
  const low = sum(ups.filter(({ earliest }) => earliest > start).map(({ up }) => up));
  const high = sum(ups.filter(({ seen }) => seen > start).map(({ up }) => up));
  const isUncounted = course.some(({ from, to, value }) => {
    if (!Number.isNaN(value) || to <= start || from > at) return false;
    return !steps.some(step => step.earliest <= from && to <= step.seen && step.now >= step.before);
  });
  return { low, high: isUncounted ? Number.POSITIVE_INFINITY : high };
};

const sinceChange = (course: readonly Stretch[], at: number): Known => {
  const known = course.filter(isKnown).filter(({ from }) => from <= at);
  const last = known.at(-1);
  if (!last || last.to <= at) return UNKNOWN;
  let { from } = last;
  for (const { value, from: earlier } of known.toReversed()) {
    if (value !== last.value) break;
    from = earlier;
  }
  return { low: (at - from) / 1000, high: (at - from) / 1000 };
};

/** The changes are source times here. */
const age = ({ changes }: Past, at: number): Known => {
  const latest = Math.max(...changes.map(({ value }) => value).filter(value => !Number.isNaN(value)));
  const seconds = Math.max(0, at - latest) / 1000;
  return { low: seconds, high: seconds };
};
