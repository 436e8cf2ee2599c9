import fc from "fast-check";
import { expect, test } from "vitest";
import { millis, minutes, seconds } from "../time/instant.ts";
import { at, hall } from "./testing/hall.ts";
import { findings, type PlainMeasure, type Says, type View } from "./testing/reference.ts";
import {
  always,
  between,
  both,
  compare,
  engineFound,
  historiesOf,
  shown,
  staleAfterMs,
  type Twice,
  twice,
  writtenIn,
} from "./testing/twice.ts";

// As reference.test.ts, for functions over time, which the slow evaluator works out from their definitions every five seconds.

const CLOSING = at("17:30");

test("functions over time are judged when a slow evaluator that looks every five seconds sees them turn", () => {
  const site = hall(
    { P1: ["appliance", "hall", "power"], D1: ["door", "hall", "contact", "badge"] },
    { hall: ["co2"] },
  );
  const OPEN = site.points.find(({ id }) => id === "D1.contact")?.class.words?.indexOf("open");
  const spec = (fn: PlainMeasure["spec"]["fn"], window: PlainMeasure["spec"]["window"]) =>
    ({ fn, window, isCounter: false, thresholds: [] }) as const;
  const over = (length: number) => ({ is: "length", length: millis(length) }) as const;
  const value = (point: string) => (view: View) => view.value(point);
  const truth = (says: Says) => (says === "yes" ? 1 : says === "no" ? 0 : Number.NaN);
  // A window of five minutes has slices of five seconds: it is looked at as often.
  const edges = [CLOSING - 24 * 3_600_000, CLOSING];
  const measures: Readonly<Record<string, PlainMeasure>> = {
    average: { spec: spec("average", over(minutes(5))), input: value("hall.co2"), edges: [] },
    rise: { spec: spec("rise", over(minutes(5))), input: value("hall.co2"), edges: [] },
    rate: { spec: spec("rate", over(minutes(5))), input: value("hall.co2"), edges: [] },
    busy: {
      spec: spec("time_in", over(minutes(5))),
      input: view => truth(compare(view.value("P1.power"), power => power >= 5)),
      edges: [],
    },
    moves: { spec: spec("changes", { is: "since" }), input: value("D1.contact"), edges },
    since: { spec: spec("since_change", { is: "none" }), input: value("D1.contact"), edges: [] },
    badge: { spec: spec("age", { is: "none" }), input: { ageOf: "D1.badge" }, edges: [] },
  };
  const known = (name: string, holds: (value: number) => boolean) => (view: View) => {
    const { low, high } = view.measured(name);
    return between(low, high, holds);
  };
  const open = (view: View) => compare(view.value("D1.contact"), contact => contact === OPEN);
  const rules: readonly Twice[] = [
    twice(
      { id: "average", each: "zone", condition: 'average(zone.co2, "5 min") > 801.7', hold: seconds(30) },
      always,
      {
        hall: { says: known("average", mean => mean > 801.7) },
      },
    ),
    twice(
      {
        id: "rise",
        each: "zone",
        condition: 'rise(zone.co2, "5 min") >= 300',
        clear: 'rise(zone.co2, "5 min") < 100',
      },
      always,
      {
        hall: { says: known("rise", rise => rise >= 300), over: known("rise", rise => rise < 100) },
      },
    ),
    twice({ id: "rate", each: "zone", condition: 'rate(zone.co2, "5 min") > 2003.7' }, always, {
      hall: { says: known("rate", rate => rate > 2003.7) },
    }),
    twice(
      {
        id: "busy",
        each: "appliance",
        condition: 'time_in(appliance.power >= 5, "5 min") >= "2 min"',
        hold: minutes(1),
        gap: "reset",
      },
      always,
      { P1: { says: known("busy", time => time >= 120) } },
    ),
    twice(
      {
        id: "idle",
        each: "appliance",
        condition: 'time_in(appliance.power >= 5, "5 min") < "1 min"',
        gap: "continue",
      },
      always,
      {
        P1: { says: known("busy", time => time < 60) },
      },
    ),
    twice({ id: "moves", each: "door", condition: 'changes(door.contact, "closing") >= 2' }, always, {
      D1: { says: known("moves", changes => changes >= 2) },
    }),
    twice(
      { id: "stuck", each: "door", condition: 'since_change(door.contact) >= "3 min"', hold: minutes(1) },
      always,
      {
        D1: { says: known("since", time => time >= 180) },
      },
    ),
    twice(
      { id: "no-badge", each: "door", condition: 'door.contact == "open" && age(door.badge) >= "2 min"' },
      always,
      {
        D1: { says: view => both(open(view), known("badge", age => age >= 120)(view)) },
      },
    ),
  ];
  const book = writtenIn(site, rules);
  const points = {
    "hall.co2": [400, 600, 900, 1300],
    "P1.power": [0, 4, 5, 120],
    "D1.contact": [0, 1],
    "D1.badge": [0],
  };
  const start = at("17:20:05");
  const seen = { stretches: 0, facts: new Set<string>() };
  fc.assert(
    fc.property(historiesOf(points, { start, waits: [0, 10, 20, 30, 60, 90, 180], most: 22 }), heard => {
      const end = (heard.at(-1)?.at ?? start) + minutes(3);
      const every = Array.from(
        { length: Math.floor((end - start) / 5_000) },
        (_, index) => start + index * 5_000,
      );
      const world = {
        start,
        end,
        staleAfterMs: staleAfterMs(site),
        rules: rules.flatMap(each => each.plain),
        measures,
        moments: every,
      };
      const expected = findings(world, heard);
      const engine = new Map(
        [...engineFound(site, book, world, heard)].filter(([key]) => !key.startsWith("blind")),
      );
      expect(shown(engine)).toEqual(shown(expected));
      for (const [key, stretches] of expected) {
        seen.stretches += stretches.length;
        if (stretches.length > 0) seen.facts.add(key);
      }
    }),
    { numRuns: 300, seed: 7 },
  );
  expect(seen.stretches).toBeGreaterThan(1_000);
  expect(seen.facts.size).toBe(rules.length);
}, 120_000);
