import { describe, expect, test } from "vitest";
import type { Rule } from "../language/rule.ts";
import type { Site } from "../site/model.ts";
import { rulebook } from "./rulebook.ts";
import { at, hall, rule } from "./testing/hall.ts";
import { bookOf, engineOf, live, play } from "./testing/play.ts";

const site = hall(
  {
    L1: ["light-circuit", "off2a", "power"],
    L2: ["light-circuit", "off2b", "power"],
    L3: ["light-circuit", "off1", "power"],
    D1: ["door", "hall", "contact"],
    D2: ["door", "off1", "contact", "lock"],
    C2: ["camera", "hall", "online", "frame"],
    S1: ["power-circuit", "off1", "power"],
    S2: ["power-circuit", "off2", "power"],
    O1: ["weather-station", "hall", "temperature"],
    N1: ["uplink", "hall", "link"],
    T1: ["terminal", "hall", "online"],
    T2: ["terminal", "hall", "online"],
    T3: ["terminal", "hall", "online"],
  },
  { hall: [], off1: ["occupancy"], off2: ["occupancy"], off2a: [], off2b: [] },
  {},
  {
    off1: { tags: ["archive"] },
    off2a: { within: "off2" },
    off2b: { within: "off2" },
    L1: { tags: ["always-lit"] },
    D1: { tags: ["escape"], camera: "C2" },
    S1: { use: "sockets", approvedPowerW: 500 },
    S2: { use: "equipment", ratedPowerW: 1200, alwaysOn: true },
    T1: { tags: ["staffed"] },
    T2: { tags: ["staffed"] },
  },
);

const targets = (partial: Parameters<typeof rule>[0]): string[] =>
  bookOf(site, [rule(partial)]).instances.map(({ target }) => target.id);
const lacks = (partial: Parameters<typeof rule>[0]): string[] =>
  bookOf(site, [rule(partial)]).lacking.map(({ target, why }) => `${target}: ${why}`);
const wrong = (...rules: readonly Rule[]): string[] =>
  rulebook(site, [{ name: "t", title: { zh: "", en: "" }, settings: {}, rules }]).problems.map(
    ({ rule: id, field, problem: { message, help } }) =>
      `${id}.${field}: ${message}${help ? `; ${help}` : ""}`,
  );

describe("what a rule is judged for", () => {
  test.each<[string, Parameters<typeof rule>[0], string[]]>([
    ["each of a kind", { id: "r", each: "light-circuit", condition: "light.power > 10" }, ["L1", "L2", "L3"]],
    [
      "those that are chosen by their tags",
      {
        id: "r",
        each: "light-circuit",
        where: '!("always-lit" in light.tags)',
        condition: "light.power > 10",
      },
      ["L2", "L3"],
    ],
    [
      "those that are chosen by the tags of their zone",
      { id: "r", each: "door", where: '"archive" in zone.tags', condition: 'door.contact == "open"' },
      ["D2"],
    ],
    [
      "those that need not stay powered after closing",
      { id: "r", each: "power-circuit", where: "!circuit.always_on", condition: "circuit.power > 10" },
      ["S1"],
    ],
    [
      "those that are chosen by their use",
      { id: "r", each: "power-circuit", where: 'circuit.use == "sockets"', condition: "circuit.power > 10" },
      ["S1"],
    ],
    [
      "those of which the site file says enough",
      { id: "r", each: "door", where: "has(door.lock)", condition: 'door.lock == "unlocked"' },
      ["D2"],
    ],
    [
      "zones",
      { id: "r", each: "zone", where: "has(zone.occupancy)", condition: "zone.occupancy > 3" },
      ["off1", "off2"],
    ],
    ["the hall, once", { id: "r", each: "hall", condition: 'uplink.link == "down"' }, ["site-t"]],
  ])("%s", (_name, partial, expected) => expect(targets(partial)).toEqual(expected));
});

describe("what a hall lacks", () => {
  test.each<[string, Parameters<typeof rule>[0], string[]]>([
    [
      "a point of the target",
      { id: "r", each: "door", condition: 'door.lock == "unlocked"' },
      ['D1: door D1 has no point "lock"'],
    ],
    [
      "a nameplate value",
      { id: "r", each: "power-circuit", condition: "circuit.power > circuit.approved_power" },
      ["S2: power-circuit S2 has no approved_power in the site file"],
    ],
    [
      "a thing that a hall has one of",
      { id: "r", each: "hall", condition: 'mains.state == "failed"' },
      ["site-t: the hall has no mains"],
    ],
    [
      "all of a kind",
      { id: "r", each: "hall", condition: 'kiosks.exists(k, k.online == "offline")' },
      ["site-t: the hall has no kiosk"],
    ],
    [
      "a camera that sees it",
      { id: "r", each: "door", condition: 'door.contact == "open" && camera.online == "online"' },
      ["D2: no camera is named that sees door D2"],
    ],
  ])("%s", (_name, partial, expected) => expect(lacks(partial)).toEqual(expected));

  test("is told for every target, and what is wrong with a text only once", () => {
    const misspelt = rule({ id: "r", each: "light-circuit", condition: "light.powr > 10" });
    expect(wrong(misspelt)).toEqual(['r.condition: a light-circuit has no "powr"; did you mean "power"?']);
    const zoneless = rule({ id: "h", each: "hall", condition: "zone.occupancy > 3" });
    expect(wrong(zoneless)[0]).toContain("a rule for the hall has no zone");
    const shown = rule({ id: "s", each: "door", condition: 'door.contact == "open"', show: ["camera.fram"] });
    expect(wrong(shown)).toEqual(['s.show: a camera has no "fram"; did you mean "frame"?']);
  });
});

describe("names in a condition", () => {
  const judged = (partial: Parameters<typeof rule>[0], values: Readonly<Record<string, number | string>>) => {
    const engine = engineOf(site, [rule(partial)], at("10:00"));
    return play(engine, site, [["10:00", values]]);
  };

  test("room is the room that a desk area is a part of", () =>
    expect(
      judged(
        { id: "r", each: "light-circuit", condition: "light.power > 10 && room.occupancy == 0" },
        { "L1.power": 100, "L3.power": 100, "off2.occupancy": 0, "off1.occupancy": 1 },
      ),
    ).toEqual(["10:00 raised r/L1"]));

  test("zone.lights are the lights of a zone and of its parts", () =>
    expect(
      judged(
        {
          id: "r",
          each: "zone",
          where: "has(zone.occupancy)",
          condition: "zone.occupancy == 1 && zone.lights.filter(l, l.power >= 10).size() >= 2",
        },
        { "L1.power": 100, "L2.power": 100, "L3.power": 100, "off1.occupancy": 1, "off2.occupancy": 1 },
      ),
    ).toEqual(["10:00 raised r/off2"]));

  test("a count that is not certain finds nothing and clears nothing", () => {
    const down = rule({
      id: "down",
      each: "hall",
      condition: 'terminals.filter(t, "staffed" in t.tags).all(t, t.online == "offline")',
    });
    const engine = engineOf(site, [down], at("10:00"));
    const seen = live(engine, site, "10:12", {
      "10:00": { "T1.online": "offline", "T3.online": "online" },
      "10:02": { "T2.online": "offline" },
      "10:04": { "T2.online": null },
      "10:10": { "T2.online": "online" },
    });
    // T3 is not staffed and does not count; T2 is silent from 10:04 on and then nobody knows.
    expect(seen).toEqual([
      "10:02 raised down/site-t",
      "10:06 blinded down/site-t",
      "10:10 cleared down/site-t",
    ]);
  });

  test("outdoor is the weather station, and a hall's only uplink is seen by every rule", () =>
    expect(
      judged(
        {
          id: "r",
          each: "light-circuit",
          condition: 'outdoor.temperature > 28 && uplink.link == "up" && light.power > 0',
        },
        { "O1.temperature": 30, "N1.link": "up", "L3.power": 5 },
      ),
    ).toEqual(["10:00 raised r/L3"]));

  test("nameplates are compared like any number", () =>
    expect(
      judged(
        {
          id: "r",
          each: "power-circuit",
          where: "has(circuit.approved_power)",
          condition: "circuit.power > circuit.approved_power",
        },
        { "S1.power": 501, "S2.power": 5000 },
      ),
    ).toEqual(["10:00 raised r/S1"]));
});

test("an alert shows what the rule wants shown, where the hall has it", () => {
  const open = rule({
    id: "open",
    each: "door",
    condition: 'door.contact == "open"',
    show: ["camera.frame"],
  });
  const engine = engineOf(site, [open], at("10:00"));
  play(engine, site, [["10:00", { "C2.frame": 77, "D1.contact": "open", "D2.contact": "open" }]]);
  expect(
    engine.openAlerts().map(({ evidence }) => evidence.map(({ point, value }) => [point, value])),
  ).toEqual([
    [
      ["D1.contact", 1],
      ["C2.frame", 77],
    ],
    [["D2.contact", 1]],
  ]);
});

test("an alert says which comparison held, with both numbers", () => {
  const over = rule({
    id: "over",
    each: "power-circuit",
    where: "has(circuit.approved_power)",
    condition: "circuit.power > circuit.approved_power",
  });
  const engine = engineOf(site, [over], at("10:00"));
  play(engine, site, [["10:00", { "S1.power": 700 }]]);
  expect(engine.openAlerts()[0]?.parts).toEqual([
    { text: "circuit.power > circuit.approved_power", is: "yes", left: 700, right: 500, unit: "W" },
  ]);
});

test("targets that look the same share what was compiled, and others do not", () => {
  const lights = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [`L${index}`, ["light-circuit", "hall", "power"] as const]),
  );
  const rated = { L7: { ratedPowerW: 100 }, L9: { ratedPowerW: 200 } };
  const many: Site = hall(lights, { hall: ["occupancy"] }, {}, rated);
  const condition =
    "light.power > (has(light.rated_power) ? light.rated_power / 2 : 10) && zone.occupancy == 0";
  const book = bookOf(many, [rule({ id: "r", each: "light-circuit", condition })]);
  expect(new Set(book.instances.map(({ template }) => template)).size).toBe(3);
  const engine = engineOf(many, [rule({ id: "r", each: "light-circuit", condition })], at("10:00"));
  const values = { "L7.power": 40, "L8.power": 40, "L9.power": 120, "hall.occupancy": 0 };
  expect(play(engine, many, [["10:00", values]])).toEqual(["10:00 raised r/L8", "10:00 raised r/L9"]);
});
