import { expect, test } from "vitest";
import { instant } from "#rules/time/instant.ts";
import { scaledClock, wallClock } from "./clock.ts";

/** A machine whose clocks a test moves. */
const machine = () => {
  const at = { wall: 1_000_000, running: 5_000 };
  const clocks = { wallMs: () => at.wall, runningMs: () => at.running };
  const clock = scaledClock({
    start: instant(1_000_000),
    origin: instant(1_000_000),
    speed: 1,
    machine: clocks,
  });
  /** Seconds pass on both clocks; the gateway asks every second. */
  const pass = (seconds: number): number[] =>
    Array.from({ length: seconds }, () => {
      at.wall += 1_000;
      at.running += 1_000;
      return clock.takeStep?.() ?? 0;
    }).filter(by => by !== 0);
  return { at, clock, pass };
};

test("a clock that nobody moves runs with the machine", () => {
  const { clock, pass } = machine();
  expect(pass(120)).toEqual([]);
  expect(clock.now()).toBe(1_120_000);
});

test("the wall clock shows a step at once, as the machines that it is compared with would have it", () => {
  const at = { wall: 1_000_000 };
  const clock = wallClock({ wallMs: () => at.wall, runningMs: () => 0 });
  at.wall += 3_600_000;
  expect(clock.now()).toBe(4_600_000);
});

test("a step is not followed before it has lasted a minute, then once", () => {
  const { at, clock, pass } = machine();
  at.wall += 3_600_000;
  expect(pass(60)).toEqual([]);
  expect([clock.now(), clock.offset?.()]).toEqual([1_060_000, 3_600_000]);
  expect(pass(60)).toEqual([3_600_000]);
  expect([clock.now(), clock.offset?.()]).toEqual([1_120_000 + 3_600_000, 0]);
});

test("a step that is taken back within a minute never happened", () => {
  const { at, clock, pass } = machine();
  at.wall -= 3_600_000;
  expect(pass(30)).toEqual([]);
  at.wall += 3_600_000;
  expect(pass(120)).toEqual([]);
  expect(clock.now()).toBe(1_150_000);
});

test("a small correction is followed at once, forwards only", () => {
  const { at, clock, pass } = machine();
  at.wall += 700;
  expect(pass(1)).toEqual([700]);
  at.wall -= 700;
  expect(pass(5)).toEqual([]);
  expect(clock.now()).toBe(1_006_700);
});

test("a fast clock follows a step at its own speed", () => {
  const at = { wall: 0, running: 0 };
  const clocks = { wallMs: () => at.wall, runningMs: () => at.running };
  const clock = scaledClock({ start: instant(0), origin: instant(0), speed: 60, machine: clocks });
  at.wall += 10_000;
  clock.takeStep?.();
  at.wall += 60_000;
  at.running += 60_000;
  expect(clock.takeStep?.()).toBe(600_000);
  expect(clock.now()).toBe(70_000 * 60);
});
