import { describe, expect, test } from "vitest";
import type { Alert, Transition } from "../alert/alert.ts";
import type { Reading } from "../reading/reading.ts";
import type { Site } from "../site/model.ts";
import { after, type Instant, minutes, seconds } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import { at, failure, hall, reading, rule } from "./testing/hall.ts";
import { behind, many, plant, WATCHING } from "./testing/lined.ts";
import { bookOf, clockOf } from "./testing/play.ts";

const engineIn = (site: Site, start = "10:00"): Engine => new Engine(site, bookOf(site, WATCHING), at(start));

const WORDS: Readonly<Record<string, string>> = { contact: "closed", lock: "locked", alarm: "normal" };
/** A reading in which all is well. */
const fine = (site: Site, point: string, when: Instant): Reading =>
  reading(site, point, WORDS[point.split(".")[1] ?? ""] ?? 20, when);
const hear = (engine: Engine, site: Site, points: readonly string[], when: Instant): readonly Transition[] =>
  engine.step({ is: "readings", readings: points.map(point => fine(site, point, when)), at: when })
    .transitions;
const fail = (engine: Engine, site: Site, points: readonly string[], when: Instant): readonly Transition[] =>
  engine.step({ is: "readings", readings: points.map(point => failure(site, point, when)), at: when })
    .transitions;
/** So many seconds after a time of day. */
const past = (clock: string, count: number): Instant => after(at(clock), seconds(count));
const tick = (engine: Engine, clock: string): readonly Transition[] =>
  engine.step({ is: "tick", at: at(clock) }).transitions;
const said = (transitions: readonly Transition[]): string[] =>
  transitions.map(({ event, alert }) => `${clockOf(event.at)} ${event.is} ${alert.target}`);
const blind = (engine: Engine, target: string): Alert | undefined =>
  engine.openAlerts().find(alert => alert.fact === "blind" && alert.target === target);
const ids = (site: Site): readonly string[] => site.points.map(({ id }) => id);

describe("three hundred points vanish at once", () => {
  test("behind a Modbus line of thirty units: one alert, which names them all", () => {
    const site = plant();
    const engine = engineIn(site);
    hear(engine, site, ids(site), at("10:00"));
    expect(fail(engine, site, ids(site), at("10:01"))).toEqual([]);
    const found = tick(engine, "10:05");
    expect(said(found)).toEqual(["10:02 raised modbus:plant"]);
    const [alert] = engine.openAlerts();
    expect(engine.openAlerts()).toHaveLength(1);
    expect(new Set(alert?.evidence.map(({ point }) => point))).toEqual(new Set(ids(site)));
    expect(alert?.title.en).toBe("30 of 30 devices give no data: cannot be judged");
    expect(alert?.targetName).toEqual({ zh: "Modbus 线路 plant", en: "Modbus line plant" });
    expect([alert?.priority, alert?.class, alert?.tell]).toEqual([3, "equipment", ["facilities"]]);
  });

  test("unit after unit, as a poll finds them: one alert, at once when the third has its minute", () => {
    const site = plant();
    const engine = engineIn(site);
    hear(engine, site, ids(site), at("10:00"));
    const units = [...Map.groupBy(site.points, ({ via }) => via).values()];
    const told = units.flatMap((points, unit) =>
      fail(
        engine,
        site,
        points.map(({ id }) => id),
        past("10:01", unit * 3),
      ),
    );
    expect(said([...told, ...tick(engine, "10:30")])).toEqual([
      "10:02:06 raised modbus:plant",
      "10:03:06 joined modbus:plant",
    ]);
    expect(blind(engine, "modbus:plant")?.evidence).toHaveLength(300);
  });

  test("MQTT devices that speak once a minute, each at its own second: one alert about the broker", () => {
    const site = hall(many(300, "L", "light-circuit", "power"), { hall: [] });
    const engine = engineIn(site);
    const told = ids(site).flatMap((point, index) => hear(engine, site, [point], past("10:00", index / 5)));
    told.push(...tick(engine, "10:30"));
    expect(new Set(told.map(({ alert }) => alert.id)).size).toBe(1);
    expect(said(told).filter(line => !line.includes("joined"))).toEqual(["10:06 raised mqtt"]);
    expect(told.length).toBeLessThan(4);
    expect(blind(engine, "mqtt")?.evidence).toHaveLength(300);
    const [alert] = engine.openAlerts();
    expect([alert?.revision, alert?.occurrences]).toEqual([1, 1]);
  });

  test("and come back one after the other: one alert, over with the last but two that fell together", () => {
    const site = plant();
    const engine = engineIn(site);
    hear(engine, site, ids(site), at("10:00"));
    fail(engine, site, ids(site), at("10:01"));
    tick(engine, "10:05");
    const back = ids(site).flatMap((point, index) => hear(engine, site, [point], past("10:06", index / 10)));
    expect(said(back)).toEqual(["10:06:27 cleared modbus:plant"]);
    expect(said(tick(engine, "10:20")).filter(line => line.includes("raised"))).toEqual([]);
  });
});

describe("devices with limits of their own", () => {
  const site = hall(
    {
      ...many(4, "L", "light-circuit", "power"),
      ...many(4, "D", "door", "contact", "lock"),
      SD: ["smoke-detector", "hall", "alarm"],
    },
    { hall: [] },
  );
  const lights = ids(site).filter(id => id.startsWith("L"));
  const rest = ids(site).filter(id => !id.startsWith("L"));

  test("power turns stale after five minutes, doors after ten: they join, and being the first doors is worse", () => {
    const engine = engineIn(site);
    hear(engine, site, ids(site), at("10:00"));
    expect(said(tick(engine, "10:09"))).toEqual(["10:06 raised mqtt"]);
    expect([blind(engine, "mqtt")?.priority, blind(engine, "mqtt")?.title.en]).toEqual([
      3,
      "4 of 9 devices give no data: cannot be judged",
    ]);
    const later = tick(engine, "10:30");
    expect(said(later).slice(0, 2)).toEqual(["10:11 joined mqtt", "10:11 worsened mqtt"]);
    expect(later.slice(2).every(({ event }) => event.is === "escalated")).toBe(true);
    const alert = blind(engine, "mqtt");
    expect([alert?.priority, alert?.class, alert?.revision]).toEqual([2, "security", 2]);
    expect(alert?.tell).toEqual(["facilities", "guard", "duty-manager"]);
    expect(alert?.title.en).toBe("9 of 9 devices give no data: cannot be judged");
    // Fire first, then doors, then the rest.
    expect(alert?.evidence.map(({ point }) => point.replace(/\d.*/, ""))).toEqual([
      "SD.alarm",
      ...Array(8).fill("D"),
      ...Array(4).fill("L"),
    ]);
    expect(engine.openAlerts()).toHaveLength(1);
  });

  test("one that was told before its line was found is explained by it", () => {
    const engine = engineIn(site);
    hear(engine, site, ids(site), at("10:00"));
    const fewer = ids(site).filter(id => id !== "L1.power");
    for (const clock of ["10:04", "10:08"]) hear(engine, site, fewer, at(clock));
    expect(blind(engine, "mqtt:L1")?.suppression).toBeNull();
    expect(said(tick(engine, "10:15")).slice(0, 2)).toEqual([
      "10:14 raised mqtt",
      "10:14 suppressed mqtt:L1",
    ]);
    expect(blind(engine, "mqtt:L1")?.suppression).toMatchObject({
      rule: "line",
      cause: blind(engine, "mqtt")?.id,
    });
  });

  test("what is still silent when the line is back is told by itself a minute later", () => {
    const engine = engineIn(site);
    hear(engine, site, ids(site), at("10:00"));
    const fewer = ids(site).filter(id => id !== "L1.power");
    for (const clock of ["10:04", "10:08"]) hear(engine, site, fewer, at(clock));
    tick(engine, "10:15");
    expect(said(hear(engine, site, [...lights.slice(2), ...rest], at("10:16")))).toEqual([
      "10:16 cleared mqtt",
    ]);
    expect(said(hear(engine, site, [...lights.slice(2), ...rest], at("10:18")))).toEqual([
      "10:17 raised mqtt:L2",
      "10:17 released mqtt:L1",
    ]);
    expect(blind(engine, "mqtt:L1")).toMatchObject({ suppression: null, acknowledgement: null, revision: 2 });
  });

  test("a device that is lost after somebody has acknowledged the line makes it news again, once", () => {
    const engine = engineIn(site);
    hear(engine, site, ids(site), at("10:00"));
    for (const clock of ["10:04", "10:08"]) hear(engine, site, [...rest, "L4.power"], at(clock));
    expect(blind(engine, "mqtt")?.evidence).toHaveLength(3);
    const id = blind(engine, "mqtt")?.id ?? "";
    engine.step({ is: "acknowledge", alert: id, by: "F1", note: "", at: at("10:09") });
    hear(engine, site, rest, at("10:12"));
    const told = [...tick(engine, "10:15")];
    expect(said(told)).toEqual(["10:14 joined mqtt", "10:14 worsened mqtt"]);
    expect(blind(engine, "mqtt")).toMatchObject({ revision: 2, acknowledgement: null });
    engine.step({ is: "acknowledge", alert: id, by: "F1", note: "", at: at("10:16") });
    // It comes and goes, which is written down now and then and is no news.
    for (const clock of ["10:17", "10:20", "10:23"]) hear(engine, site, rest, at(clock));
    hear(engine, site, ["L4.power"], at("10:24"));
    for (const clock of ["10:30", "10:38"]) hear(engine, site, rest, at(clock));
    expect(blind(engine, "mqtt")).toMatchObject({ revision: 2, acknowledgement: { at: at("10:16") } });
    expect(blind(engine, "mqtt")?.evidence).toHaveLength(4);
  });
});

test("a smoke detector that is lost is told by itself, however much else of its line is", () => {
  const site = hall(
    { ...many(4, "SD", "smoke-detector", "alarm", "online"), ...many(4, "L", "light-circuit", "power") },
    { hall: [] },
  );
  const lost = rule({
    id: "detector-lost",
    each: "smoke-detector",
    condition: "silent(smoke.alarm)",
    hold: minutes(2),
    class: "life-safety",
    priority: 2,
  });
  const engine = new Engine(site, bookOf(site, [...WATCHING, lost]), at("10:00"));
  hear(engine, site, ids(site), at("10:00"));
  tick(engine, "+1 10:00");
  const open = engine.openAlerts().map(({ fact, target, suppression }) => [fact, target, suppression]);
  expect(open.toSorted()).toEqual([
    ["blind", "mqtt", null],
    ...[1, 2, 3, 4].map(number => ["detector-lost", `SD${number}`, null]),
  ]);
});

describe("what is one fault and what is several", () => {
  const site = hall(many(6, "L", "light-circuit", "power"), { hall: [] });

  test("two of six are two faults; three that fell apart are three", () => {
    const engine = engineIn(site);
    hear(engine, site, ids(site), at("10:00"));
    const left = (count: number) => ids(site).slice(count);
    for (const [clock, gone] of [
      ["10:03", 1],
      ["10:06", 2],
      ["10:09", 3],
      ["10:12", 3],
      ["10:15", 3],
    ] as const)
      hear(engine, site, left(gone), at(clock));
    expect(engine.openAlerts().map(({ target }) => target)).toEqual(["mqtt:L1", "mqtt:L2", "mqtt:L3"]);
  });

  test("three that fell silent within two minutes are one", () => {
    const engine = engineIn(site);
    hear(engine, site, ids(site), at("10:00"));
    for (const [clock, gone] of [
      ["10:01", 1],
      ["10:02", 2],
      ["10:05", 3],
      ["10:08", 3],
    ] as const)
      hear(engine, site, ids(site).slice(gone), at(clock));
    expect(engine.openAlerts().map(({ target }) => target)).toEqual(["mqtt:L1", "mqtt:L2", "mqtt"]);
    const own = ["mqtt:L1", "mqtt:L2"].map(target => blind(engine, target)?.suppression?.rule);
    expect(own).toEqual(["line", "line"]);
    expect(blind(engine, "mqtt")?.title.en).toBe("3 of 6 devices give no data: cannot be judged");
  });

  test("a line of one device is no line", () => {
    const one = behind(hall({ L1: ["light-circuit", "hall", "power"] }, { hall: [] }), {
      L1: "modbus:plant/1",
    });
    const engine = engineIn(one);
    hear(engine, one, ids(one), at("10:00"));
    expect(said(tick(engine, "10:10"))).toEqual(["10:06 raised modbus:plant/1"]);
  });

  test("two lines of which one is dead", () => {
    const two = behind(
      site,
      Object.fromEntries([1, 2, 3, 4, 5, 6].map(n => [`L${n}`, `modbus:${n < 4 ? "a" : "b"}/${n}`])),
    );
    const engine = engineIn(two);
    hear(engine, two, ids(two), at("10:00"));
    for (const clock of ["10:03", "10:06", "10:09"]) hear(engine, two, ids(two).slice(3), at(clock));
    expect(engine.openAlerts().map(({ target }) => target)).toEqual(["modbus:a"]);
  });

  test("devices that were never heard are one alert too", () => {
    const engine = engineIn(site);
    expect(said(tick(engine, "10:30"))).toEqual(["10:06 raised mqtt"]);
    expect(blind(engine, "mqtt")?.evidence.map(({ state }) => state)).toEqual(Array(6).fill("never"));
  });
});

test("a source names what else of it is blind later", () => {
  const site = hall(
    { SD: ["smoke-detector", "hall", "alarm"], L1: ["light-circuit", "hall", "power"] },
    { hall: [] },
  );
  const one = behind(site, { SD: "modbus:plant/1", L1: "modbus:plant/1" });
  const engine = engineIn(one);
  hear(engine, one, ids(one), at("10:00"));
  const limit = minutes(5);
  expect(one.points.map(({ staleAfter }) => staleAfter > limit)).toEqual([true, false]);
  expect(said(tick(engine, "10:10"))).toEqual(["10:06 raised modbus:plant/1"]);
  expect(blind(engine, "modbus:plant/1")?.evidence).toHaveLength(1);
  const later = tick(engine, "+1 10:00").filter(({ event }) => event.is !== "escalated");
  expect(later.map(({ event }) => event.is)).toEqual(["joined"]);
  expect(blind(engine, "modbus:plant/1")?.evidence).toHaveLength(2);
});

test("a door contact that flaps all day is one alert with a count", () => {
  const site = hall({ D1: ["door", "hall", "contact", "lock"] }, { hall: [] });
  const engine = engineIn(site);
  const told: Transition[] = [];
  for (let turn = 0; turn < 500; turn++) {
    const when = past("10:00", turn * 10);
    const contact = turn % 2 === 0 ? "open" : "closed";
    const readings = [reading(site, "D1.contact", contact, when), reading(site, "D1.lock", "locked", when)];
    told.push(...engine.step({ is: "readings", readings, at: when }).transitions);
  }
  expect(new Set(told.map(({ alert }) => alert.id)).size).toBe(1);
  expect(engine.openAlerts()).toHaveLength(1);
  expect(engine.openAlerts()[0]).toMatchObject({ fact: "open", occurrences: 250 });
});
