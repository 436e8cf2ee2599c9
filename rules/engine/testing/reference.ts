import type { GaugeSpec } from "../../condition/gauge.ts";
import { type Known, reference } from "../../condition/testing/reference.ts";

// The engine's decisions, straight from their definitions: everything that was heard is kept in a list, and what was
// known at a moment is worked out by going through all of it. Written apart from the engine, to compare it with.
// Times are milliseconds; values are numbers, words by their position, NaN for not known.

/** What a device said, or null for a failure, at a moment. Of one moment in the order in which it was heard. */
export type Heard = { readonly at: number; readonly point: string; readonly value: number | null };

export type Says = "yes" | "no" | "unknown";

/** What can be known at a moment. */
export type View = {
  readonly value: (point: string) => number;
  readonly isSilent: (point: string) => boolean;
  readonly measured: (name: string) => Known;
};

/** A rule for one target, in the words of a test: its condition as a function. */
export type PlainRule = {
  readonly fact: string;
  readonly target: string;
  readonly says: (view: View) => Says;
  /** Whether it is over, once found; absent: when it says no. */
  readonly over?: (view: View) => Says;
  readonly isInForce: (at: number) => boolean;
  readonly holdMs: number;
  readonly gap: "pause" | "reset" | "continue";
  /** What explains it: while that is found this is not, and while that may be about to be found nobody knows of this. */
  readonly beside?: PlainRule;
};

/** A function over time: `input` is what it measures, or the point whose age it tells. */
export type PlainMeasure = {
  readonly spec: GaugeSpec;
  readonly input: ((view: View) => number) | { readonly ageOf: string };
  /** Moments of the edges since which it measures, the first of them before the start. */
  readonly edges: readonly number[];
};

export type World = {
  readonly start: number;
  readonly end: number;
  readonly staleAfterMs: Readonly<Record<string, number>>;
  readonly rules: readonly PlainRule[];
  readonly measures: Readonly<Record<string, PlainMeasure>>;
  /** Moments at which something may change though nothing is heard, beside staleness. */
  readonly moments: readonly number[];
};

/** A stretch of time in which a fact was found; `cleared` null: it goes on. */
export type Stretch = { readonly opened: number; readonly cleared: number | null };

/** When every fact of every target was found, by `fact/target`; stretches of no length are none. */
export const findings = (given: World, heard: readonly Heard[]): ReadonlyMap<string, readonly Stretch[]> => {
  const world = { ...given, moments: [...given.moments, ...openingsOf(given, heard)] };
  const stages = stagesOf(world, heard);
  const plain = stages.map(stage => viewOf(world, heard, stage, noMeasures));
  const inputs = Object.fromEntries(
    Object.entries(world.measures).map(([name, { input }]) => [
      name,
      typeof input === "function" ? plain.map(input) : [],
    ]),
  );
  const views = stages.map((stage, index) =>
    viewOf(world, heard, stage, name => measuredAt(world, heard, stages, inputs[name] ?? [], index, name)),
  );
  const found = new Map<string, Stretch[]>();
  for (const rule of world.rules) {
    const key = `${rule.fact}/${rule.target}`;
    found.set(key, [...(found.get(key) ?? []), ...stretchesOf(rule, stages, views)]);
  }
  return new Map([...found].map(([key, stretches]) => [key, merged(stretches)]));
};

/** Moments at which what explains others is found: they are not found any more from then on. */
const openingsOf = (world: World, heard: readonly Heard[]): readonly number[] => {
  const stages = stagesOf(world, heard);
  const views = stages.map(stage => viewOf(world, heard, stage, noMeasures));
  const explaining = new Set(world.rules.flatMap(({ beside }) => beside ?? []));
  return [...explaining].flatMap(rule => stretchesOf(rule, stages, views)).map(({ opened }) => opened);
};

const noMeasures = (name: string): never => {
  throw new Error(`${name} measures another function`);
};

/** Joins stretches that overlap or touch, and leaves those of no length out. */
export const merged = (stretches: readonly Stretch[]): readonly Stretch[] => {
  const all: Stretch[] = [];
  for (const stretch of stretches.toSorted((a, b) => a.opened - b.opened)) {
    const last = all.at(-1);
    if (last && (last.cleared === null || last.cleared >= stretch.opened)) {
      const isOpen = last.cleared === null || stretch.cleared === null;
      const cleared = isOpen ? null : Math.max(last.cleared ?? 0, stretch.cleared ?? 0);
      all[all.length - 1] = { opened: last.opened, cleared };
    } else all.push(stretch);
  }
  return all.filter(({ opened, cleared }) => opened !== cleared);
};

/** A moment, and how much had been heard: at each moment first nothing new, then one reading after the other. */
type Stage = { readonly at: number; readonly heard: number };

const stagesOf = (
  { start, end, staleAfterMs, moments }: World,
  heard: readonly Heard[],
): readonly Stage[] => {
  const silences = heard.map(({ at, point }) => at + (staleAfterMs[point] ?? 0));
  const never = Object.values(staleAfterMs).map(limit => start + limit);
  const times = new Set([start, end, ...moments, ...silences, ...never, ...heard.map(({ at }) => at)]);
  return [...times]
    .filter(at => at >= start && at <= end)
    .toSorted((a, b) => a - b)
    .flatMap(at => {
      const before = heard.filter(each => each.at < at).length;
      const now = heard.filter(each => each.at === at).length;
      return Array.from({ length: now + 1 }, (_, index) => ({ at, heard: before + index }));
    });
};

const viewOf = (
  { start, staleAfterMs }: World,
  heard: readonly Heard[],
  stage: Stage,
  measured: (name: string) => Known,
): View => {
  const last = new Map(heard.slice(0, stage.heard).map(each => [each.point, each]));
  const value = (point: string): number => {
    const said = last.get(point);
    if (!said || said.value === null) return Number.NaN;
    return stage.at < said.at + (staleAfterMs[point] ?? 0) ? said.value : Number.NaN;
  };
  return {
    value,
    isSilent: point =>
      last.has(point) ? Number.isNaN(value(point)) : stage.at >= start + (staleAfterMs[point] ?? 0),
    measured,
  };
};

/** @param inputs  what the function measures at every stage */
const measuredAt = (
  world: World,
  heard: readonly Heard[],
  stages: readonly Stage[],
  inputs: readonly number[],
  index: number,
  name: string,
): Known => {
  const measure = world.measures[name];
  const stage = stages[index];
  if (!measure || !stage) throw new Error(`no function ${name}`);
  const { spec, input, edges } = measure;
  const changes =
    typeof input === "function"
      ? inputs
          .slice(0, index + 1)
          .map((value, each) => ({ at: stages[each]?.at ?? 0, value }))
          .filter(({ value }, each, all) => each === 0 || !Object.is(value, all[each - 1]?.value))
      : heard
          .slice(0, stage.heard)
          .filter(({ point, value }) => point === input.ageOf && value !== null)
          .map(({ at }) => ({ at, value: at }));
  const told = edges
    .filter(edge => edge <= stage.at)
    .map(at => ({ at, told: changes.filter(change => change.at < at).length }));
  return reference(spec, { changes, edges: told, moved: 0 }, stage.at);
};

/** What a rule found: all stretches since its condition was last known not to hold are looked at for every moment. */
const stretchesOf = (rule: PlainRule, stages: readonly Stage[], views: readonly View[]): readonly Stretch[] =>
  judgedBy(rule, stages, views).found;

/** What a rule found, and whether it did at each stage. */
const judgedBy = (
  { says, over, isInForce, holdMs, gap, beside }: PlainRule,
  stages: readonly Stage[],
  views: readonly View[],
): { readonly found: readonly Stretch[]; readonly at: readonly boolean[] } => {
  const found: Stretch[] = [];
  const foundAt: boolean[] = [];
  const explained = beside ? judgedBy(beside, stages, views).at : [];
  const besides = (said: Says, view: View, index: number): Says => {
    if (!beside || said !== "yes") return said;
    return explained[index] ? "no" : beside.says(view) === "yes" ? "unknown" : said;
  };
  let begun: { readonly from: number; readonly is: "yes" | "unknown" }[] = [];
  let opened: number | null = null;
  const counted = (at: number): number => countedAt(begun, at, gap);
  for (const [index, { at }] of stages.entries()) {
    const view = views[index];
    if (!view) continue;
    const last = begun.at(-1);
    if (opened === null && last?.is === "yes") {
      const ripeAt = last.from + Math.max(0, holdMs - counted(last.from));
      // What explains it is found first at the same moment.
      const isExplained = ripeAt === at && explained[index];
      if (!isExplained && (ripeAt < at || (ripeAt === at && isInForce(at)))) opened = ripeAt;
    }
    const said = opened === null ? besides(says(view), view, index) : says(view);
    const isOver = opened !== null && over ? opposite(over(view)) : said;
    const now: Says = isInForce(at) ? isOver : "no";
    if (now === "no") {
      if (opened !== null) found.push({ opened, cleared: at });
      opened = null;
      begun = [];
    } else if (begun.length === 0 ? now === "yes" : begun.at(-1)?.is !== now)
      begun.push({ from: at, is: now });
    if (now === "yes" && opened === null && counted(at) >= holdMs) opened = at;
    foundAt.push(opened !== null);
  }
  if (opened !== null) found.push({ opened, cleared: null });
  return { found, at: foundAt };
};

/** How much of what has begun counts at a moment of which it is known that the condition holds. */
const countedAt = (
  begun: readonly { readonly from: number; readonly is: "yes" | "unknown" }[],
  at: number,
  gap: PlainRule["gap"],
): number => {
  const [first] = begun;
  const last = begun.findLast(({ is }) => is === "yes");
  if (!first || !last) return 0;
  if (gap === "continue") return at - first.from;
  if (gap === "reset") return at - last.from;
  return begun.reduce(
    (sum, { from, is }, index) => (is === "yes" ? sum + (begun[index + 1]?.from ?? at) - from : sum),
    0,
  );
};

const opposite = (says: Says): Says => (says === "yes" ? "no" : says === "no" ? "yes" : "unknown");
