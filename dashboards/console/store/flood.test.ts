import { expect, it } from "vitest";
import { FakeGateway } from "../testing/fake-gateway.ts";
import { type Arrival, floods, withArrivals } from "./flood.ts";

const gateway = new FakeGateway({ directory: "" });
const door = gateway.raise({ rule: "door-after-closing", target: "D2", openFor: 0, held: 0 });
const opened = Date.parse(door.openedAt);
const minutes = (n: number): number => n * 60_000;
const many = (n: number) => Array.from({ length: n }, (_, i) => ({ ...door, id: `a${i}` }));

it("a flood begins with ten new alerts in ten minutes and ends only below five", () => {
  let isFlood = false;
  const seen = [3, 9, 10, 34, 9, 5, 4, 9, 10].map(count => {
    isFlood = floods(isFlood, count);
    return isFlood;
  });
  expect(seen).toEqual([false, false, true, true, true, true, false, false, true]);
});

it("each alert counts once, for ten minutes, also after it was closed", () => {
  let arrivals: readonly Arrival[] = [];
  const moments = [
    [0, many(3)],
    [1, many(4)],
    [5, []],
    [9, many(4)],
    [11, []],
  ] as const;
  const seen = moments.map(([at, alerts]) => {
    arrivals = withArrivals(arrivals, alerts, opened + minutes(at));
    return arrivals.length;
  });
  expect(seen).toEqual([3, 4, 4, 4, 0]);
});

it("what another alert explains, what is put aside and what is told late are no flood", () => {
  const at = "2025-07-08T10:05:00.000Z";
  const quiet = [
    { ...door, suppression: { rule: "line", cause: "x", at } },
    { ...door, shelf: { is: "timed" as const, by: "王伟", reason: "test", at, until: at } },
    { ...door, isLate: true },
  ];
  expect(withArrivals([], quiet, opened)).toEqual([]);
  expect(withArrivals([], [door], opened).length).toBe(1);
});
