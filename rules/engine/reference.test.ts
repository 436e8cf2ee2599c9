import fc from "fast-check";
import { expect, test } from "vitest";
import type { Edge } from "../language/edge.ts";
import type { Force } from "../language/rule.ts";
import { minutes, seconds } from "../time/instant.ts";
import { at, hall } from "./testing/hall.ts";
import { findings, type View } from "./testing/reference.ts";
import {
  always,
  blind,
  both,
  compare,
  either,
  engineFound,
  historiesOf,
  shown,
  staleAfterMs,
  type Twice,
  twice,
  writtenIn,
} from "./testing/twice.ts";

// The engine against a slow evaluator that goes through everything that was ever heard, on random histories: the same
// facts of the same targets, found and over at the same moments.

const CLOSING = at("17:30");
const closed = (moment: number) => moment >= CLOSING;
const edge = (is: "closing", offset: number): Edge => ({
  at: { is },
  offset: offset === 0 ? null : { sign: offset < 0 ? -1 : 1, length: minutes(Math.abs(offset)) },
});
const around: Force = { from: edge("closing", -10), to: edge("closing", 15) };
const isAround = (moment: number) => moment >= CLOSING - minutes(10) && moment < CLOSING + minutes(15);

test("truth, hold, gaps, edges of the day, silence and blindness are as a slow evaluator finds them", () => {
  const site = hall(
    { L1: ["light-circuit", "off1", "power"], D1: ["door", "hall", "contact", "lock"] },
    { off1: ["occupancy"], hall: [] },
  );
  const lit = ({ value }: View) => compare(value("L1.power"), power => power >= 10);
  const nobody = ({ value }: View) => compare(value("off1.occupancy"), count => count === 0);
  const unlocked = ({ value }: View) => compare(value("D1.lock"), lock => lock !== LOCKED);
  const open = ({ value }: View) => compare(value("D1.contact"), contact => contact !== CLOSED);
  const [CLOSED, LOCKED] = ["D1.contact", "D1.lock"].map((id, index) =>
    site.points.find(point => point.id === id)?.class.words?.indexOf(index === 0 ? "closed" : "locked"),
  );
  const rules: readonly Twice[] = [
    twice(
      {
        id: "empty",
        each: "light-circuit",
        condition: "light.power >= 10 && zone.occupancy == 0",
        inForce: ["closed", around],
        hold: minutes(5),
        fact: "light-on",
      },
      moment => closed(moment) || isAround(moment),
      { L1: { says: view => both(lit(view), nobody(view)) } },
    ),
    twice(
      {
        id: "late",
        each: "light-circuit",
        condition: "light.power >= 10",
        inForce: ["closed"],
        hold: minutes(15),
        gap: "reset",
        fact: "light-on",
      },
      closed,
      { L1: { says: lit } },
    ),
    twice(
      {
        id: "around",
        each: "light-circuit",
        condition: "light.power >= 10",
        inForce: [around],
        hold: minutes(15),
      },
      isAround,
      { L1: { says: lit } },
    ),
    twice(
      {
        id: "bright",
        each: "light-circuit",
        condition: "light.power > 100",
        clear: "light.power < 50",
        hold: seconds(30),
      },
      always,
      {
        L1: {
          says: ({ value }) => compare(value("L1.power"), power => power > 100),
          over: ({ value }) => compare(value("L1.power"), power => power < 50),
        },
      },
    ),
    twice(
      {
        id: "door",
        each: "door",
        condition: 'door.lock != "locked" || door.contact != "closed"',
        hold: minutes(4),
        gap: "continue",
      },
      always,
      { D1: { says: view => either(unlocked(view), open(view)) } },
    ),
    twice({ id: "at-once", each: "door", condition: 'door.lock != "locked"', inForce: ["closed"] }, closed, {
      D1: { says: unlocked },
    }),
    twice({ id: "quiet", each: "door", condition: "silent(door.contact)", hold: minutes(2) }, always, {
      D1: { says: ({ isSilent }) => (isSilent("D1.contact") ? "yes" : "no") },
    }),
  ];
  const book = writtenIn(site, rules);
  const points = {
    "L1.power": [0, 9.9, 10, 60, 200],
    "off1.occupancy": [0, 0, 1],
    "D1.contact": [0, 1],
    "D1.lock": [0, 1],
  };
  // At 17:05:05 and multiples of 5 s after it nothing else happens when the day turns.
  const start = at("17:05:05");
  const plain = [
    ...rules.flatMap(each => each.plain),
    ...blind("mqtt", {
      "mqtt:L1": ["L1.power"],
      "mqtt:off1": ["off1.occupancy"],
      "mqtt:D1": ["D1.contact", "D1.lock"],
    }),
  ];
  const seen = { histories: 0, stretches: 0, facts: new Set<string>() };
  fc.assert(
    fc.property(
      historiesOf(points, { start, waits: [0, 10, 30, 60, 120, 240, 300, 600, 700], most: 40 }),
      heard => {
        const end = (heard.at(-1)?.at ?? start) + minutes(30);
        const moments = [CLOSING - minutes(10), CLOSING, CLOSING + minutes(15)];
        const world = { start, end, staleAfterMs: staleAfterMs(site), rules: plain, measures: {}, moments };
        const expected = findings(world, heard);
        expect(shown(engineFound(site, book, world, heard))).toEqual(shown(expected));
        seen.histories++;
        for (const [key, stretches] of expected) {
          seen.stretches += stretches.length;
          if (stretches.length > 0) seen.facts.add(key);
        }
      },
    ),
    { numRuns: 10_000, seed: 20_250_708 },
  );
  expect(seen.histories).toBeGreaterThanOrEqual(10_000);
  expect(seen.stretches).toBeGreaterThan(20_000);
  expect([...seen.facts].toSorted()).toEqual([
    "around/L1",
    "at-once/D1",
    "blind/mqtt",
    "blind/mqtt:D1",
    "blind/mqtt:L1",
    "blind/mqtt:off1",
    "bright/L1",
    "door/D1",
    "light-on/L1",
    "quiet/D1",
  ]);
}, 300_000);
