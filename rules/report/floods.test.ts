import { expect, it } from "vitest";
import { instant, minutes, seconds } from "../time/instant.ts";
import { floodsOf } from "./floods.ts";

const START = instant(Date.parse("2025-07-07T09:00:00+08:00"));
const at = (second: number) => instant(START + seconds(second));
const every = (gap: number, count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => at(from + n * gap));

it("nine calls in ten minutes are no flood, ten are, and it ends when four are left in the last ten minutes", () => {
  expect(floodsOf(every(10, 9))).toEqual([]);
  expect(floodsOf(every(10, 10))).toEqual([{ from: at(90), to: instant(at(50) + minutes(10)), calls: 10 }]);
});

it("a call at the very moment at which the fifth last leaves keeps the flood going", () => {
  const [first] = floodsOf([...every(10, 10), at(650)]);
  expect(first?.to).toBe(instant(at(60) + minutes(10)));
  expect(floodsOf([...every(10, 10), at(651)])[0]?.to).toBe(instant(at(50) + minutes(10)));
});
