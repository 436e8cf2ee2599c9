import { expect, it } from "vitest";
import { instant, seconds } from "../time/instant.ts";
import { chatteringOf, fleetingOf } from "./bursts.ts";
import type { Stretch } from "./stretches.ts";

const START = instant(Date.parse("2025-07-07T09:00:00+08:00"));
const stretch = (from: number, length: number | null, target = "D1"): Stretch => ({
  alert: "x",
  rule: "a",
  fact: "fact",
  target,
  class: "security",
  priority: 3,
  from: instant(START + seconds(from)),
  to: length === null ? null : instant(START + seconds(from + length)),
  isCalled: true,
  isConfirmed: false,
});

it("three beginnings within sixty seconds chatter; in sixty-one, or of different targets, they do not", () => {
  const cases = [
    [[0, 30, 60], 3],
    [[0, 30, 61], 0],
    [[0, 20, 40, 300, 320, 340, 900], 6],
  ] as const;
  for (const [begins, times] of cases)
    expect(chatteringOf(begins.map(from => stretch(from, 5)))[0]?.times ?? 0).toBe(times);
  expect(chatteringOf([stretch(0, 5), stretch(10, 5, "D2"), stretch(20, 5)])).toEqual([]);
});

it("fleeting is over in less than ten seconds; what is not over yet is not fleeting", () => {
  expect(fleetingOf([stretch(0, 9.999), stretch(60, 10), stretch(120, null)])).toEqual([
    { subject: "a/D1", times: 1, of: 3 },
  ]);
});
