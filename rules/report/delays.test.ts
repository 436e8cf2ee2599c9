import { expect, it } from "vitest";
import { instant, minutes, seconds } from "../time/instant.ts";
import { type Delay, effectOf } from "./delays.ts";
import type { Stretch } from "./stretches.ts";

const START = instant(Date.parse("2025-07-07T09:00:00+08:00"));
const at = (second: number) => instant(START + seconds(second));
const SPAN = [START, at(100_000)] as const;
const on = (second: number): Delay => ({ on: seconds(second), off: seconds(0) });
const off = (second: number): Delay => ({ on: seconds(0), off: seconds(second) });

const stretch = (from: number, to: number | null, more: Partial<Stretch> = {}): Stretch => ({
  alert: "x",
  rule: "a",
  fact: "fact",
  target: "D1",
  class: "security",
  priority: 3,
  from: at(from),
  to: to === null ? null : at(to),
  isCalled: true,
  isConfirmed: false,
  ...more,
});

it("a longer hold drops what is shorter and holds back what is not; what a person confirmed would be lost", () => {
  const course = [stretch(0, 4), stretch(20, 24), stretch(60, 100, { isConfirmed: true }), stretch(200, 900)];
  expect(effectOf(course, "a", on(10), SPAN)).toEqual({
    before: 4,
    after: 2,
    true: 2,
    lost: 0,
    continued: 0,
    later: seconds(10),
  });
  expect(effectOf(course, "a", on(60), SPAN)).toMatchObject({
    after: 1,
    true: 2,
    lost: 1,
    later: minutes(1),
  });
});

it("a later end makes one of what is close together, and a true one in it calls no more by itself", () => {
  const course = [stretch(0, 4), stretch(20, 24), stretch(50, 900), stretch(2_000, 2_004)];
  expect(effectOf(course, "a", off(30), SPAN)).toEqual({
    before: 4,
    after: 2,
    true: 1,
    lost: 0,
    continued: 1,
    later: 0,
  });
});

it("what had not ended by the end of the course is true and stays, however long the hold", () => {
  expect(effectOf([stretch(0, 4), stretch(50, null)], "a", on(600), SPAN)).toMatchObject({
    before: 2,
    after: 1,
    true: 1,
    lost: 0,
  });
});

it("what called nobody calls nobody; where it becomes one with what did, that is one call", () => {
  const quiet = [stretch(0, 4, { isCalled: false }), stretch(500, 504, { isCalled: false })];
  expect(effectOf(quiet, "a", off(10), SPAN)).toMatchObject({ before: 0, after: 0 });
  const mixed = [stretch(0, 4, { isCalled: false }), stretch(10, 14), stretch(20, 24)];
  expect(effectOf(mixed, "a", off(30), SPAN)).toMatchObject({ before: 2, after: 1 });
});

it("another rule that finds the same keeps the alarm, whatever this one's delay", () => {
  const course = [stretch(0, 30, { isConfirmed: true }), stretch(5, 30, { rule: "b" })];
  expect(effectOf(course, "a", on(60), SPAN)).toMatchObject({ before: 1, after: 1, true: 1, lost: 0 });
});
