import { expect, test } from "vitest";
import { millis, seconds } from "#rules/time/instant.ts";
import { clientLimits, limitsFor } from "./client-limits.ts";
import { offenders } from "./offenders.ts";
import { standingClock } from "./testing/clock.ts";

test("a burst passes, then nothing until a second's worth is there again; the first of a topic that is left out is told", () => {
  const clock = standingClock();
  const watch = clientLimits({ rate: 10, topics: 10, depth: 4 }, clock);
  const taken = (count: number) =>
    Array.from({ length: count }, () => watch("a")).filter(excess => excess === null).length;
  expect(taken(300)).toBe(200);
  clock.move(millis(900));
  expect([taken(1), watch("a")?.isFirst, watch("b")?.isFirst, watch("b")?.isFirst]).toEqual([
    0,
    false,
    true,
    false,
  ]);
  clock.move(millis(100));
  expect(taken(50)).toBe(10);
  expect(watch("a")).toEqual({ is: "rate", why: "sends more than 10 messages a second", isFirst: false });
  clock.move(seconds(60));
  expect(taken(300)).toBe(200);
});

test("a slow rate still lets a device tell everything when it comes back", () => {
  const clock = standingClock();
  const watch = clientLimits({ rate: 0.5, topics: 1_000, depth: 16 }, clock);
  const taken = Array.from({ length: 150 }, (_, i) => watch(`a/${i}`)).filter(excess => excess === null);
  expect([taken.length, watch("a/0")?.why]).toEqual([100, "sends more than 30 messages a minute"]);
});

test("named clients have a rate unless the site file says another; open brokers have none of this kind", () => {
  expect(limitsFor({}, true)).toEqual({ rate: 50, topics: 1_000, depth: 16 });
  expect(limitsFor({ ratePerSecond: 500, topics: 3, depth: 2 }, false)).toEqual({
    rate: 500,
    topics: 3,
    depth: 2,
  });
  const watch = clientLimits(limitsFor({}, false), standingClock());
  expect(Array.from({ length: 10_000 }, () => watch("a")).every(excess => excess === null)).toBe(true);
});

test("whoever is refused most is among the twenty that are shown, however many others come", () => {
  const worst = offenders();
  for (let i = 0; i < 30_000; i++) {
    worst.note(`stranger ${i}`);
    if (i % 10 === 0) worst.note("D7");
  }
  const shown = Object.entries(worst.worst());
  expect([shown.length, worst.worst()["client D7"]]).toEqual([20, expect.any(Number)]);
  expect(worst.worst()["client D7"]).toBeGreaterThanOrEqual(3_000);
});
