import { describe, expect, test } from "vitest";
import type { Alert, Transition } from "../alert/alert.ts";
import type { Reading } from "../reading/reading.ts";
import { type Instant, minutes } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import { at, hall, reading, rule } from "./testing/hall.ts";
import { bookOf } from "./testing/play.ts";

const site = hall({ L1: ["light-circuit", "hall", "power"] });
const lit = rule({
  id: "lit",
  each: "light-circuit",
  condition: "light.power >= 10 && zone.occupancy == 0",
  inForce: ["lunch", "closed"],
  hold: minutes(5),
  fact: "light-on",
  tell: ["facilities"],
  escalate: minutes(45),
  waste: "light.power",
});
const book = bookOf(site, [lit]);

/** What the two devices say every minute: people in the room, and watts. */
type Minute = readonly [people: number, watts: number];
const clock = (moment: number): string => new Date(moment + 8 * 3_600_000).toISOString().slice(11, 16);
const minutesFrom = (from: string, to: string): Instant[] => {
  const all: Instant[] = [];
  for (let now = at(from); now <= at(to); now = (now + minutes(1)) as Instant) all.push(now);
  return all;
};

/** The lunch break of S01: off from 12:20 on, nobody in from 12:03 on. */
const truth = (moment: string): Minute => [moment < "12:03" ? 1 : 0, moment < "12:20" ? 200 : 0];
const said = (what: "hall.occupancy" | "L1.power", when: Instant, received = when): Reading => {
  const [people, watts] = truth(clock(when));
  return reading(site, what, what === "L1.power" ? watts : people, when, received);
};

/** Both devices report until `to`, but for what `isLost` says; what was told. */
const run = (
  engine: Engine,
  from: string,
  to: string,
  isLost: (what: string, clock: string) => boolean = () => false,
): Transition[] =>
  minutesFrom(from, to).flatMap(now => {
    const readings = (["hall.occupancy", "L1.power"] as const)
      .filter(what => !isLost(what, clock(now)))
      .map(what => said(what, now));
    return engine.step({ is: "readings", readings, at: now }).transitions;
  });

/** The readings of a device between two moments, as they come in at `received`. */
const backlog = (
  what: "hall.occupancy" | "L1.power",
  from: string,
  to: string,
  received: string,
): Reading[] => minutesFrom(from, to).map(when => said(what, when, at(received)));

const deliver = (engine: Engine, readings: readonly Reading[], when: string): Transition[] =>
  engine.step({ is: "readings", readings, at: at(when) }).transitions;
const tick = (engine: Engine, when: string): Transition[] =>
  engine.step({ is: "tick", at: at(when) }).transitions;

/** `12:08 raised light-on`, with `(12:41)` when it was learned later. */
const told = (transitions: readonly Transition[]): string[] =>
  transitions
    .filter(({ alert }) => alert.fact === "light-on")
    .map(({ event }) => {
      const late = event.learnedAt === undefined ? "" : ` (${clock(event.learnedAt)})`;
      return `${clock(event.at)} ${event.is}${late}`;
    });
const light = (engine: Engine): Alert | undefined =>
  engine.openAlerts().find(({ fact }) => fact === "light-on");

const inOutage = (what: string, moment: string): boolean =>
  what === "L1.power" && moment > "12:00" && moment < "12:40";
/** The light's meter is cut off from 12:00 to 12:40 and sends what it kept at 12:41. */
const afterOutage = () => {
  const engine = new Engine(site, book, at("11:30"));
  const before = run(engine, "11:30", "12:40", inOutage);
  return { engine, before };
};

describe("what late data tell", () => {
  test("in time, for comparison: it is found at 12:08 and over at 12:20, with its energy", () => {
    const engine = new Engine(site, book, at("11:30"));
    expect(told(run(engine, "11:30", "12:40"))).toEqual(["12:08 raised", "12:20 cleared"]);
    expect(light(engine)?.wastedWh).toBeCloseTo((200 * 17) / 60, 6);
  });

  test("becomes an alert of its own time, marked late, told when it was learned, its energy booked once", () => {
    const { engine, before } = afterOutage();
    expect(told(before)).toEqual([]);
    expect(told(deliver(engine, backlog("L1.power", "12:01", "12:39", "12:41"), "12:41"))).toEqual([]);
    expect(told(tick(engine, "12:42"))).toEqual(["12:08 raised (12:41)", "12:20 cleared (12:41)"]);
    expect(light(engine)).toMatchObject({
      id: "site-t.light-on.L1.20250708T040800000Z",
      isLate: true,
      condition: "clear",
      openedAt: at("12:08"),
      clearedAt: at("12:20"),
      told: [{ role: "facilities", at: at("12:41:30") }],
      escalation: { dueAt: at("13:26:30") },
      clauses: [{ since: at("12:03"), until: at("12:20") }],
    });
    expect(light(engine)?.wastedWh).toBeCloseTo((200 * 17) / 60, 6);
  });

  test("is told once, however often it is delivered, also after a restart", () => {
    const { engine } = afterOutage();
    const late = backlog("L1.power", "12:01", "12:39", "12:41");
    deliver(engine, late, "12:41");
    tick(engine, "12:42");
    deliver(engine, late.toReversed(), "12:43");
    expect(told(tick(engine, "12:44"))).toEqual([]);
    expect(engine.late()).toMatchObject({ received: 78, known: 39, found: 1, waiting: 0 });

    const restarted = new Engine(site, book, at("12:45"), structuredClone(engine.state()));
    for (const point of site.points)
      restarted.remember(
        point.index,
        minutesFrom("11:30", "12:44")
          .map(when => said(point.id as "L1.power", when))
          .map(each => ({ at: each.at, value: each.value })),
        at("11:30"),
      );
    // One reading that nobody had makes it judge the whole time again.
    deliver(restarted, [{ ...said("L1.power", at("12:10")), at: at("12:10:30"), value: 190 }], "12:46");
    expect(told(tick(restarted, "12:47"))).toEqual([]);
    expect(restarted.late()).toMatchObject({ replays: 1, found: 0 });
    expect(light(restarted)).toMatchObject({ isLate: true, occurrences: 1 });
  });

  test("is not lost when the gateway stops before it was judged", () => {
    const { engine } = afterOutage();
    deliver(engine, backlog("L1.power", "12:01", "12:39", "12:41"), "12:41");
    const restarted = new Engine(site, book, at("12:41:10"), structuredClone(engine.state()));
    for (const point of site.points)
      restarted.remember(
        point.index,
        minutesFrom("11:30", "12:40")
          .map(when => said(point.id as "L1.power", when))
          .map(each => ({ at: each.at, value: each.value })),
        at("11:30"),
      );
    expect(told(tick(restarted, "12:43"))).toEqual(["12:08 raised (12:41)", "12:20 cleared (12:41)"]);
  });

  test("of a time before the engine began is counted, and judged by nobody", () => {
    const engine = new Engine(site, book, at("12:30"));
    run(engine, "12:30", "12:40");
    deliver(engine, backlog("L1.power", "12:01", "12:20", "12:41"), "12:41");
    expect(told(tick(engine, "12:45"))).toEqual([]);
    expect(engine.late()).toMatchObject({ received: 20, unjudged: 20, replays: 0 });
  });

  test("closes when a person has seen it, like any other", () => {
    const { engine } = afterOutage();
    deliver(engine, backlog("L1.power", "12:01", "12:39", "12:41"), "12:41");
    tick(engine, "12:42");
    const seen = engine.step({
      is: "acknowledge",
      alert: light(engine)?.id ?? "",
      by: "F1",
      note: "",
      at: at("12:45"),
    });
    expect(told(seen.transitions)).toEqual(["12:45 acknowledged", "12:45 closed"]);
    expect(light(engine)).toBeUndefined();
  });

  test("is told further when nobody has seen it, counted from when it was learned", () => {
    const { engine } = afterOutage();
    deliver(engine, backlog("L1.power", "12:01", "12:39", "12:41"), "12:41");
    tick(engine, "12:42");
    expect(told(tick(engine, "13:27"))).toEqual(["13:26 escalated"]);
  });
});

describe("late data about what still goes on", () => {
  test("raise it at its own time; it is happening now, since the living signal says so", () => {
    const engine = new Engine(site, book, at("11:30"));
    const lost = (what: string, moment: string) =>
      what === "L1.power" && moment > "12:00" && moment < "12:12";
    run(engine, "11:30", "12:12", lost);
    deliver(engine, backlog("L1.power", "12:01", "12:11", "12:13"), "12:13");
    const seen = run(engine, "12:14", "12:16");
    expect(told(seen)).toEqual(["12:08 raised (12:13)"]);
    expect(light(engine)).toMatchObject({ condition: "active", isLate: true });
    expect(told(run(engine, "12:17", "12:21"))).toEqual(["12:20 cleared"]);
    expect(light(engine)?.wastedWh).toBeCloseTo((200 * 17) / 60, 6);
  });

  test("let a hold ripen at the time at which it would have", () => {
    const engine = new Engine(site, book, at("11:30"));
    const lost = (what: string, moment: string) =>
      what === "hall.occupancy" && moment > "12:01" && moment < "12:06";
    run(engine, "11:30", "12:06", lost);
    deliver(engine, backlog("hall.occupancy", "12:02", "12:05", "12:06:10"), "12:06:10");
    expect(told(run(engine, "12:07", "12:10"))).toEqual(["12:08 raised"]);
  });

  test("show it as unknown where the signal has fallen silent since", () => {
    const engine = new Engine(site, book, at("11:30"));
    run(engine, "11:30", "12:30", (what, moment) => what === "L1.power" && moment > "12:00");
    deliver(engine, backlog("L1.power", "12:01", "12:12", "12:31"), "12:31");
    expect(told(run(engine, "12:32", "12:33", what => what === "L1.power"))).toEqual([
      "12:08 raised (12:31)",
      "12:17 blinded (12:31)",
    ]);
    expect(light(engine)).toMatchObject({ condition: "unknown" });
  });

  test("tell that it was over earlier than had been known", () => {
    const engine = new Engine(site, book, at("11:30"));
    const lost = (what: string, moment: string) =>
      what === "L1.power" && moment > "12:12" && moment < "12:35";
    expect(told(run(engine, "11:30", "12:36", lost))).toEqual([
      "12:08 raised",
      "12:17 blinded",
      "12:35 cleared",
    ]);
    deliver(engine, backlog("L1.power", "12:13", "12:34", "12:37"), "12:37");
    expect(told(tick(engine, "12:38"))).toEqual(["12:20 cleared (12:37)"]);
    expect(light(engine)).toMatchObject({ clearedAt: at("12:20"), isLate: false, occurrences: 1 });
    expect(light(engine)?.wastedWh).toBeCloseTo((200 * 17) / 60, 6);
  });
});

describe("news that is a minute old", () => {
  const says = (value: number, measured: string, received: string) => [
    reading(site, "L1.power", value, at(measured), at(received)),
  ];

  test("is known two seconds later, when nothing newer follows it", () => {
    const engine = new Engine(site, book, at("10:00"));
    deliver(engine, says(0, "10:00", "10:00"), "10:00");
    deliver(engine, says(200, "10:01", "10:02"), "10:02");
    const power = site.points.find(({ id }) => id === "L1.power")?.index ?? -1;
    expect(engine.signals.of(power).value).toBe(0);
    tick(engine, "10:02:02");
    expect(engine.signals.of(power)).toMatchObject({ value: 200, at: at("10:01"), state: "good" });
  });

  test("is taken as it comes when it says nothing else than before", () => {
    const engine = new Engine(site, book, at("10:00"));
    deliver(engine, says(200, "10:00", "10:00"), "10:00");
    deliver(engine, says(200, "10:01", "10:02"), "10:02");
    expect(engine.late()).toMatchObject({ received: 0 });
    expect(engine.signals.of(1)).toMatchObject({ at: at("10:01") });
  });
});
