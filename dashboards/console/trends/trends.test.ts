import { expect, it } from "vitest";
import { choiceOf, queryOf, stretchOf, toggled, zoomedTo } from "./choice.ts";
import { blindOf, chartsOf, lanesOf, statesOf, type WireTrend } from "./courses.ts";

const MINUTE = 60_000;
const NOW = Date.parse("2025-07-08T10:00:00.000Z");

const trend = (more: Partial<WireTrend>): WireTrend => ({
  point: "p",
  name: { zh: "点", en: "point" },
  unit: "W",
  words: [],
  stepMs: MINUTE,
  source: "readings",
  at: [],
  min: [],
  max: [],
  mean: [],
  first: [],
  last: [],
  gapMs: 2 * MINUTE,
  ...more,
});
const said = (minutes: readonly number[], values: readonly (number | readonly [number, number])[]) => ({
  words: ["closed", "open"],
  at: minutes.map(minute => minute * MINUTE),
  min: values.map(value => (typeof value === "number" ? value : value[0])),
  max: values.map(value => (typeof value === "number" ? value : value[1])),
});

it("the address keeps the choice, and what it says that cannot be is left out", () => {
  const chosen = { points: "a,b", from: "2025-07-08T01:00:00.000Z", to: "2025-07-08T02:00:00.000Z" };
  expect(queryOf(choiceOf(chosen))).toEqual(chosen);
  expect(choiceOf({ points: "a,,a,b", range: "week" })).toEqual({ points: ["a", "b"], span: { is: "week" } });
  for (const wrong of [{ range: "toString" }, { from: chosen.to, to: chosen.from }, { from: "x", to: "y" }])
    expect(choiceOf(wrong)).toEqual({ points: [], span: { is: "day" } });
  expect(choiceOf({ points: "abcdefghij".split("").join() }).points.length).toBe(8);
});

it("a closer look is to whole seconds, never shorter than a minute and never after now", () => {
  expect(zoomedTo(NOW - 90_400, NOW - 10_300, NOW)).toEqual({
    is: "chosen",
    from: NOW - 90_000,
    to: NOW - 10_000,
  });
  expect(zoomedTo(NOW - 5000, NOW - 4000, NOW)).toEqual({ is: "chosen", from: NOW - 60_000, to: NOW });
  expect(zoomedTo(NOW - 100_000, NOW + 100_000, NOW)).toMatchObject({ from: NOW - 100_000, to: NOW });
  expect(stretchOf({ is: "hours" }, NOW)).toEqual({ from: NOW - 120 * MINUTE, to: NOW });
});

it("a ninth point is not taken, and a point that is there goes", () => {
  const eight = "abcdefgh".split("");
  expect([toggled(eight, "i"), toggled(eight, "a"), toggled(["a"], "b")]).toEqual([
    eight,
    "bcdefgh".split(""),
    ["a", "b"],
  ]);
});

it("numbers share a chart by unit, three lines at most; what is said in words has none", () => {
  const units = ["W", "Cel", "W", "W", "W"].map((unit, index) => trend({ unit, point: `${index}` }));
  const charts = chartsOf([...units, trend({ words: ["off", "on"], unit: "" })]);
  expect(charts.map(({ unit, trends }) => [unit, trends.map(({ point }) => point).join("")])).toEqual([
    ["W", "023"],
    ["W", "4"],
    ["Cel", "1"],
  ]);
});

// biome-ignore format: a table is read one row a line.
const STATES: readonly (readonly [string, Partial<WireTrend>, readonly (readonly [number, number, string])[]])[] = [
  ["nothing was heard",            said([], []),                                    [[0, 10, "unknown"]]],
  ["it holds until the next",      { ...said([0, 5], [0, 1]), gapMs: 6 * MINUTE },   [[0, 5, "0"], [5, 10, "1"]]],
  ["what came before still holds", { ...said([-4, 4], [1, 0]), gapMs: 20 * MINUTE }, [[0, 4, "1"], [4, 10, "0"]]],
  ["before the first is unknown",  { ...said([3], [1]), gapMs: 20 * MINUTE },        [[0, 3, "unknown"], [3, 10, "1"]]],
  ["it holds only so long",        { ...said([0], [1]), gapMs: 4 * MINUTE },         [[0, 4, "1"], [4, 10, "unknown"]]],
  ["of a gap only its bucket",     { ...said([0, 5], [1, 1]) },                      [[0, 1, "1"], [1, 5, "unknown"], [5, 6, "1"], [6, 10, "unknown"]]],
  ["it changed within a bucket",   said([0, 1, 2], [0, [0, 1], 1]),                  [[0, 1, "0"], [1, 2, "several"], [2, 3, "1"], [3, 10, "unknown"]]],
  ["alike ones are one stretch",   said([0, 1, 2], [1, 1, 1]),                       [[0, 3, "1"], [3, 10, "unknown"]]],
];

it.each(STATES)("states: %s", (_, course, expected) => {
  const found = statesOf(trend(course), { from: 0, to: 10 * MINUTE });
  expect(found.map(({ is, from, to }) => [from / MINUTE, to / MINUTE, `${is}`])).toEqual(expected);
  expect(lanesOf(found).reduce((sum, { ms }) => sum + ms, 0)).toBe(10 * MINUTE);
});

it("lanes stand in the order of the words, and what is not known comes last", () => {
  const course = said([0, 1, 2], [1, 0, [0, 1]]);
  const lanes = lanesOf(statesOf(trend(course), { from: 0, to: 10 * MINUTE }));
  expect(lanes.map(({ is, ms }) => [is, ms / MINUTE])).toEqual([
    [0, 1],
    [1, 1],
    ["several", 1],
    ["unknown", 7],
  ]);
});

it("a stretch that no line knows is told of, one that a line knows is not", () => {
  const at = (minutes: readonly number[]) => trend({ at: minutes.map(minute => minute * MINUTE) });
  const span = { from: 0, to: 10 * MINUTE };
  const holes = (...trends: WireTrend[]) =>
    blindOf(trends, span).map(({ from, to }) => [from / MINUTE, to / MINUTE]);
  expect(holes(at([0, 1, 2, 7, 8, 9]))).toEqual([[3, 7]]);
  expect(holes(at([0, 1, 2, 7, 8, 9]), at([2, 3, 4, 5, 6, 7]))).toEqual([]);
  expect(holes(at([]))).toEqual([[0, 10]]);
});
