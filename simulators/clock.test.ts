import { expect, it } from "vitest";
import { simulatedClock } from "./clock.ts";

it("a clock at speed 60 shows a minute more after every second of the machine's clock", () => {
  let machine = 1_000_000;
  const start = Date.parse("2025-07-08T17:00:00+08:00");
  const clock = simulatedClock({ start, origin: 1_000_000, speed: 60 }, () => machine);
  const seen = [0, 1_000, 500, 118_500].map(passed => {
    machine += passed;
    return new Date(clock.now()).toISOString();
  });
  expect(seen).toEqual([
    "2025-07-08T09:00:00.000Z",
    "2025-07-08T09:01:00.000Z",
    "2025-07-08T09:01:30.000Z",
    "2025-07-08T11:00:00.000Z",
  ]);
});
