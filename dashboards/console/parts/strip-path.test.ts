import { expect, it } from "vitest";
import { drawStrip, type Past } from "./strip-path.ts";

const good = (at: number, value: number): Past => ({ at, value, isGood: true });
const bad = (at: number): Past => ({ at, value: null, isGood: false });
const draw = (past: readonly Past[], isWorded = false) =>
  drawStrip({ past, from: 0, to: 100, staleAfter: 20, isWorded, width: 100, height: 48 });

it("a line goes from reading to reading and on to the end of what its last value says", () => {
  const { path, seen } = draw([good(0, 10), good(10, 20), good(20, 10)]);
  expect(path).toBe("M0 44L10 4L20 44H40");
  expect(seen).toEqual({ low: 10, high: 20, last: 10, count: 3 });
});

it("a word holds until the next one", () => {
  expect(draw([good(0, 0), good(10, 1)], true).path).toBe("M0 44H10V4H30");
});

it("a hole is never bridged: silence beyond the limit, a bad reading and the time since are blind", () => {
  const { path, blind } = draw([good(0, 1), good(15, 1), good(60, 1), bad(70)]);
  expect(path).toBe("M0 24L15 24H35M60 24H70");
  expect(blind).toEqual([
    [35, 25],
    [70, 30],
  ]);
});

it("a first reading that comes at its own pace leaves no hole before it, a late one does", () => {
  expect(draw([good(15, 1), good(30, 1), good(45, 1), good(60, 1), good(75, 1), good(90, 1)]).blind).toEqual(
    [],
  );
  expect(draw([good(40, 1), good(55, 1), good(70, 1), good(85, 1)]).blind).toEqual([[0, 40]]);
});

it("two hours without a reading are blind from end to end", () => {
  expect(draw([bad(10)])).toEqual({ path: "", blind: [[0, 100]], seen: null });
});

it("more readings than pixels keep the lowest and the highest of each column", () => {
  const past = Array.from({ length: 1001 }, (_, i) => good(i / 10, i === 505 ? 99 : i % 7));
  const { path, seen } = draw(past);
  expect(seen).toEqual({ low: 0, high: 99, last: 6, count: 1001 });
  expect(path.split("L").length).toBeLessThanOrEqual(2 * 101);
  expect(path).toContain(" 4L");
});
