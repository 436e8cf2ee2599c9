import { describe, expect, test } from "vitest";
import type { Transition } from "../alert/alert.ts";
import type { Rule } from "../language/rule.ts";
import type { Reading } from "../reading/reading.ts";
import type { Site } from "../site/model.ts";
import { type Instant, minutes, toIso } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import { rulebook } from "./rulebook.ts";
import { at, failure, hall, reading, rule } from "./testing/hall.ts";

const engineOf = (
  site: Site,
  rules: readonly Rule[],
  start: Instant,
  state: ReturnType<Engine["state"]> | null = null,
): Engine => {
  const book = rulebook(site, [{ name: "test", title: { zh: "", en: "" }, settings: {}, rules }]);
  expect(book.problems).toEqual([]);
  return new Engine(site, book, start, state);
};

/** `17:35 raised light-on/L1`: what happened, in the hall's time. */
const told = (transitions: readonly Transition[]): string[] =>
  transitions.map(({ event, alert }) => {
    const clock = new Date(event.at + 8 * 3_600_000).toISOString().slice(11, 19).replace(/:00$/, "");
    return `${clock} ${event.is} ${alert.fact}/${alert.target}`;
  });

/** Plays steps and returns all that was told. A step is a time and readings made at it. */
const play = (
  engine: Engine,
  site: Site,
  steps: readonly (readonly [string, Readonly<Record<string, number | string | null>>?])[],
): string[] =>
  steps.flatMap(([clock, values = {}]) => {
    const readings = Object.entries(values).map(
      ([point, value]): Reading =>
        value === null ? failure(site, point, at(clock)) : reading(site, point, value, at(clock)),
    );
    return told(engine.step({ is: "readings", readings, at: at(clock) }).transitions);
  });

const lights = hall({ L1: ["light-circuit", "hall", "power"] });
const emptyZone = rule({
  id: "ty",
  each: "light-circuit",
  condition: "light.power >= 10 && zone.occupancy == 0",
  inForce: ["lunch", "closed"],
  hold: minutes(5),
  fact: "light-on",
});
const afterClosing = rule({
  id: "ga",
  each: "light-circuit",
  condition: "light.power >= 10",
  inForce: ["closed"],
  hold: minutes(15),
  fact: "light-on",
});

/** Keeps both points of the lights hall fresh every four minutes. */
const keep = (
  from: string,
  to: string,
  power: number,
  people: number,
): readonly (readonly [string, Record<string, number>])[] => {
  const moments: (readonly [string, Record<string, number>])[] = [];
  for (let moment = at(from); moment <= at(to); moment = (moment + minutes(4)) as Instant)
    moments.push([
      new Date(moment + 8 * 3_600_000).toISOString().slice(11, 16),
      { "L1.power": power, "hall.occupancy": people },
    ]);
  return moments;
};

describe("lights in an empty room", () => {
  test("are found five minutes after the room is empty at lunch, and the finding ends when they go off", () => {
    const engine = engineOf(lights, [emptyZone], at("11:57"));
    expect(
      play(engine, lights, [
        ["11:58", { "L1.power": 200, "hall.occupancy": 1 }],
        ["12:02", { "L1.power": 200 }],
        ["12:03", { "hall.occupancy": 0 }],
        ["12:06", { "L1.power": 200 }],
        ["12:08"],
        ["12:10", { "L1.power": 200, "hall.occupancy": 0 }],
        ["12:14", { "L1.power": 0 }],
      ]),
    ).toEqual(["12:08 raised light-on/L1", "12:14 cleared light-on/L1"]);
  });

  test("are nobody's business during opening hours", () => {
    const engine = engineOf(lights, [emptyZone], at("14:10"));
    expect(play(engine, lights, keep("14:10", "15:30", 200, 0))).toEqual([]);
  });

  test("that are already on when lunch begins are judged from the beginning of lunch, not before", () => {
    const engine = engineOf(lights, [emptyZone], at("11:30"));
    expect(play(engine, lights, keep("11:30", "12:10", 200, 0))).toEqual(["12:05 raised light-on/L1"]);
  });

  test("stop being a finding when lunch ends, with the reason", () => {
    const engine = engineOf(lights, [emptyZone], at("13:40"));
    play(engine, lights, keep("13:40", "13:56", 200, 0));
    const { transitions } = engine.step({
      is: "readings",
      readings: [reading(lights, "L1.power", 200, at("14:00"))],
      at: at("14:00"),
    });
    expect(transitions.map(({ event }) => [event.is, event.why])).toEqual([["cleared", "out-of-force"]]);
  });

  test("are never found while nobody knows whether the room is empty", () => {
    const engine = engineOf(lights, [emptyZone], at("12:00"));
    const onlyPower = keep("12:00", "12:40", 200, 0).map(
      ([clock, values]) => [clock, { "L1.power": values["L1.power"] as number }] as const,
    );
    expect(play(engine, lights, onlyPower).filter(line => line.includes("light-on"))).toEqual([]);
  });
});

test("the same fact under two clauses is one alert that carries both", () => {
  const engine = engineOf(lights, [emptyZone, afterClosing], at("17:20"));
  expect(play(engine, lights, keep("17:20", "17:48", 200, 0))).toEqual([
    "17:35 raised light-on/L1",
    "17:45 joined light-on/L1",
  ]);
  const [alert] = engine.openAlerts();
  expect(alert?.clauses.map(({ clause, since }) => [clause, toIso(since)])).toEqual([
    ["TY", toIso(at("17:30"))],
    ["GA", toIso(at("17:30"))],
  ]);
  expect(alert?.evidence.map(({ point, value }) => [point, value])).toEqual([["L1.power", 200]]);
});

describe("a sensor that falls silent", () => {
  test("keeps an open alert open, as unknown, and its return changes nothing but that", () => {
    const engine = engineOf(lights, [afterClosing], at("17:20"));
    expect(play(engine, lights, keep("17:20", "17:48", 200, 1))).toEqual(["17:45 raised light-on/L1"]);
    // The last word was at 17:48; power is stale after 5 minutes, and told as blind a minute later.
    expect(play(engine, lights, [["18:30"]])).toEqual([
      "17:53 blinded light-on/L1",
      "17:54 raised blind/mqtt:L1",
    ]);
    expect(engine.openAlerts().map(({ fact, condition }) => [fact, condition])).toEqual([
      ["light-on", "unknown"],
      ["blind", "active"],
    ]);
    expect(play(engine, lights, [["18:31", { "L1.power": 200 }]])).toEqual([
      "18:31 seen light-on/L1",
      "18:31 cleared blind/mqtt:L1",
    ]);
  });

  test("holds up a running hold: blind time does not count", () => {
    const engine = engineOf(lights, [afterClosing], at("17:29"));
    play(engine, lights, [["17:31", { "L1.power": 200 }], ["17:36", { "L1.power": null }], ["17:38"]]);
    expect(
      play(engine, lights, [
        ["17:40", { "L1.power": 200 }],
        ["17:44", { "L1.power": 200 }],
        ["17:48", { "L1.power": 200 }],
        ["17:52", { "L1.power": 200 }],
      ]),
    ).toEqual(["17:40 cleared blind/mqtt:L1", "17:50 raised light-on/L1"]);
    expect(engine.openAlerts().find(({ fact }) => fact === "light-on")?.gap).toBe(minutes(4));
  });

  test("is one alert for a device with several blind points, and names them", () => {
    const site = hall({ D1: ["door", "hall", "contact", "lock"] }, { hall: [] });
    const locked = rule({
      id: "door",
      each: "door",
      condition: 'door.lock != "locked" || door.contact != "closed"',
      inForce: ["closed"],
    });
    const engine = engineOf(site, [locked], at("17:00"));
    expect(play(engine, site, [["17:15"]])).toEqual(["17:11 raised blind/mqtt:D1"]);
    expect(engine.openAlerts()[0]?.evidence.map(({ point, state }) => [point, state])).toEqual([
      ["D1.contact", "never"],
      ["D1.lock", "never"],
    ]);
    expect(engine.openAlerts()[0]?.priority).toBe(2);
  });
});

test("an open door is found although nobody knows whether it is locked", () => {
  const site = hall({ D1: ["door", "hall", "contact", "lock"] }, { hall: [] });
  const locked = rule({
    id: "door",
    each: "door",
    condition: 'door.lock != "locked" || door.contact != "closed"',
    inForce: ["closed"],
    hold: minutes(15),
  });
  const engine = engineOf(site, [locked], at("17:29"));
  const open = ["17:30", "17:38", "17:46"].map(clock => [clock, { "D1.contact": "open" }] as const);
  expect(play(engine, site, open).filter(line => !line.includes("blind"))).toEqual(["17:45 raised door/D1"]);
});

describe("a person", () => {
  const acknowledged = (engine: Engine, clock: string) => {
    const id = engine.openAlerts()[0]?.id ?? "";
    return engine.step({ is: "acknowledge", alert: id, by: "王伟", note: "去看了", at: at(clock) });
  };
  const found = (): Engine => {
    const engine = engineOf(lights, [afterClosing], at("17:20"));
    play(engine, lights, keep("17:20", "17:48", 200, 1));
    return engine;
  };

  test("who has seen an alert closes it, when it clears", () => {
    const engine = found();
    expect(told(acknowledged(engine, "17:49").transitions)).toEqual(["17:49 acknowledged light-on/L1"]);
    expect(play(engine, lights, [["17:50", { "L1.power": 0 }]])).toEqual([
      "17:50 cleared light-on/L1",
      "17:50 closed light-on/L1",
    ]);
    expect(engine.openAlerts()).toEqual([]);
  });

  test("is needed to close an alert that has cleared by itself", () => {
    const engine = found();
    play(engine, lights, [["17:50", { "L1.power": 0 }]]);
    expect(engine.openAlerts().map(({ condition, closedAt }) => [condition, closedAt])).toEqual([
      ["clear", null],
    ]);
    expect(told(acknowledged(engine, "17:51").transitions)).toEqual([
      "17:51 acknowledged light-on/L1",
      "17:51 closed light-on/L1",
    ]);
  });

  test("is asked again when the fact comes back in the same episode", () => {
    const engine = found();
    play(engine, lights, [["17:50", { "L1.power": 0 }]]);
    const again = [
      ["18:00", { "L1.power": 200 }],
      ["18:04", { "L1.power": 200 }],
      ["18:08", { "L1.power": 200 }],
      ["18:12", { "L1.power": 200 }],
      ["18:16", { "L1.power": 200 }],
    ] as const;
    expect(play(engine, lights, again).filter(line => line.includes("light-on"))).toEqual([
      "18:15 returned light-on/L1",
    ]);
    expect(engine.openAlerts().find(({ fact }) => fact === "light-on")).toMatchObject({
      occurrences: 2,
      acknowledgement: null,
      condition: "active",
    });
  });

  test("who comes second is told who was first", () => {
    const engine = found();
    acknowledged(engine, "17:49");
    expect(acknowledged(engine, "17:50").refused).toBe(
      `already acknowledged by 王伟 at ${toIso(at("17:49"))}`,
    );
  });

  test("cannot acknowledge what is not there", () => {
    expect(
      found().step({ is: "acknowledge", alert: "nothing", by: "王伟", note: "", at: at("17:50") }).refused,
    ).toBe("no open alert nothing");
  });
});

describe("extinguishers", () => {
  const register = {
    agent: "powder",
    madeOn: "2022-03-01",
    nextServiceOn: "2025-07-09",
    scrapOn: "2030-07-09",
    dueOn: "2025-07-09",
    inspectedOn: "2025-07-07",
  } as const;
  const site = hall({ X1: ["extinguisher", "hall", "scan", "pressure"] }, { hall: [] }, { X1: register });
  const inspection = rule({
    id: "dz",
    each: "extinguisher",
    condition: "extinguisher.inspected_on < monday",
    fact: "inspection-overdue",
  });
  const expiry = rule({
    id: "ga",
    each: "extinguisher",
    condition: "today > extinguisher.due_on",
    fact: "extinguisher-expired",
  });

  test("are due for inspection when the hall opens on Monday, and a scan is an inspection", () => {
    const engine = engineOf(site, [inspection], at("09:00"));
    expect(play(engine, site, [["+6 08:00"], ["+6 08:40"]])).toEqual(["08:30 raised inspection-overdue/X1"]);
    expect(play(engine, site, [["+6 09:10", { "X1.scan": "seen" }]])).toEqual([
      "09:10 cleared inspection-overdue/X1",
    ]);
  });

  test("that were scanned before opening on Monday are never due", () => {
    const engine = engineOf(site, [inspection], at("09:00"));
    expect(play(engine, site, [["+6 08:10", { "X1.scan": "seen" }], ["+6 12:00"]])).toEqual([]);
  });

  test("are expired from the day after the due date on", () => {
    const engine = engineOf(site, [expiry], at("09:00"));
    expect(play(engine, site, [["+1 23:59"], ["+2 00:00"]])).toEqual([
      "00:00 raised extinguisher-expired/X1",
    ]);
  });
});

test("a year without official calendar data judges nothing that depends on opening hours, and says so", () => {
  const engine = engineOf(lights, [afterClosing], Date.parse("2027-07-08T20:00:00+08:00") as Instant);
  expect(engine.hours()).toMatchObject({ phase: "unknown" });
  const now = Date.parse("2027-07-08T21:00:00+08:00") as Instant;
  engine.step({ is: "readings", readings: [reading(lights, "L1.power", 200, now)], at: now });
  expect(engine.tally()).toEqual({ instances: 1, yes: 0, no: 0, unknown: 1, notInForce: 0 });
});

test("a reading that is older than what is known is not judged", () => {
  const engine = engineOf(lights, [afterClosing], at("17:40"));
  play(engine, lights, [["17:41", { "L1.power": 200 }]]);
  engine.step({
    is: "readings",
    readings: [reading(lights, "L1.power", 0, at("17:40"), at("17:42"))],
    at: at("17:42"),
  });
  expect(engine.signals.of(1)).toMatchObject({ value: 200, state: "good" });
  expect(engine.signals.late).toBe(1);
});
