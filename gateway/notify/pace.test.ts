import { expect, test } from "vitest";
import { after, instant, minutes, seconds } from "#rules/time/instant.ts";
import { paceOf } from "./pace.ts";

const START = instant(Date.UTC(2025, 6, 23, 10));
const at = (second: number) => after(START, seconds(second));

test("twenty in a minute go at once, the next one when the first is a minute old", () => {
  const pace = paceOf(20);
  for (let second = 0; second < 20; second += 1) {
    expect(pace.wait(at(second))).toBe(0);
    pace.used(at(second));
  }
  expect([20, 59, 60, 61].map(second => pace.wait(at(second)))).toEqual([seconds(40), seconds(1), 0, 0]);
  pace.used(at(60));
  expect(pace.wait(at(60))).toBe(seconds(1));
});

test("a rest that the other side asks for counts even without a limit, and the longer one wins", () => {
  const pace = paceOf(null);
  pace.rest(at(0), minutes(10));
  pace.rest(at(5), seconds(1));
  expect([5, 599, 600].map(second => pace.wait(at(second)))).toEqual([seconds(595), seconds(1), 0]);
});

test("a clock that was set back does not hold messages up for as long as it was set back", () => {
  const pace = paceOf(1);
  pace.used(at(7_200));
  pace.rest(at(7_200), minutes(10));
  expect(pace.wait(at(0))).toBe(0);
  pace.rest(at(0), minutes(1));
  expect(pace.wait(at(1))).toBe(seconds(59));
});
