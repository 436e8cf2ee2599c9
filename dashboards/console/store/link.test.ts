import { expect, it } from "vitest";
import { firstLink, hallTime, linkView, retryDelay } from "./link.ts";

it("the page is live while it hears the gateway, and lost after fifteen seconds of silence", () => {
  const heard = { isOpen: true, heardAt: 1000, startedAt: 0, attempts: 0 };
  const moments = [1000, 15_900, 16_000, 16_001];
  expect(moments.map(now => linkView(heard, now))).toEqual(["live", "live", "live", "lost"]);
});

it("a cut of a few seconds is told quietly: reconnecting, not lost", () => {
  const cut = { isOpen: false, heardAt: 1000, startedAt: 0, attempts: 1 };
  expect([3000, 17_000].map(now => linkView(cut, now))).toEqual(["reconnecting", "lost"]);
});

it("a page that never heard the gateway waits for it, and then says that it knows nothing", () => {
  expect([0, 14_000, 15_001].map(now => linkView(firstLink(0), now))).toEqual([
    "connecting",
    "connecting",
    "lost",
  ]);
});

it("tries again after 1, 2, 4, 8 and then 15 seconds, never in step with other pages", () => {
  expect([1, 2, 3, 4, 5, 50].map(attempts => retryDelay(attempts, 0))).toEqual([
    1000, 2000, 4000, 8000, 15_000, 15_000,
  ]);
  expect(retryDelay(5, 1)).toBe(18_750);
});

it("a demo's clock runs sixty times as fast between two beats", () => {
  expect(hallTime({ at: 1_000_000, heardAt: 500, speed: 60 }, 2500)).toBe(1_120_000);
});
