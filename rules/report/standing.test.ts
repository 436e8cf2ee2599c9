import { expect, it } from "vitest";
import { hours, instant } from "../time/instant.ts";
import { mostStanding } from "./standing.ts";
import { reportOn } from "./testing/asked.ts";
import { type Move, played } from "./testing/played.ts";

const START = instant(Date.parse("2025-07-07T00:00:00+08:00"));
const move = (hour: number, is: Move["is"], target: string): Move => ({
  at: instant(START + hours(hour)),
  is,
  rule: "a",
  target,
});
const standing = (from: number, to: number, ...moves: readonly Move[]) =>
  reportOn(played(moves), instant(START + hours(from)), instant(START + hours(to))).standing;

it("stands what has been so for more than a day by the end of the report, and no sooner", () => {
  const found = move(10, "found", "D1");
  expect(standing(0, 34, found)).toEqual([]);
  expect(standing(0, 35, found)).toMatchObject([{ subject: "a/D1", to: null, owner: null, isAside: false }]);
  expect(standing(0, 100, found, move(34, "over", "D1"))).toEqual([]);
  expect(standing(0, 100, found, move(35, "over", "D1"))).toMatchObject([{ to: START + hours(35) }]);
  expect(standing(36, 100, found, move(35, "over", "D1"))).toEqual([]);
});

it("counts the most that stood at one moment, without what somebody put aside", () => {
  const all = standing(
    0,
    200,
    move(0, "found", "D1"),
    move(30, "over", "D1"),
    move(31, "found", "D2"),
    move(32, "found", "D3"),
    move(33, "found", "D4"),
    move(34, "suppress", "D4"),
  );
  expect(all).toHaveLength(4);
  expect(mostStanding(all, START)).toBe(2);
});
