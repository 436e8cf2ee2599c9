import { describe, expect, it, test } from "vitest";
import { compileNumber, compileStatic } from "./compile.ts";
import { judged, mistakeIn, smallHall } from "./testing/small-hall.ts";
import { truthWord } from "./truth.ts";

type Values = Readonly<Record<string, number | string>>;

const verdict = (text: string, values: Values): string => {
  const judge = judged(text);
  return truthWord(judge.truth(judge.hall.slots(values)));
};

describe("a condition", () => {
  it.each<readonly [string, Values, string]>([
    ["light.power >= limit", { "light.power": 10 }, "yes"],
    ["light.power >= limit", { "light.power": 9.9 }, "no"],
    ["light.power >= limit", {}, "unknown"],
    ["light.power > limit && zone.occupancy == 0", { "light.power": 200 }, "unknown"],
    ["light.power > limit && zone.occupancy == 0", { "light.power": 0 }, "no"],
    ["light.power > limit || zone.occupancy == 0", { "light.power": 200 }, "yes"],
    ["light.power > limit || zone.occupancy == 0", { "light.power": 0 }, "unknown"],
    ["!(light.power > limit)", {}, "unknown"],
    ['door.lock != "locked"', { "door.lock": "unlocked" }, "yes"],
    ['"locked" == door.lock', { "door.lock": "locked" }, "yes"],
    ['door.lock in ["unlocked", "jammed"]', { "door.lock": "jammed" }, "yes"],
    ['door.lock in ["unlocked", "jammed"]', { "door.lock": "locked" }, "no"],
    ['door.lock in ["unlocked", "jammed"]', {}, "unknown"],
    ["zone.occupancy in [0, 1]", { "zone.occupancy": 1 }, "yes"],
    ["today > extinguisher.due_on", { today: 20_277 }, "no"],
    ["today > extinguisher.due_on", { today: 20_278 }, "yes"],
    ["today > extinguisher.due_on - notice", { today: 20_248 }, "yes"],
    ["today > extinguisher.due_on - 30", { today: 20_247 }, "no"],
    ['today + "30 d" > extinguisher.due_on', { today: 20_248 }, "yes"],
    ["today - extinguisher.due_on > notice", { today: 20_308 }, "yes"],
    ["today - extinguisher.due_on > 30", { today: 20_307 }, "no"],
    ["light.power / zone.occupancy > 5", { "light.power": 100, "zone.occupancy": 0 }, "unknown"],
    ["light.power - 3 * 2 < -1", { "light.power": 4 }, "yes"],
    ["-light.power < 0", { "light.power": 4 }, "yes"],
    ["zone.approved", { "zone.approved": 1 }, "yes"],
    ["zone.approved == false", { "zone.approved": 1 }, "no"],
    ["zone.approved != (light.power > 5)", { "zone.approved": 1, "light.power": 1 }, "yes"],
    ["zone.approved == (light.power > 5)", { "zone.approved": 1 }, "unknown"],
    ["zone.approved ? light.power > 5 : light.power > 50", { "zone.approved": 0, "light.power": 10 }, "no"],
    ["zone.approved ? light.power > 5 : light.power > 50", { "light.power": 100 }, "yes"],
    ["zone.approved ? light.power > 5 : light.power > 50", { "light.power": 10 }, "unknown"],
    ["light.power > (zone.approved ? 50 : 5)", { "zone.approved": 1, "light.power": 10 }, "no"],
    ["light.power > (zone.approved ? 50 : 5)", { "light.power": 100 }, "unknown"],
    ["light.power > (zone.approved ? 5 : 5)", { "light.power": 10 }, "yes"],
    ["silent(door.contact)", { "silent 4": 1 }, "yes"],
    ["!silent(door.contact)", { "silent 4": 1 }, "no"],
    ["true || light.power > 5", {}, "yes"],
  ])("%s with %j is %s", (text, values, expected) => expect(verdict(text, values)).toBe(expected));

  it.each<readonly [string, readonly string[]]>([
    ["zone.approved", ["zone.approved"]],
    ["!zone.approved || light.power > 1", ["zone.approved", "light.power"]],
    [
      "zone.approved ? light.power > 1 : circuit.power > 1",
      ["zone.approved", "light.power", "circuit.power"],
    ],
    ["light.power > (zone.approved ? circuit.power : 5)", ["light.power", "zone.approved", "circuit.power"]],
    [
      "-light.power + 2 * circuit.power > T1.power / 2 - T2.power",
      ["light.power", "circuit.power", "T1.power", "T2.power"],
    ],
    ["terminals.exists_one(t, t.power > 1)", ["T1.power", "T2.power", "T3.power"]],
    ["terminals.filter(t, t.power > 1).size() > 1", ["T1.power", "T2.power", "T3.power"]],
    ['ac.mode in ["cool", "auto"]', ["ac.mode"]],
    ["today > extinguisher.due_on", ["today"]],
  ])("%s reads %j", (text, names) => {
    const { slots, hall } = judged(text);
    const found = names.map(name => hall.scope.lookup(name));
    expect(slots).toEqual(found.map(each => (each.is === "slot" ? each.slot : -1)));
  });

  it("reads the slots that it names, in the order of its text, each once", () => {
    expect(judged('door.lock == "locked" && light.power > 1 && light.power < 5').slots).toEqual([5, 0]);
  });
});

describe("units", () => {
  it.each<readonly [string, Values, string]>([
    ["light.power >= limit_kw", { "light.power": 10 }, "yes"],
    ["limit_kw <= light.power", { "light.power": 9.99 }, "no"],
    ["circuit.power > circuit.rated_power * share", { "circuit.power": 961 }, "yes"],
    ["circuit.power > share * circuit.rated_power", { "circuit.power": 960 }, "no"],
    ["circuit.power / circuit.rated_power > share", { "circuit.power": 961 }, "yes"],
    ["zone.humidity > share", { "zone.humidity": 80 }, "no"],
    ["outdoor.temperature > cool + step", { "outdoor.temperature": 26.6 }, "yes"],
    ["outdoor.temperature > cool + 1", { "outdoor.temperature": 26.6 }, "no"],
    [
      "zone.temperature - outdoor.temperature > step",
      { "zone.temperature": 20, "outdoor.temperature": 19.4 },
      "yes",
    ],
    ["zone.temperature > hot", { "zone.temperature": 30.1 }, "yes"],
    ["zone.temperature > hot", { "zone.temperature": 29.9 }, "no"],
    ["light.power + limit_kw > 15", { "light.power": 6 }, "yes"],
    ["terminals.size() == most", {}, "yes"],
  ])("%s with %j is %s", (text, values, expected) => expect(verdict(text, values)).toBe(expected));

  it("of a function over time follow from what it measures", () => {
    const spans: readonly (readonly [string, string])[] = [
      ['average(zone.temperature, "1 h") > cool', "Cel"],
      ['rise(zone.temperature, "1 h") > step', "K"],
      ['rate(zone.temperature, "1 h") > steep', "K/h"],
      ['changes(door.contact, "1 h") > most', "1"],
      ["since_change(door.contact) > grace", "s"],
      ['energy(light.power, "closing") > 0.5', "kW.h"],
    ];
    for (const [text, unit] of spans) {
      const { parts, hall } = judged(text);
      expect([text, parts(hall.slots({}))[0]?.unit ?? "1"]).toEqual([text, unit]);
    }
  });
});

describe("what the hall has and lacks", () => {
  it.each<readonly [string, Values, string]>([
    ["has(light.power) && light.power > 5", { "light.power": 6 }, "yes"],
    ['has(light.command) && light.command == "on"', {}, "no"],
    ['light.command == "on" && has(light.command)', {}, "no"],
    ['!has(light.command) || light.command == "on"', {}, "yes"],
    ['has(light.command) ? light.command == "on" : light.power > 5', { "light.power": 6 }, "yes"],
    [
      "light.power > (has(circuit.approved_power) ? circuit.approved_power : limit)",
      { "light.power": 11 },
      "yes",
    ],
    ["has(terminals) && !has(kiosks)", {}, "yes"],
    ['"escape" in door.tags && "x-red" in door.tags', {}, "yes"],
    ['"outside" in door.tags', {}, "no"],
    ['circuit.use == "sockets"', {}, "yes"],
    ['circuit.use in ["security", "sign"]', {}, "no"],
    ["always && size(terminals) == 3", {}, "yes"],
  ])("%s with %j is %s", (text, values, expected) => expect(verdict(text, values)).toBe(expected));

  it("is told when nothing decides without it", () => {
    expect(mistakeIn('light.command == "on" || light.power > 5')).toEqual([
      "missing",
      'light-circuit L1 has no point "command"',
      "",
      "light.command",
    ]);
    expect(mistakeIn("kiosks.all(k, k.power > 5)")[1]).toBe("the hall has no kiosk");
    expect(mistakeIn('terminals.filter(t, "outside" in t.tags).all(t, t.power > 5)')[0]).toBe("missing");
  });

  it("keeps a mistake on the side that does not count from hiding", () => {
    expect(mistakeIn("has(light.command) && light.powr > 1")[1]).toBe('unknown name "light.powr"');
    expect(mistakeIn('terminals.filter(t, "outside" in t.tags).all(t, t.powr > 5)')[1]).toBe(
      'unknown name "T1.powr"',
    );
    expect(mistakeIn("has(light.power) ? light.power > 1 : light.powr > 1")[0]).toBe("wrong");
  });
});

describe("a number", () => {
  const waste = (text: string) => compileNumber(text, smallHall().scope, "W");
  it("is told in the unit that is asked for", () => {
    const gauge = waste("light.power - limit_kw");
    if ("is" in gauge) throw new Error(gauge.message);
    const hall = smallHall();
    expect([
      gauge.unit,
      gauge.slots,
      gauge.number(hall.slots({ "light.power": 25 })),
      gauge.number(hall.slots({})),
    ]).toEqual(["W", [0], 15, Number.NaN]);
  });

  it.each([
    ["zone.temperature", "expected a power in W, found a number in Cel: Cel is temperature, W is power"],
    ["light.power > 5", "expected a power in W, found a yes or no"],
    ['average(light.power, "5 min")', "average() looks back in time, waste is the power of the moment"],
  ])("%s: %s", (text, message) => expect(waste(text)).toMatchObject({ is: "wrong", message }));
});

describe("a choice of targets", () => {
  const chosen = (text: string) => compileStatic(text, smallHall().scope);
  it.each([
    ['"escape" in door.tags', true],
    ['!("escape" in door.tags)', false],
    ['circuit.use == "sockets" && circuit.rated_power > 1000', true],
    ["has(circuit.approved_power)", false],
    ["has(light.power) && size(terminals) > 2", true],
    ["circuit.rated_power / 0 > 5", false],
  ])("%s: %s", (text, expected) => expect(chosen(text)).toBe(expected));

  it.each([
    ["light.power > 5", "wrong", "light.power changes while the hall runs, `where` is decided once"],
    ["silent(light.power)", "wrong", "silent() looks back in time, `where` is decided once"],
    ["circuit.approved_power > 5", "missing", "power-circuit S1 has no approved_power"],
    ["circuit.rated_power", "wrong", "expected yes or no here, found a number in W"],
  ])("%s is %s: %s", (text, is, message) => expect(chosen(text)).toMatchObject({ is, message }));
});

test("what a condition may cost is told with the number and the limit", () => {
  const nested = (inner: string, depth: number): string =>
    depth === 0 ? inner : nested(`terminals.all(x${depth}, ${inner})`, depth - 1);
  expect(mistakeIn(nested("light.power > 1", 7)).slice(0, 2)).toEqual([
    "costly",
    "in this hall the condition becomes 8,747 comparisons, names and values, more than 2,000",
  ]);
  expect(mistakeIn(`light.power > ${" ".repeat(2_000)}1`)[1]).toBe(
    "the condition has 2,015 characters, more than 2,000",
  );
  expect(mistakeIn(`${"(".repeat(300)}1`)[0]).toBe("costly");
  const chain = Array.from({ length: 60 }, (_, at) => `light.power > ${at}`).join(" && ");
  expect(verdict(chain, { "light.power": 100 })).toBe("yes");
});
