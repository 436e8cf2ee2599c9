import { describe, expect, test } from "vitest";
import type { Rule, Suppressing } from "../language/rule.ts";
import type { Site } from "../site/model.ts";
import { type Instant, minutes } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import { type Rulebook, rulebook } from "./rulebook.ts";
import { at, hall, rule } from "./testing/hall.ts";
import { clockOf, play, type Values } from "./testing/play.ts";

const site = hall(
  {
    MAINS: ["mains", "plant", "state"],
    UPS: ["ups", "plant", "status"],
    K1: ["kiosk", "hall", "online", "fault"],
    K2: ["kiosk", "off1", "online"],
    D1: ["door", "hall", "contact"],
    SD: ["smoke-detector", "hall", "alarm"],
  },
  { hall: [], waiting: ["co2"], off1: ["co2"], plant: [] },
  {},
  { waiting: { within: "hall" } },
);
const rules: readonly Rule[] = [
  rule({ id: "power-cut", each: "hall", condition: 'mains.state == "failed"', priority: 1 }),
  rule({ id: "kiosk-down", each: "kiosk", condition: 'kiosk.online == "offline"', fact: "device-down" }),
  rule({ id: "kiosk-fault", each: "kiosk", condition: 'kiosk.fault == "fault"' }),
  rule({ id: "stale-air", each: "zone", condition: "zone.co2 > 1000" }),
  rule({ id: "door-open", each: "door", condition: 'door.contact == "open"', priority: 2 }),
  rule({ id: "smoke", each: "smoke-detector", condition: 'smoke.alarm == "alarm"', class: "life-safety" }),
  rule({ id: "ups", each: "ups", condition: 'ups.status == "on-battery"' }),
];
const suppressing = (partial: Pick<Suppressing, "id" | "cause"> & Partial<Suppressing>): Suppressing => ({
  title: { zh: partial.id, en: partial.id },
  within: "hall",
  facts: [],
  kinds: [],
  settle: minutes(2),
  ...partial,
});
const mainsLost = suppressing({
  id: "mains-lost",
  cause: "power-cut",
  facts: ["stale-air"],
  kinds: ["kiosk"],
});
const fire = suppressing({
  id: "fire",
  cause: "smoke",
  within: "zone",
  facts: ["stale-air"],
  kinds: ["kiosk"],
});

const bookWith = (suppressions: readonly Suppressing[], own = rules, hallOf: Site = site): Rulebook =>
  rulebook(hallOf, [{ name: "t", title: { zh: "", en: "" }, settings: {}, rules: own, suppressions }]);
const begin = (suppressions: readonly Suppressing[] = [mainsLost], start = "10:00"): Engine =>
  new Engine(site, bookWith(suppressions), at(start));
/** What was told, without what only says that devices have gone silent. */
const seen = (engine: Engine, steps: readonly (readonly [string, Values?])[]): string[] =>
  play(engine, site, steps).filter(line => !/ blind\/| blinded | seen /.test(line));
const labels = (engine: Engine) =>
  engine
    .openAlerts()
    .filter(({ fact }) => fact !== "blind")
    .map(({ fact, target, suppression, revision }) =>
      [`${fact}/${target}`, suppression?.rule ?? "heard", revision].join(" "),
    )
    .toSorted();
const well: Values = { "MAINS.state": "ok", "UPS.status": "online" };

describe("while the mains has failed", () => {
  test("what is already known of a kiosk is explained, and what comes up later is from its first moment", () => {
    const engine = begin();
    expect(seen(engine, [["10:00", { "K1.online": "offline" }]])).toEqual(["10:00 raised device-down/K1"]);
    expect(seen(engine, [["10:01", { "MAINS.state": "failed" }]])).toEqual([
      "10:01 raised power-cut/site-t",
      "10:01 suppressed device-down/K1",
    ]);
    const later = engine.step({ is: "tick", at: at("10:02") });
    expect(later.transitions).toEqual([]);
    expect(seen(engine, [["10:02", { "K2.online": "offline" }]])).toEqual(["10:02 raised device-down/K2"]);
    const [cause] = engine.openAlerts().filter(({ fact }) => fact === "power-cut");
    for (const { suppression } of engine.openAlerts().filter(({ fact }) => fact === "device-down"))
      expect(suppression).toMatchObject({ rule: "mains-lost", cause: cause?.id });
    const born = engine.openAlerts().find(({ target }) => target === "K2");
    expect([born?.annunciatedAt, born?.told, born?.escalation.dueAt]).toEqual([null, [], null]);
  });

  test("doors, fire and the UPS are told all the same, and so is what a thing of no such kind says", () => {
    const engine = begin();
    seen(engine, [["10:00", { "MAINS.state": "failed" }]]);
    seen(engine, [["10:01", { "D1.contact": "open", "SD.alarm": "alarm", "UPS.status": "on-battery" }]]);
    expect(labels(engine)).toEqual([
      "door-open/D1 heard 1",
      "power-cut/site-t heard 1",
      "smoke/SD heard 1",
      "ups/UPS heard 1",
    ]);
  });

  test("even a rule that names every kind and fact leaves life safety alone", () => {
    const greedy = suppressing({
      id: "greedy",
      cause: "power-cut",
      facts: ["smoke", "door-open"],
      kinds: ["smoke-detector", "kiosk"],
    });
    const engine = begin([greedy]);
    seen(engine, [["10:00", { "SD.alarm": "alarm" }]]);
    seen(engine, [["10:01", { "MAINS.state": "failed", "D1.contact": "open" }]]);
    expect(labels(engine)).toEqual(["door-open/D1 greedy 1", "power-cut/site-t heard 1", "smoke/SD heard 1"]);
  });

  test("that a kiosk cannot be read is explained too, and that a door cannot is not", () => {
    const engine = begin([mainsLost], "09:00");
    play(engine, site, [
      ["09:00", { "MAINS.state": "failed", "K1.online": "online", "D1.contact": "closed" }],
    ]);
    const now: Values = { "MAINS.state": "failed", "SD.alarm": "normal", "UPS.status": "online" };
    play(engine, site, [["09:01", { ...now, "K1.online": null, "D1.contact": null }]]);
    play(engine, site, [
      ["09:02", now],
      ["09:03", now],
    ]);
    const blind = engine.openAlerts().filter(({ fact }) => fact === "blind");
    expect(blind.map(({ target, suppression }) => [target, suppression?.rule])).toEqual([
      ["mqtt:K1", "mains-lost"],
      ["mqtt:D1", undefined],
    ]);
  });

  test("an outage that nobody can see any more explains as before", () => {
    const engine = begin();
    seen(engine, [["10:00", { "MAINS.state": "failed", "K1.online": "offline" }]]);
    seen(engine, [["10:01", { "MAINS.state": null }]]);
    expect(engine.openAlerts().find(({ fact }) => fact === "power-cut")?.condition).toBe("unknown");
    expect(seen(engine, [["10:20"]])).toEqual([]);
    expect(labels(engine)).toContain("device-down/K1 mains-lost 1");
  });
});

test("what is out of service is not believed: it explains nothing from then on", () => {
  const staffed = { ...site, people: [{ id: "F1", name: "Zhao", roles: ["facilities"] as const }] };
  const byUps = suppressing({ id: "by-ups", cause: "ups", facts: ["stale-air"] });
  const engine = new Engine(staffed, bookWith([byUps], rules, staffed), at("10:00"));
  seen(engine, [["10:00", { "UPS.status": "on-battery", "off1.co2": 2000 }]]);
  expect(labels(engine)).toContain("stale-air/off1 by-ups 1");
  const out = { target: "UPS", order: "W1", until: at("14:00"), compensation: "spare", by: "F1" } as const;
  const { refused } = engine.step({ is: "take-out", ...out, at: at("10:01") });
  expect(refused).toBeUndefined();
  expect(seen(engine, [["10:10"]])).toEqual(["10:03 released stale-air/off1"]);
});

describe("when the mains is back", () => {
  test("what is well again within the time to settle was never told, and closes by itself", () => {
    const engine = begin();
    seen(engine, [["10:00", { "MAINS.state": "failed" }]]);
    seen(engine, [["10:01", { "K1.online": "offline" }]]);
    expect(seen(engine, [["10:30", { "MAINS.state": "ok" }]])).toEqual(["10:30 cleared power-cut/site-t"]);
    expect(seen(engine, [["10:31", { "K1.online": "online" }]])).toEqual(["10:31 cleared device-down/K1"]);
    expect(seen(engine, [["10:40"]])).toEqual([
      "10:32 released device-down/K1",
      "10:32 closed device-down/K1",
    ]);
  });

  test("what is still wrong after that is told at its very end, as if it were new", () => {
    const engine = begin();
    seen(engine, [["10:00", { "K1.online": "offline" }]]);
    seen(engine, [["10:01", { "MAINS.state": "failed" }]]);
    seen(engine, [["10:02", { "K2.online": "offline" }]]);
    seen(engine, [["10:30", { "MAINS.state": "ok" }]]);
    expect(seen(engine, [["10:31:59"]])).toEqual([]);
    expect(seen(engine, [["10:40"]])).toEqual([
      "10:32 released device-down/K1",
      "10:32 released device-down/K2",
    ]);
    expect(labels(engine)).toEqual([
      "device-down/K1 heard 2",
      "device-down/K2 heard 2",
      "power-cut/site-t heard 1",
    ]);
    const told = engine.openAlerts().find(({ target }) => target === "K2");
    expect(told?.annunciatedAt).toBe(at("10:32"));
  });

  test("an outage that comes back while they settle goes on explaining them", () => {
    const engine = begin();
    seen(engine, [["10:00", { "MAINS.state": "failed", "K1.online": "offline" }]]);
    seen(engine, [["10:10", { "MAINS.state": "ok" }]]);
    seen(engine, [["10:11", { "MAINS.state": "failed" }]]);
    expect(seen(engine, [["10:20"]])).toEqual([]);
    seen(engine, [["10:21", { "MAINS.state": "ok" }]]);
    expect(seen(engine, [["10:30"]])).toEqual(["10:23 released device-down/K1"]);
  });

  test("what comes up while they settle is news of its own", () => {
    const engine = begin();
    seen(engine, [["10:00", { "MAINS.state": "failed" }]]);
    seen(engine, [["10:10", { "MAINS.state": "ok" }]]);
    expect(seen(engine, [["10:11", { "K1.online": "offline" }]])).toEqual(["10:11 raised device-down/K1"]);
    expect(labels(engine)).toContain("device-down/K1 heard 1");
  });
});

describe("an incident that another one explains", () => {
  const incident = { reportWithin: minutes(5) };
  const reported = rules.map(each => (each.id === "kiosk-down" ? { ...each, incident } : each));
  const started = (): Engine => {
    const engine = new Engine(site, bookWith([mainsLost], reported), at("10:00"));
    seen(engine, [["10:00", { "MAINS.state": "failed" }]]);
    seen(engine, [["10:01", { "K1.online": "offline" }]]);
    return engine;
  };

  test("is reported with that one: no report of its own is missed, and it closes with it", () => {
    const engine = started();
    expect(seen(engine, [["10:20", { "MAINS.state": "ok" }]])).toEqual(["10:20 cleared power-cut/site-t"]);
    expect(seen(engine, [["10:21", { "K1.online": "online" }]])).toEqual(["10:21 cleared device-down/K1"]);
    expect(seen(engine, [["10:40"]])).toEqual([
      "10:22 released device-down/K1",
      "10:22 closed device-down/K1",
    ]);
  });

  test("must be reported within its own time once nothing explains it any more", () => {
    const engine = started();
    seen(engine, [["10:20", { "MAINS.state": "ok" }]]);
    expect(seen(engine, [["10:26:59"]])).toEqual(["10:22 released device-down/K1"]);
    expect(seen(engine, [["10:40"]])).toEqual(["10:27 overdue device-down/K1"]);
  });
});

describe("smoke in a room", () => {
  test("explains what is in that room and its parts, nothing next door", () => {
    const engine = begin([fire]);
    seen(engine, [["10:00", { "SD.alarm": "alarm" }]]);
    seen(engine, [
      ["10:01", { "waiting.co2": 2000, "off1.co2": 2000, "K1.online": "offline", "K2.online": "offline" }],
    ]);
    expect(labels(engine)).toEqual([
      "device-down/K1 fire 1",
      "device-down/K2 heard 1",
      "smoke/SD heard 1",
      "stale-air/off1 heard 1",
      "stale-air/waiting fire 1",
    ]);
  });
});

test("two facts that explain each other are never both explained", () => {
  const engine = begin([
    suppressing({ id: "a", cause: "ups", facts: ["door-open"] }),
    suppressing({ id: "b", cause: "door-open", facts: ["ups"] }),
  ]);
  seen(engine, [["10:00", { "UPS.status": "on-battery" }]]);
  seen(engine, [["10:01", { "D1.contact": "open" }]]);
  expect(labels(engine)).toEqual(["door-open/D1 a 1", "ups/UPS heard 1"]);
  const both = begin([
    suppressing({ id: "a", cause: "ups", facts: ["door-open"] }),
    suppressing({ id: "b", cause: "door-open", facts: ["ups"] }),
  ]);
  seen(both, [["10:00", { "D1.contact": "open", "UPS.status": "on-battery" }]]);
  expect(labels(both).filter(line => line.includes("heard"))).toHaveLength(1);
});

test("of two causes the one that was there first is named, before a restart and after", () => {
  const two = hall(
    {
      SD1: ["smoke-detector", "hall", "alarm"],
      SD2: ["smoke-detector", "hall", "alarm"],
      K: ["kiosk", "hall", "online"],
    },
    { hall: [] },
  );
  const book = bookWith([fire], rules, two);
  const alarms = (engine: Engine): Engine => {
    play(engine, two, [
      ["10:00", { "SD1.alarm": "alarm" }],
      ["10:01", { "SD2.alarm": "alarm", "SD1.alarm": "normal" }],
    ]);
    play(engine, two, [["10:02", { "SD1.alarm": "alarm" }]]);
    return engine;
  };
  const whole = alarms(new Engine(two, book, at("10:00")));
  const parted = new Engine(two, book, at("10:02"), JSON.parse(JSON.stringify(whole.state())));
  for (const engine of [whole, parted]) {
    play(engine, two, [["10:03", { "K.online": "offline" }]]);
    const cause = engine.openAlerts().find(({ target }) => target === "K")?.suppression?.cause;
    expect(cause).toBe(engine.openAlerts().find(({ target }) => target === "SD1")?.id);
  }
});

describe("time that passes while nobody runs, or on another clock", () => {
  const until = (moment: string): Engine => {
    const engine = begin();
    seen(engine, [["10:00", { ...well, "MAINS.state": "failed", "K1.online": "offline" }]]);
    seen(engine, [["10:10", { "MAINS.state": "ok" }]]);
    engine.step({ is: "tick", at: at(moment) });
    return engine;
  };
  const again = (engine: Engine, when: Instant, suppressions = [mainsLost]): Engine =>
    new Engine(site, bookWith(suppressions), when, JSON.parse(JSON.stringify(engine.state())));
  const told = (engine: Engine, to: string) =>
    engine
      .step({ is: "tick", at: at(to) })
      .transitions.filter(({ alert }) => alert.fact !== "blind")
      .map(({ event }) => `${clockOf(event.at)} ${event.is}`);

  test("a restart within the time to settle changes nothing", () => {
    expect(told(again(until("10:11"), at("10:11")), "10:13")).toEqual(["10:12 released"]);
  });

  test("after a longer one it has that time again, in which it can be heard", () => {
    expect(told(again(until("10:11"), at("10:20")), "10:30")).toEqual(["10:22 released"]);
  });

  test("a moved clock moves the end of that time along", () => {
    const engine = until("10:11");
    engine.step({ is: "clock-moved", by: minutes(60), at: at("11:11") });
    expect(told(engine, "11:11:59")).toEqual([]);
    expect(told(engine, "11:13")).toEqual(["11:12 released"]);
  });

  test("what nothing explains any more since the rules changed is told", () => {
    const engine = begin();
    seen(engine, [["10:00", { "MAINS.state": "failed", "K1.online": "offline" }]]);
    expect(told(again(engine, at("10:01"), []), "10:02")).toContain("10:01 released");
  });

  test("what the rules explain from now on is explained", () => {
    const engine = begin([]);
    seen(engine, [["10:00", { "MAINS.state": "failed", "K1.online": "offline" }]]);
    const next = again(engine, at("10:01"));
    expect(told(next, "10:01")).toContain("10:01 suppressed");
  });
});
