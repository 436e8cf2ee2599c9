import { describe, expect, test } from "vitest";
import { minutes, seconds } from "../time/instant.ts";
import { at, hall, reading, rule } from "./testing/hall.ts";
import { bookOf, engineOf, live, play } from "./testing/play.ts";

const site = hall(
  {
    D1: ["door", "hall", "contact", "badge"],
    P1: ["appliance", "hall", "power"],
    M1: ["power-circuit", "hall", "energy", "power"],
    AL: ["alarm-panel", "hall", "online"],
  },
  { hall: ["co2", "temperature"] },
);
const zone = (condition: string) => rule({ id: "r", each: "zone", condition });
const door = (condition: string) => rule({ id: "r", each: "door", condition });
const plug = (condition: string) => rule({ id: "r", each: "appliance", condition });

describe("a function over time is judged when it turns", () => {
  test("an average at the slice in which it gets there, once half of its window is known", () => {
    const engine = engineOf(site, [zone('average(zone.co2, "10 min") > 1000')], at("10:00"));
    // 1200 from 10:00 on: half of the window is known at 10:05.
    expect(live(engine, site, "10:20", { "10:00": { "hall.co2": 1200 } })).toEqual(["10:05 raised r/hall"]);
  });

  test("an average of a value that falls: not before enough of the window is low", () => {
    const engine = engineOf(site, [zone('average(zone.co2, "10 min") > 1000')], at("10:00"));
    // From 10:20 on 800: the mean of 1200 and 800 is 1000 when half of the window is low.
    expect(
      live(engine, site, "10:40", { "10:00": { "hall.co2": 1200 }, "10:20": { "hall.co2": 800 } }),
    ).toEqual(["10:05 raised r/hall", "10:25 cleared r/hall"]);
  });

  test("a rise at the reading that makes it", () => {
    const engine = engineOf(site, [zone('rise(zone.temperature, "15 min") >= 4')], at("10:00"));
    expect(
      live(engine, site, "10:20", {
        "10:00": { "hall.temperature": 24 },
        "10:06": { "hall.temperature": 26 },
        "10:12": { "hall.temperature": 28 },
      }),
    ).toEqual(["10:12 raised r/hall"]);
  });

  test("the time in a state to the second, with nothing heard in between", () => {
    const engine = engineOf(site, [plug('time_in(appliance.power >= 5, "1 h") > "20 min"')], at("17:20"));
    expect(
      live(engine, site, "17:50", { "17:20": { "P1.power": 30 }, "17:45": { "P1.power": 0 } }, minutes(4)),
    ).toEqual(["17:40 raised r/P1"]);
    // Truly longer than 20 minutes is a millisecond later.
    expect(engine.openAlerts()[0]).toMatchObject({ openedAt: at("17:40") + 1 });
  });

  test("the time since a change, to the second", () => {
    const engine = engineOf(
      site,
      [door('door.contact == "open" && since_change(door.contact) >= "2 min"')],
      at("10:00"),
    );
    expect(
      live(engine, site, "10:10", {
        "10:00": { "D1.contact": "closed" },
        "10:03:20": { "D1.contact": "open" },
        "10:07": { "D1.contact": "closed" },
      }),
    ).toEqual(["10:05:20 raised r/D1", "10:07 cleared r/D1"]);
  });

  test("what happened since people came in, anew every day", () => {
    const engine = engineOf(site, [door('changes(door.contact, "opening") >= 2')], at("07:40"));
    expect(
      live(engine, site, "+1 08:30", {
        "07:40": { "D1.contact": "closed" },
        "07:45": { "D1.contact": "open" },
        "07:55": { "D1.contact": "closed" },
        "08:05": { "D1.contact": "open" },
      }),
    ).toEqual(["08:05 raised r/D1", "07:50 cleared r/D1"]);
  });

  test("energy since midnight, of a counter", () => {
    const engine = engineOf(
      site,
      [rule({ id: "r", each: "power-circuit", condition: 'energy(circuit.energy, "midnight") > 1' })],
      at("00:00"),
    );
    expect(
      live(engine, site, "+1 00:10", {
        "00:00": { "M1.energy": 500 },
        "10:00": { "M1.energy": 500.6 },
        "12:00": { "M1.energy": 501.2 },
      }),
    ).toEqual(["12:00 raised r/M1", "00:00 cleared r/M1"]);
  });

  test("a time in state that is not known for certain finds nothing", () => {
    const engine = engineOf(site, [plug('time_in(appliance.power >= 5, "1 h") >= "20 min"')], at("17:00"));
    // On for 15 minutes, then silent: it may have been on for the rest, or not.
    expect(
      live(engine, site, "17:50", { "17:00": { "P1.power": 30 }, "17:16": { "P1.power": null } }),
    ).toEqual(["17:20 raised r/P1"]);
  });
});

describe("age and silence", () => {
  test("an event is followed by another within a minute, or not", () => {
    const unbadged = door('door.contact == "open" && age(door.badge) > "1 min"');
    const engine = engineOf(site, [unbadged], at("10:00"));
    expect(
      play(engine, site, [
        ["10:00", { "D1.contact": "closed" }],
        ["10:05", { "D1.badge": "granted" }],
        ["10:05:30", { "D1.contact": "open" }],
        ["10:06"],
        ["10:06:10"],
      ]),
    ).toEqual(["10:06 raised r/D1"]);
    expect(engine.openAlerts()[0]?.openedAt).toBe(at("10:06") + 1);
  });

  test("what a reading says and how long it has been so are judged together, also where its age is asked", () => {
    const ajar =
      '(door.contact == "open" && since_change(door.contact) >= "2 min") || (silent(door.contact) && age(door.contact) >= "1 min")';
    const engine = engineOf(site, [door(ajar)], at("10:00"));
    expect(
      live(engine, site, "10:20", {
        "10:00": { "D1.contact": "closed" },
        "10:10": { "D1.contact": "open" },
        "10:15": { "D1.contact": "closed" },
      }),
    ).toEqual(["10:12 raised r/D1", "10:15 cleared r/D1"]);
  });

  test("a badge that was never used is endlessly long ago", () => {
    const engine = engineOf(site, [door('door.contact == "open" && age(door.badge) > "1 min"')], at("10:00"));
    expect(play(engine, site, [["10:00", { "D1.contact": "open" }]])).toEqual(["10:00 raised r/D1"]);
  });

  test("a rule that asks whether something is silent tells it; no blind alert tells it again", () => {
    const silence = rule({ id: "panel-silent", each: "alarm-panel", condition: "silent(panel.online)" });
    const engine = engineOf(site, [silence], at("10:00"));
    expect(
      play(engine, site, [
        ["10:00", { "AL.online": "online" }],
        ["10:01", { "AL.online": "online" }],
        ["10:20"],
      ]),
    ).toEqual(["10:04 raised panel-silent/AL"]);
    expect(play(engine, site, [["10:21", { "AL.online": "online" }]])).toEqual([
      "10:21 cleared panel-silent/AL",
    ]);
  });

  test("what was never heard is silent when its limit has passed, also over a restart", () => {
    const silence = rule({ id: "panel-silent", each: "alarm-panel", condition: "silent(panel.online)" });
    const engine = engineOf(site, [silence], at("10:00"));
    expect(play(engine, site, [["10:02"]])).toEqual([]);
    const restarted = engineOf(site, [silence], at("10:02"), structuredClone(engine.state()));
    expect(play(restarted, site, [["10:10"]])).toEqual(["10:03 raised panel-silent/AL"]);
    const again = engineOf(site, [silence], at("10:10"), structuredClone(restarted.state()));
    expect(play(again, site, [["10:11"]])).toEqual([]);
    expect(again.openAlerts().map(({ condition }) => condition)).toEqual(["active"]);
  });

  test("so does a rule that asks whether what it measures is silent", () => {
    const still = 'since_change(panel.online) >= "1 d" || silent(panel.online)';
    const stopped = rule({ id: "panel-stopped", each: "alarm-panel", condition: still });
    expect(play(engineOf(site, [stopped], at("10:00")), site, [["10:20"]])).toEqual([
      "10:03 raised panel-stopped/AL",
    ]);
    const careless = rule({ ...stopped, condition: 'since_change(panel.online) >= "1 d"' });
    expect(play(engineOf(site, [careless], at("10:00")), site, [["10:20"]])).toEqual([
      "10:04 raised blind/mqtt:AL",
    ]);
  });

  test("a point that one rule needs to see is blind although another only asks whether it is silent", () => {
    const rules = [
      rule({ id: "panel-silent", each: "alarm-panel", condition: "silent(panel.online)" }),
      rule({ id: "panel-offline", each: "alarm-panel", condition: 'panel.online == "offline"' }),
    ];
    expect(play(engineOf(site, rules, at("10:00")), site, [["10:20"]])).toEqual([
      "10:03 raised panel-silent/AL",
      "10:04 raised blind/mqtt:AL",
    ]);
  });
});

describe("a function over time", () => {
  test("is kept once, however many rules ask for it, and its points can be blind", () => {
    const rules = [
      rule({ id: "a", each: "zone", condition: 'average(zone.co2, "10 min") > 1000' }),
      rule({ id: "b", each: "zone", condition: 'average(zone.co2, "10 min") > 1500' }),
    ];
    expect(bookOf(site, rules).measures.map(({ thresholds }) => [...thresholds])).toHaveLength(1);
    const engine = engineOf(site, rules, at("10:00"));
    expect(play(engine, site, [["10:30"]]).map(line => line.slice(6))).toEqual(["raised blind/mqtt:hall"]);
  });

  test("shows the points that it measures on the alert", () => {
    const engine = engineOf(site, [zone('average(zone.co2, "10 min") > 1000')], at("10:00"));
    live(engine, site, "10:06", { "10:00": { "hall.co2": 1200 } });
    expect(engine.openAlerts()[0]?.evidence.map(({ point, value }) => [point, value])).toEqual([
      ["hall.co2", 1200],
    ]);
    expect(engine.openAlerts()[0]?.parts).toMatchObject([{ is: "yes", left: 1200, right: 1000 }]);
  });

  test("knows nothing of the time before it was asked for", () => {
    const silent = engineOf(site, [zone("zone.co2 > 5000")], at("09:00"));
    live(silent, site, "10:00", { "09:00": { "hall.co2": 1200 } });
    const asked = engineOf(site, [zone('average(zone.co2, "10 min") > 1000')], at("10:00"), silent.state());
    expect(live(asked, site, "10:10", { "10:00": { "hall.co2": 1200 } })).toEqual(["10:05 raised r/hall"]);
  });

  test("does not count the time that the clock was moved by", () => {
    const engine = engineOf(site, [plug('time_in(appliance.power >= 5, "1 h") >= "20 min"')], at("17:00"));
    live(engine, site, "17:10", { "17:00": { "P1.power": 30 } });
    engine.step({ is: "clock-moved", by: minutes(60), at: at("18:10:30") });
    const later = ["18:12", "18:16", "18:19:30", "18:20", "18:20:30"].flatMap(clock => {
      const when = at(clock);
      return engine
        .step({ is: "readings", readings: [reading(site, "P1.power", 30, when)], at: when })
        .transitions.filter(({ event }) => event.is === "raised")
        .map(({ event }) => event.at - at("18:20"));
    });
    // 20 minutes from 17:00 on, an hour later on the clock.
    expect(later).toEqual([seconds(0)]);
  });
});
