import { describe, expect, it, test } from "vitest";
import { compileNumber } from "./compile.ts";
import { judged, smallHall } from "./testing/small-hall.ts";
import { compare } from "./three-valued.ts";
import { NO, type Truth, truthWord, UNKNOWN, YES } from "./truth.ts";

type Values = Readonly<Record<string, number | string>>;

const truth = (text: string, values: Values): Truth => {
  const judge = judged(text);
  return judge.truth(judge.hall.slots(values));
};
const number = (text: string, values: Values, unit = "W"): number => {
  const hall = smallHall();
  const gauge = compileNumber(text, hall.scope, unit);
  if ("is" in gauge) throw new Error(gauge.message);
  return gauge.number(hall.slots(values));
};

describe.each(["==", "!=", "<", "<=", ">", ">="] as const)("the comparison %s", op => {
  it("is the same between points, constants and calculated values, at its limit too", () => {
    for (const x of [1, 2, 3]) {
      const values = { "light.power": x, "circuit.power": 2 };
      const [said, turned] = [compare(op, x, 2), compare(op, 2, x)];
      expect(truth(`light.power ${op} 2`, values)).toBe(said);
      expect(truth(`light.power ${op} circuit.power`, values)).toBe(said);
      expect(truth(`light.power + 0 ${op} circuit.power * 1`, values)).toBe(said);
      expect(truth(`2 ${op} light.power`, values)).toBe(turned);
      expect(truth(`circuit.power ${op} light.power`, values)).toBe(turned);
      expect(truth(`${x} ${op} 2`, {})).toBe(said);
    }
  });

  it("is unknown while a side is", () => {
    for (const text of [`light.power ${op} 2`, `2 ${op} light.power`, `light.power ${op} circuit.power`])
      expect(truth(text, { "circuit.power": 2 })).toBe(UNKNOWN);
    expect(truth(`circuit.power ${op} light.power`, { "circuit.power": 2 })).toBe(UNKNOWN);
    expect(truth(`light.power ${op} 0 / 0`, { "light.power": 2 })).toBe(UNKNOWN);
    expect(truth(`0 / 0 ${op} 1`, {})).toBe(UNKNOWN);
  });

  it("of a value within limits is unknown where the limits do not agree", () => {
    const text = `time_in(door.contact == "open", "1 h") ${op} 5`;
    const [low, high] = ["low", "high"].map(end => `${end} time_in((door.contact==1),3600000)`) as [
      string,
      string,
    ];
    for (const x of [4, 5, 6]) expect(truth(text, { [low]: x, [high]: x })).toBe(compare(op, x, 5));
    expect(truth(text, { [low]: 4, [high]: 6 })).toBe(UNKNOWN);
  });
});

describe("a calculation", () => {
  const values = {
    "light.power": 6,
    "circuit.power": 4,
    "meter.power": 0.5,
    "zone.occupancy": 3,
    "zone.humidity": 50,
  };
  it.each<readonly [string, number]>([
    ["light.power + circuit.power", 10],
    ["light.power - circuit.power", 2],
    ["light.power * 2", 12],
    ["2 * light.power", 12],
    ["light.power / 4", 1.5],
    ["-light.power", -6],
    ["-(-light.power)", 6],
    ["light.power + 1 - 2 * 3", 1],
    ["(light.power + 1 - 2) * 3", 15],
    ["meter.power", 500],
    ["meter.power + light.power", 506],
    ["light.power + meter.power", 506],
    ["light.power - meter.power", -494],
    ["limit_kw + light.power", 16],
    ["light.power * share", 4.8],
    ["light.power * zone.humidity", 3],
    ["zone.humidity * light.power", 3],
    ["light.power / zone.occupancy", 2],
    ["light.power * (light.power / circuit.power)", 9],
    ["light.power / (meter.power / limit)", 0.12],
    ["circuit.rated_power - circuit.rated_power / 2 - 500", 100],
    ["2 + 3", 5],
    ["5 - 7", -2],
    ["2 * 3.5", 7],
    ["7 / 2", 3.5],
    ["light.power / 0", Number.NaN],
    ["light.power / (zone.occupancy - 3)", Number.NaN],
    ["light.power + T1.power", Number.NaN],
  ])("%s is %d", (text, expected) => {
    if (Number.isNaN(expected)) expect(number(text, values)).toBeNaN();
    else expect(number(text, values)).toBeCloseTo(expected, 9);
  });

  it("of temperatures is in K, and a temperature moved by K is one", () => {
    const warm = { "zone.temperature": 25, "outdoor.temperature": 20, "outdoor.feels_like": 59 };
    expect(number("zone.temperature - outdoor.temperature", warm, "K")).toBe(5);
    expect(number("zone.temperature - outdoor.feels_like", warm, "K")).toBeCloseTo(10, 9);
    expect(number("zone.temperature + step", warm, "Cel")).toBe(25.5);
    expect(number("step + zone.temperature", warm, "Cel")).toBe(25.5);
    expect(number("zone.temperature - 2", warm, "Cel")).toBe(23);
    expect(number("2 + zone.temperature", warm, "Cel")).toBe(27);
    expect(number("zone.temperature - hot", warm, "K")).toBeCloseTo(-5, 9);
    expect(number("step + step", warm, "K")).toBe(1);
    expect(number("(zone.temperature - outdoor.temperature) * 2", warm, "K")).toBe(10);
  });

  it("of times takes texts for lengths", () => {
    expect(number('grace + "30 s"', {}, "s")).toBe(330);
    expect(number('"1 h" - grace', {}, "min")).toBe(55);
    expect(number("grace * 2", {}, "s")).toBe(600);
    expect(number("notice / grace", {}, "1")).toBe(8_640);
  });

  it("of dates is in days", () => {
    const at = { today: 20_000 };
    expect(number("today - extinguisher.due_on", at, "d")).toBe(-277);
    expect(number("extinguisher.due_on - today", at, "h")).toBe(277 * 24);
    for (const later of ["today + 30", "30 + today", "today + notice", "notice + today", 'today + "720 h"'])
      expect([later, truth(`${later} == extinguisher.due_on - 247`, at)]).toEqual([later, YES]);
    for (const earlier of ["today - 30", "today - notice", 'today - "30 d"'])
      expect([earlier, truth(`${earlier} == extinguisher.due_on - 307`, at)]).toEqual([earlier, YES]);
  });
});

describe("a choice", () => {
  it.each<readonly [string, Values, Truth]>([
    ["(zone.approved ? today : extinguisher.due_on) > today", { "zone.approved": 1, today: 5 }, NO],
    ["(zone.approved ? today : extinguisher.due_on) > today", { "zone.approved": 0, today: 5 }, YES],
    ['(zone.approved ? door.lock : "locked") == "locked"', { "zone.approved": 0 }, YES],
    ['(zone.approved ? door.lock : "locked") == "locked"', { "zone.approved": 1, "door.lock": "jammed" }, NO],
    ['(zone.approved ? door.lock : "locked") == "locked"', { "door.lock": "locked" }, YES],
    ['(zone.approved ? door.lock : "locked") == "locked"', { "door.lock": "jammed" }, UNKNOWN],
    ["(zone.approved ? 5 : limit_kw) <= light.power", { "zone.approved": 0, "light.power": 10 }, YES],
    ["(zone.approved ? 5 : limit_kw) <= light.power", { "zone.approved": 0, "light.power": 9 }, NO],
    ["zone.approved ? true : false", { "zone.approved": 1 }, YES],
    ["(always ? zone.approved : !zone.approved)", { "zone.approved": 1 }, YES],
    ["(!always ? zone.approved : !zone.approved)", { "zone.approved": 1 }, NO],
    ['(has(light.power) ? zone.approved : light.command == "on")', { "zone.approved": 1 }, YES],
    ["has(light.power) == zone.approved", { "zone.approved": 1 }, YES],
    ["(0 / 0 > 1) ? zone.approved : zone.approved", { "zone.approved": 1 }, YES],
    ["(0 / 0 > 1) ? zone.approved : !zone.approved", { "zone.approved": 1 }, UNKNOWN],
  ])("%s with %j", (text, values, expected) =>
    expect(truthWord(truth(text, values))).toBe(truthWord(expected)),
  );

  it("between values within limits is within the limits of both while it is not decided", () => {
    const text =
      '(zone.approved ? time_in(door.contact == "open", "1 h") : time_in(door.contact == "closed", "1 h")) > 5';
    const name = (end: string, word: number) => `${end} time_in((door.contact==${word}),3600000)`;
    const spans = (a: readonly number[], b: readonly number[]): Values => ({
      [name("low", 1)]: a[0] as number,
      [name("high", 1)]: a[1] as number,
      [name("low", 0)]: b[0] as number,
      [name("high", 0)]: b[1] as number,
    });
    expect(truth(text, spans([6, 9], [7, 8]))).toBe(YES);
    expect(truth(text, spans([6, 9], [1, 8]))).toBe(UNKNOWN);
    expect(truth(text, spans([1, 5], [2, 4]))).toBe(NO);
    expect(truth(text, { ...spans([6, 9], [1, 2]), "zone.approved": 1 })).toBe(YES);
    expect(truth(text, { ...spans([6, 9], [1, 2]), "zone.approved": 0 })).toBe(NO);
  });
});

describe("calculations with what is known within limits", () => {
  const [low, high] = ["low", "high"].map(end => `${end} time_in((door.contact==1),3600000)`) as [
    string,
    string,
  ];
  const open = 'time_in(door.contact == "open", "1 h")';
  it.each<readonly [string, Truth, Truth, Truth]>([
    // With 10 to 20 s, 40 to 50 s, and 10 to 50 s.
    [`${open} * 2 > 60`, NO, YES, UNKNOWN],
    [`-${open} < -30`, NO, YES, UNKNOWN],
    [`60 - ${open} < 30`, NO, YES, UNKNOWN],
    [`${open} - "10 s" > 20`, NO, YES, UNKNOWN],
    [`${open} / 2 > 15`, NO, YES, UNKNOWN],
    [`2 * ${open} + 5 > 65`, NO, YES, UNKNOWN],
    [`${open} / grace > 0.1`, NO, YES, UNKNOWN],
    [`30 < ${open}`, NO, YES, UNKNOWN],
    [`!(${open} <= 30)`, NO, YES, UNKNOWN],
  ])("%s", (text, few, many, either) => {
    expect(truth(text, { [low]: 10, [high]: 20 })).toBe(few);
    expect(truth(text, { [low]: 40, [high]: 50 })).toBe(many);
    expect(truth(text, { [low]: 10, [high]: 50 })).toBe(either);
    expect(truth(text, {})).toBe(UNKNOWN);
  });

  it("feed a function over time only where they are one value", () => {
    const hall = smallHall();
    judged('average(terminals.filter(t, t.online == "online").size(), "1 h") > 1', hall);
    const of = hall.measures[0]?.input.of;
    const online = { "T1.online": "online", "T2.online": "offline" };
    expect(of?.(hall.slots({ ...online, "T3.online": "online" }))).toBe(2);
    expect(of?.(hall.slots(online))).toBeNaN();
  });
});

test("what is certain on one side decides, what is not needed is left out", () => {
  const slots = (text: string) => judged(text).slots.length;
  expect(slots("always && zone.approved")).toBe(1);
  expect(slots("zone.approved && always")).toBe(1);
  expect(slots("!always && zone.approved")).toBe(0);
  expect(slots("zone.approved && !always")).toBe(0);
  expect(slots("always || zone.approved")).toBe(0);
  expect(slots("zone.approved || always")).toBe(0);
  expect(slots("!always || zone.approved")).toBe(1);
  expect(slots("zone.approved || !always")).toBe(1);
  expect(slots("always ? zone.approved : light.power > 1")).toBe(1);
  expect(slots("!!zone.approved")).toBe(1);
});
