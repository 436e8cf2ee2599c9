import { instant } from "#rules/time/instant.ts";
import type { FakeGateway } from "./fake-gateway.ts";

const HOUR_MS = 3_600_000;
/** The demo hall's clock is ahead of UTC by this. */
const AHEAD_MS = 8 * HOUR_MS;

/** Guards by night and duty managers by day for two weeks, but that on the fifth day from now nobody manages; the director is out. */
export const twoWeeks = (gateway: FakeGateway): void => {
  const now = gateway.now();
  const midnight = Math.floor((now + AHEAD_MS) / (24 * HOUR_MS)) * 24 * HOUR_MS - AHEAD_MS;
  const span = (day: number, from: number, to: number) => ({
    from: instant(midnight + (day * 24 + from) * HOUR_MS),
    to: instant(midnight + (day * 24 + to) * HOUR_MS),
  });
  const days = Array.from({ length: 15 }, (_, index) => index - 1);
  const managers = days.filter(day => day !== 5);
  gateway.roster.shifts = [
    ...days.map(day => ({ person: "G1", role: "guard" as const, ...span(day, 17, 32) })),
    ...managers.map(day => ({
      person: day % 2 === 0 ? "M2" : "M1",
      role: "duty-manager" as const,
      ...span(day, 8, 18.5),
    })),
  ];
  const absence = { from: instant(now - 3 * HOUR_MS), to: instant(now + 20 * HOUR_MS) };
  gateway.roster.absences = [{ person: "H1", ...absence, why: "外出开会" }];
};
