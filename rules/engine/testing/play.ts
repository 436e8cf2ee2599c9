import { expect } from "vitest";
import type { Transition } from "../../alert/alert.ts";
import type { Rule, Setting } from "../../language/rule.ts";
import type { Reading } from "../../reading/reading.ts";
import type { Site } from "../../site/model.ts";
import { type Instant, type Millis, minutes } from "../../time/instant.ts";
import { Engine } from "../engine.ts";
import { type Rulebook, rulebook } from "../rulebook.ts";
import type { EngineState } from "../state.ts";
import { at, failure, reading } from "./hall.ts";

type Settings = Readonly<Record<string, Pick<Setting, "value" | "unit">>>;

/** The rules of a hall as one pack; every mistake in them fails the test. */
export const bookOf = (site: Site, rules: readonly Rule[], settings: Settings = {}): Rulebook => {
  const meant = Object.entries(settings).map(([name, setting]) => [
    name,
    { ...setting, meaning: { zh: name, en: name } },
  ]);
  const pack = { name: "test", title: { zh: "", en: "" }, settings: Object.fromEntries(meant), rules };
  const book = rulebook(site, [pack]);
  expect(book.problems).toEqual([]);
  return book;
};

export const engineOf = (
  site: Site,
  rules: readonly Rule[],
  start: Instant,
  state: EngineState | null = null,
  settings: Settings = {},
): Engine => new Engine(site, bookOf(site, rules, settings), start, state);

/** `17:35 raised light-on/L1`: what happened, in the hall's time. */
export const told = (transitions: readonly Transition[]): string[] =>
  transitions.map(({ event, alert }) => `${clockOf(event.at)} ${event.is} ${alert.fact}/${alert.target}`);

/** `17:35`, with seconds where there are any. */
export const clockOf = (moment: Instant): string =>
  new Date(moment + 8 * 3_600_000).toISOString().slice(11, 19).replace(/:00$/, "");

/** What points say at a moment: a number, a word, or null for a device that fails. */
export type Values = Readonly<Record<string, number | string | null>>;

const readingsOf = (site: Site, values: Values, when: Instant): Reading[] =>
  Object.entries(values).map(([point, value]) =>
    value === null ? failure(site, point, when) : reading(site, point, value, when),
  );

/** Plays steps and returns all that was told. A step is a time and readings made at it. */
export const play = (engine: Engine, site: Site, steps: readonly (readonly [string, Values?])[]): string[] =>
  steps.flatMap(([clock, values = {}]) => {
    const when = at(clock);
    return told(
      engine.step({ is: "readings", readings: readingsOf(site, values, when), at: when }).transitions,
    );
  });

/**
 * Plays a story in which devices go on reporting what they said last, every minute; one that said null is silent from
 * then on. Returns what was told, without blind sources.
 */
export const live = (
  engine: Engine,
  site: Site,
  until: string,
  story: Readonly<Record<string, Values>>,
  every: Millis = minutes(1),
): string[] => {
  const changes = Object.entries(story).map(([clock, values]) => [at(clock), values] as const);
  const end = at(until);
  const moments = new Set<number>(changes.map(([when]) => when));
  for (let moment: number = engine.now(); moment <= end; moment += every) moments.add(moment);
  const now: Record<string, number | string | null> = {};
  return [...moments]
    .toSorted((a, b) => a - b)
    .filter(moment => moment >= engine.now() && moment <= end)
    .flatMap(moment => {
      for (const [when, values] of changes) if (when === moment) Object.assign(now, values);
      const said = Object.fromEntries(Object.entries(now).filter(([, value]) => value !== null));
      const readings = readingsOf(site, said, moment as Instant);
      return told(engine.step({ is: "readings", readings, at: moment as Instant }).transitions);
    })
    .filter(line => !line.includes(" blind/"));
};
