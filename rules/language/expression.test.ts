import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Binding, compileCondition, type Judge, type Problem } from "./expression.ts";
import { and, NO, not, or, type Truth, truthWord, UNKNOWN, YES } from "./truth.ts";

const lockWords = ["locked", "unlocked", "jammed"];
const names: Readonly<Record<string, Binding>> = {
  "light.power": { is: "slot", slot: 0, type: { is: "number" } },
  "zone.occupancy": { is: "slot", slot: 1, type: { is: "number" } },
  "door.lock": { is: "slot", slot: 2, type: { is: "word", words: lockWords } },
  today: { is: "slot", slot: 3, type: { is: "date" } },
  "extinguisher.due_on": { is: "constant", value: 20_277, type: { is: "date" } },
  limit: { is: "constant", value: 10, type: { is: "number" } },
};
const compile = (text: string): Judge | Problem =>
  compileCondition(text, name => names[name] ?? { is: "wrong", message: `unknown name "${name}"` });
const judge = (text: string, slots: readonly number[]): string => {
  const compiled = compile(text);
  if ("is" in compiled) throw new Error(compiled.message);
  return truthWord(compiled.truth(Float64Array.from(slots)));
};
const mistake = (text: string): readonly [string, string] => {
  const compiled = compile(text);
  if (!("is" in compiled)) throw new Error("it compiled");
  return [compiled.message, text.slice(compiled.start, compiled.end)];
};
const unknown = Number.NaN;

describe("a condition", () => {
  test.each([
    ["light.power >= limit", [10], "yes"],
    ["light.power >= limit", [9.9], "no"],
    ["light.power >= limit", [unknown], "unknown"],
    ["light.power >= limit && zone.occupancy == 0", [200, unknown], "unknown"],
    ["light.power >= limit && zone.occupancy == 0", [0, unknown], "no"],
    ["light.power >= limit || zone.occupancy == 0", [200, unknown], "yes"],
    ['door.lock != "locked"', [0, 0, 1], "yes"],
    ['door.lock != "locked"', [0, 0, unknown], "unknown"],
    ['door.lock in ["unlocked", "jammed"]', [0, 0, 2], "yes"],
    ['door.lock in ["unlocked", "jammed"]', [0, 0, 0], "no"],
    ['!(door.lock == "locked")', [0, 0, unknown], "unknown"],
    ["today > extinguisher.due_on", [0, 0, 0, 20_277], "no"],
    ["today > extinguisher.due_on", [0, 0, 0, 20_278], "yes"],
    ["light.power / zone.occupancy > 5", [100, 0], "unknown"],
    ["light.power - 3 * 2 < -1", [4], "yes"],
  ])("%s of %j is %s", (text, slots, expected) => expect(judge(text, slots)).toBe(expected));

  test("reads only the slots that it names", () => {
    expect(compile('light.power > 1 && door.lock == "locked"')).toMatchObject({ slots: [0, 2] });
  });
});

describe("a mistake in a condition says what is wrong, and where", () => {
  test.each([
    [
      'door.lock == "loked"',
      '"loked" is none of its words (locked, unlocked, jammed); did you mean "locked"?',
      'door.lock == "loked"',
    ],
    ['door.lock > "locked"', "words have no order: compare them with == or !=", 'door.lock > "locked"'],
    ["door.lock == 1", "cannot compare a word (locked, unlocked, jammed) with a number", "door.lock == 1"],
    ["today > 5", "cannot compare a date with a number", "today > 5"],
    ["light.power", "expected yes or no here: a comparison such as `light.power > 10`", "light.power"],
    ["light.power > 1 && bulb.power > 1", 'unknown name "bulb.power"', "bulb.power"],
    ["light.power > ", "Unexpected token: EOF", ""],
    [
      "size(light.power) > 1",
      "expected a value here: a point such as `light.power`, a setting, a number or a word in quotes",
      "size(light.power)",
    ],
  ])("%s", (text, message, place) => expect(mistake(text)).toEqual([message, place]));
});

test("Kleene's laws hold for every three values", () => {
  const truth = fc.constantFrom<Truth>(NO, YES, UNKNOWN);
  fc.assert(
    fc.property(truth, truth, truth, (a, b, c) => {
      expect(and(a, b)).toBe(and(b, a));
      expect(or(a, b)).toBe(not(and(not(a), not(b))));
      expect(and(a, and(b, c))).toBe(and(and(a, b), c));
      expect(and(a, or(b, c))).toBe(or(and(a, b), and(a, c)));
      expect(not(not(a))).toBe(a);
    }),
  );
  expect([and(UNKNOWN, NO), or(UNKNOWN, YES), and(UNKNOWN, YES), or(UNKNOWN, NO), not(UNKNOWN)]).toEqual([
    NO,
    YES,
    UNKNOWN,
    UNKNOWN,
    UNKNOWN,
  ]);
});
