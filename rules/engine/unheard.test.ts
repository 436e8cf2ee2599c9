import { describe, expect, test } from "vitest";
import { instant, minutes, seconds } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import { rulebook } from "./rulebook.ts";
import { at, hall, reading, rule } from "./testing/hall.ts";

const site = hall({ T1: ["terminal", "hall", "online"] }, { hall: [] });
const down = rule({
  id: "down",
  each: "terminal",
  condition: 'silent(terminal.online) || terminal.online == "offline"',
  hold: seconds(15),
});
const book = rulebook(site, [{ name: "test", title: { zh: "", en: "" }, settings: {}, rules: [down] }]);
const LIMIT = site.points[0]!.staleAfter;
const says = (engine: Engine, value: "online" | "offline", clock: string) =>
  engine.step({ is: "readings", readings: [reading(site, "T1.online", value, at(clock))], at: at(clock) });
const tick = (engine: Engine, when: number) => engine.step({ is: "tick", at: instant(when) });
const rested = (engine: Engine, clock: number) =>
  new Engine(site, book, instant(clock), JSON.parse(JSON.stringify(engine.state())));
const openedAt = (engine: Engine) =>
  engine.openAlerts().flatMap(({ fact, openedAt: opened }) => (fact === "down" ? [opened] : []));
/** A terminal that speaks, and a gateway that stops at nine and starts again an hour later. */
const restarted = () => {
  const engine = new Engine(site, book, at("09:00"));
  says(engine, "online", "09:00");
  return rested(engine, at("10:00"));
};

describe("a device that nobody listened to for an hour", () => {
  test("is not silent for that, but may be: nobody can tell", () => {
    const engine = restarted();
    tick(engine, at("10:00") + LIMIT - 1);
    expect([engine.look("down/T1")?.says, openedAt(engine)]).toEqual(["unknown", []]);
  });

  test("is silent once it has been listened to for as long as its limit, and the hold begins then", () => {
    const engine = restarted();
    tick(engine, at("10:00") + LIMIT + seconds(15));
    expect(openedAt(engine)).toEqual([at("10:00") + LIMIT + seconds(15)]);
  });

  test("is well as soon as it says so", () => {
    const engine = restarted();
    says(engine, "online", "10:00:30");
    expect(engine.look("down/T1")?.says).toBe("no");
    tick(engine, at("10:00:30") + LIMIT - 1);
    expect(openedAt(engine)).toEqual([]);
  });

  test("is listened to anew after another restart, and not for longer where that took no time", () => {
    const engine = restarted();
    const moment = at("10:00") + minutes(1);
    tick(engine, moment);
    const anew = rested(rested(engine, moment), moment + minutes(30));
    tick(anew, moment + minutes(30) + LIMIT - minutes(1) + seconds(14));
    expect(openedAt(anew)).toEqual([]);
    tick(anew, moment + minutes(30) + LIMIT - minutes(1) + seconds(15));
    expect(openedAt(anew).length).toBe(1);
  });

  test("waits for the same time when the clock is moved", () => {
    const engine = restarted();
    tick(engine, at("10:00") + minutes(1));
    engine.step({ is: "clock-moved", by: minutes(60), at: at("11:01") });
    tick(engine, at("11:00") + LIMIT + seconds(14));
    expect(openedAt(engine)).toEqual([]);
    tick(engine, at("11:00") + LIMIT + seconds(15));
    expect(openedAt(engine).length).toBe(1);
  });
});

test("a device that was silent before the gateway stopped still is", () => {
  const engine = new Engine(site, book, at("08:30"));
  says(engine, "online", "08:30");
  tick(engine, at("08:30") + LIMIT + seconds(20));
  const [opened] = openedAt(engine);
  const anew = rested(engine, at("12:00"));
  expect([anew.look("down/T1")?.says, openedAt(anew)]).toEqual(["yes", [opened]]);
});

test("a device whose line fails is not silent for us alone", () => {
  const engine = restarted();
  const point = site.points[0]!.index;
  const failed = {
    point,
    value: Number.NaN,
    at: at("10:00:10"),
    receivedAt: at("10:00:10"),
    quality: "bad",
    reason: "no answer",
  } as const;
  engine.step({ is: "readings", readings: [failed], at: at("10:00:10") });
  tick(engine, at("10:00:25"));
  expect(openedAt(engine)).toEqual([at("10:00:25")]);
});
