import { expect, test } from "vitest";
import { instant, millis, seconds } from "#rules/time/instant.ts";
import { boundsOf } from "./bounds.ts";
import { Busy } from "./busy.ts";
import { Composer } from "./composer.ts";
import { ASSUMED, CostMeter } from "./cost.ts";
import { plan } from "./plan.ts";
import { Share } from "./share.ts";
import { pointOf } from "./testing/points.ts";
import { Unanswered } from "./unanswered.ts";

test("what a request and a register cost is found from answers of different length", () => {
  const meter = new CostMeter();
  expect(meter.cost(0)).toEqual(ASSUMED);
  for (let i = 0; i < 200; i += 1) meter.add((i * 7) % 60, 35 + 2 * ((i * 7) % 60) + (i % 3) - 1);
  const { requestMs, registerMs } = meter.cost(10);
  expect(requestMs).toBeCloseTo(45, 0);
  expect(registerMs).toBeCloseTo(2, 1);
});

test("answers of one length say only how fast the unit is", () => {
  const meter = new CostMeter();
  for (let i = 0; i < 100; i += 1) meter.add(50, 20);
  const { requestMs, registerMs } = meter.cost(0);
  expect(requestMs / registerMs).toBeCloseTo(ASSUMED.requestMs / ASSUMED.registerMs, 6);
  expect(requestMs + 50 * registerMs).toBeCloseTo(20, 6);
});

test("a unit that became slower is believed within some fifty answers", () => {
  const meter = new CostMeter();
  for (let i = 0; i < 500; i += 1) meter.add(i % 60, 20 + (i % 60));
  for (let i = 0; i < 250; i += 1) meter.add(i % 60, 220 + (i % 60));
  expect(meter.cost(0).requestMs).toBeGreaterThan(200);
});

test("a register is never free, and no cost is below nothing, whatever was measured", () => {
  const meter = new CostMeter();
  for (let i = 0; i < 100; i += 1) meter.add(i % 60, 100 - (i % 60));
  const { requestMs, registerMs } = meter.cost(0);
  expect(requestMs).toBeGreaterThan(0);
  expect(registerMs).toBeGreaterThan(0);
});

test("units that do not answer get a tenth of the line's time, and what was saved up at once", () => {
  const share = new Share(3_000, 0);
  let [nowMs, spentMs] = [0, 0];
  while (nowMs < 600_000) {
    nowMs += share.waitMs(nowMs);
    nowMs += 1_000;
    spentMs += 1_000;
    share.spend(1_000, nowMs);
  }
  expect(spentMs).toBeLessThanOrEqual(60_000 + 3_000 + 1_000);
  expect(spentMs).toBeGreaterThan(55_000);
});

test("how busy a line is follows the last half minute", () => {
  const busy = new Busy(0);
  expect(busy.percent(0)).toBe(0);
  for (let at = 1_000; at <= 60_000; at += 1_000) busy.add(400, at);
  expect(Math.abs(busy.percent(60_000) - 40)).toBeLessThan(2);
  expect(Math.abs(busy.percent(75_000) - 20)).toBeLessThan(2);
  expect(busy.percent(200_000)).toBe(0);
});

const bounds = boundsOf(undefined);
const at = (ms: number) => instant(Date.UTC(2025, 6, 8) + ms);
const place = (address: number) => ({ table: "holding", address, type: "u16", words: "big" }) as const;

test("a point of two far places is told once both have been read since it was last told", () => {
  const point = pointOf({ address: 0, minus: place(500), every: seconds(10) });
  const [near, far] = plan({ points: [point], bounds, cost: ASSUMED }).blocks;
  const composer = new Composer();
  const steps = [
    ["the first half", near!, 0, 0],
    ["the second completes it", far!, 100, 1],
    ["the first half again", near!, 10_000, 0],
    ["the first half once more: the newer counts", near!, 20_000, 0],
    ["the second completes it", far!, 20_100, 1],
    ["the first half", near!, 30_000, 0],
    ["a second half that comes far too late does not fit", far!, 90_000, 0],
    ["a first half that is new fits it", near!, 91_000, 1],
  ] as const;
  const told = steps.map(([, block, ms]) => composer.take(block, [ms], at(ms)).length);
  expect(told).toEqual(steps.map(([, , , count]) => count));
});

test("what was read before a failure is not put together with what is read after it", () => {
  const point = pointOf({ address: 0, minus: place(500), every: seconds(10) });
  const [near, far] = plan({ points: [point], bounds, cost: ASSUMED }).blocks;
  const composer = new Composer();
  composer.take(near!, [1], at(0));
  composer.clear();
  expect(composer.take(far!, [2], at(100))).toEqual([]);
});

test("a slow point in a fast read is told at its own period, on the beat", () => {
  const points = [
    pointOf({ index: 0, address: 0, every: seconds(1) }),
    pointOf({ index: 1, address: 2, every: seconds(1) }),
    pointOf({ index: 2, address: 1, every: seconds(60) }),
  ];
  const [block, ...others] = plan({ points, bounds, cost: ASSUMED }).blocks;
  expect(others).toEqual([]);
  const composer = new Composer();
  const told: number[] = [];
  for (let second = 0; second <= 300; second += 1) {
    const late = (second * 37) % 90;
    const composed = composer.take(block!, [1, 2, 3], at(second * 1_000 + late));
    if (composed.some(({ point }) => point.index === 2)) told.push(second);
    expect(composed.filter(({ point }) => point.index < 2)).toHaveLength(2);
  }
  expect(told).toEqual([0, 60, 120, 180, 240, 300]);
});

test("after a read that was not answered nothing is asked that a late answer would fit", () => {
  const unanswered = new Unanswered();
  const read = (address: number, count: number, table: "holding" | "input" | "coil" = "holding") => ({
    unit: 1,
    table,
    address,
    count,
  });
  unanswered.lose(read(0, 10), 0);
  const safe = (...request: Parameters<typeof read>) => unanswered.isSafe(read(...request), 1);
  expect(safe(0, 10)).toBe(true);
  expect(safe(40, 10)).toBe(false);
  expect(safe(40, 9)).toBe(true);
  expect(safe(40, 10, "input")).toBe(true);
  expect(unanswered.mayRefuse(read(40, 9), 1)).toBe(false);
  expect(unanswered.mayRefuse(read(40, 9, "input"), 1)).toBe(true);
  // The same read once more says nothing of what else may still come; another does.
  unanswered.hear(read(0, 10));
  expect(safe(40, 10)).toBe(false);
  unanswered.hear(read(0, 1));
  expect(safe(40, 10)).toBe(true);
  // Eight bits and sixteen are one and two bytes long, nine are as long as sixteen.
  unanswered.lose(read(0, 9, "coil"), 0);
  expect([safe(40, 8, "coil"), safe(40, 16, "coil")]).toEqual([true, false]);
  expect(unanswered.isSafe(read(40, 16, "coil"), millis(10_000))).toBe(true);
});
