import { expect, it } from "vitest";
import type { WireAsset } from "#gateway/wire/register.ts";
import { byDue, countStates, daysUntil, isScrapNear } from "./order.ts";

const asset = (id: string, state: WireAsset["state"], on: string | null = null): WireAsset =>
  ({ id, state, due: on === null ? null : { on, what: "inspection" } }) as WireAsset;

it("what is overdue longest stands first, and what nobody knows about before what is fine", () => {
  const assets = [
    asset("X10", "fine", "2025-09-01"),
    asset("X2", "overdue", "2025-07-05"),
    asset("X3", "unknown"),
    asset("X4", "soon", "2025-07-14"),
    asset("X9", "fine", "2025-09-01"),
    asset("X6", "overdue", "2025-07-01"),
  ];
  expect(byDue(assets).map(({ id }) => id)).toEqual(["X6", "X2", "X4", "X3", "X9", "X10"]);
  expect(countStates(assets)).toEqual({ overdue: 2, soon: 1, unknown: 1, fine: 2 });
});

it("days are those of the calendar, also over a change of the clock and the end of a year", () => {
  expect([
    daysUntil("2025-07-08", "2025-07-08"),
    daysUntil("2025-07-05", "2025-07-08"),
    daysUntil("2026-01-02", "2025-12-31"),
    daysUntil("2025-03-31", "2025-03-29"),
  ]).toEqual([0, -3, 2, 2]);
});

it("the end of a thing is told a year ahead", () => {
  const today = "2025-07-08";
  expect(
    ["2026-07-09", "2026-07-10", "2025-01-01", null].map(scrapOn => isScrapNear({ scrapOn }, today)),
  ).toEqual([true, false, true, false]);
});
