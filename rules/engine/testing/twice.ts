import fc from "fast-check";
import type { Transition } from "../../alert/alert.ts";
import type { Rule } from "../../language/rule.ts";
import type { Site } from "../../site/model.ts";
import { instant, minutes, seconds } from "../../time/instant.ts";
import { Engine } from "../engine.ts";
import type { Rulebook } from "../rulebook.ts";
import { failure, reading, rule } from "./hall.ts";
import { bookOf } from "./play.ts";
import { type Heard, merged, type PlainRule, type Says, type Stretch, type World } from "./reference.ts";

// Rules that stand here twice, in the language of rules and as functions, for the engine and for the slow evaluator.

export const compare = (left: number, holds: (left: number) => boolean): Says =>
  Number.isNaN(left) ? "unknown" : holds(left) ? "yes" : "no";
export const between = (low: number, high: number, holds: (value: number) => boolean): Says => {
  const [a, b] = [compare(low, holds), compare(high, holds)];
  return a === b ? a : "unknown";
};
export const both = (a: Says, b: Says): Says =>
  a === "no" || b === "no" ? "no" : a === "yes" && b === "yes" ? "yes" : "unknown";
export const either = (a: Says, b: Says): Says =>
  a === "yes" || b === "yes" ? "yes" : a === "no" && b === "no" ? "no" : "unknown";

export const always = () => true;

export type Twice = { readonly written: Rule; readonly plain: readonly PlainRule[] };
export const twice = (
  written: Parameters<typeof rule>[0],
  isInForce: (moment: number) => boolean,
  targets: Readonly<Record<string, Pick<PlainRule, "says" | "over">>>,
): Twice => {
  const made = rule(written);
  const { fact, hold, gap } = made;
  const plain = Object.entries(targets).map(
    ([target, says]): PlainRule => ({ fact, target, isInForce, holdMs: Number(hold), gap, ...says }),
  );
  return { written: made, plain };
};

/**
 * A source is blind when a point of it that a rule needs has been silent or bad for a minute; a line when all of its sources
 * are. Here are lines of two or three sources: when three of them fell silent together, all have.
 *
 * @param line     what it is called in alerts
 * @param sources  the points of each source, by what it is called
 */
export const blind = (line: string, sources: Readonly<Record<string, readonly string[]>>): PlainRule[] => {
  const watch = (target: string, says: PlainRule["says"]): PlainRule => {
    return { fact: "blind", target, says, isInForce: always, holdMs: minutes(1), gap: "continue" };
  };
  const all = Object.values(sources);
  const together = watch(line, ({ isSilent }) => (all.every(each => each.some(isSilent)) ? "yes" : "no"));
  const single = Object.entries(sources).map(([target, points]): PlainRule => {
    return { ...watch(target, ({ isSilent }) => (points.some(isSilent) ? "yes" : "no")), beside: together };
  });
  return [together, ...single];
};

/** What the engine told, as stretches in which each fact was found. */
const stretchesOf = (transitions: readonly Transition[]): ReadonlyMap<string, readonly Stretch[]> => {
  const found = new Map<string, Stretch[]>();
  for (const { event, alert } of transitions) {
    const key = `${alert.fact}/${alert.target}`;
    const stretches = found.get(key) ?? [];
    found.set(key, stretches);
    if (event.is === "raised" || event.is === "returned") stretches.push({ opened: event.at, cleared: null });
    if (event.is === "cleared") stretches.push({ opened: stretches.pop()?.opened ?? 0, cleared: event.at });
  }
  return new Map([...found].map(([key, stretches]) => [key, merged(stretches)]));
};

/** The rules as they are written, compiled once for all histories. */
export const writtenIn = (site: Site, rules: readonly Twice[]): Rulebook =>
  bookOf(
    site,
    rules.map(({ written }) => written),
  );

/** What an engine that hears a history finds in it, by `fact/target`. */
export const engineFound = (
  site: Site,
  book: Rulebook,
  { start, end }: World,
  heard: readonly Heard[],
): ReadonlyMap<string, readonly Stretch[]> => {
  const engine = new Engine(site, book, instant(start));
  const told = heard.flatMap(({ at: when, point, value }) => {
    const now = instant(when);
    const made = value === null ? failure(site, point, now) : reading(site, point, value, now);
    return engine.step({ is: "readings", readings: [made], at: now }).transitions;
  });
  return stretchesOf([...told, ...engine.step({ is: "tick", at: instant(end) }).transitions]);
};

export const shown = (found: ReadonlyMap<string, readonly Stretch[]>) =>
  Object.fromEntries(
    [...found]
      .filter(([, stretches]) => stretches.length > 0)
      .map(([key, stretches]) => [
        key,
        stretches.map(({ opened, cleared }) => `${clock(opened)} – ${clock(cleared)}`),
      ]),
  );
const clock = (moment: number | null): string =>
  moment === null ? "" : new Date(moment + 8 * 3_600_000).toISOString().slice(11, 23);

export const historiesOf = (
  points: Readonly<Record<string, readonly number[]>>,
  {
    start,
    waits,
    most,
  }: { readonly start: number; readonly waits: readonly number[]; readonly most: number },
): fc.Arbitrary<readonly Heard[]> =>
  fc
    .array(
      fc.record({
        wait: fc.constantFrom(...waits),
        point: fc.constantFrom(...Object.keys(points)),
        pick: fc.nat(11),
        fails: fc.integer({ min: 0, max: 8 }).map(n => n === 0),
      }),
      { minLength: 5, maxLength: most },
    )
    .map(steps => {
      let now = start;
      return steps.map(({ wait, point, pick, fails }): Heard => {
        now += seconds(wait);
        const values = points[point] ?? [];
        return { at: now, point, value: fails ? null : (values[pick % values.length] ?? 0) };
      });
    });

export const staleAfterMs = (site: Site): Readonly<Record<string, number>> =>
  Object.fromEntries(site.points.map(({ id, staleAfter }) => [id, staleAfter]));
