import { expect, test } from "vitest";
import { type Instant, instant, seconds } from "#rules/time/instant.ts";
import { nextDue } from "./period.ts";

const noon = Date.parse("2025-07-08T12:00:00Z");
const at = (second: number): Instant => instant(noon + second * 1_000);
const next = (now: number) => (nextDue(at(0), seconds(10), at(now)) - noon) / 1_000;

test.each([
  ["on time", 0, 10],
  ["a moment early, as timers are", -0.05, 10],
  ["late, so that the next comes sooner", 3, 10],
  ["late by a whole period: that beat is left out", 10, 20],
  ["late by two and a half", 25, 30],
  ["after the clock was put forward a day", 86_403, 86_410],
  ["after the clock was set back an hour: the beat starts anew", -3_600, -3_590],
])("a read due every 10 s that comes %s", (_, now, due) => {
  expect(next(now)).toBe(due);
});

test("lateness does not add up over a thousand beats", () => {
  let due = at(0);
  for (let i = 0; i < 1_000; i += 1) due = nextDue(due, seconds(10), instant(due + (i % 7) * 1_000));
  expect(due).toBe(at(10_000));
});
