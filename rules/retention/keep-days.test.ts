import { expect, test } from "vitest";
import type { OwedReportPlan, ReportCycle } from "../site/report-plan.ts";
import { keepDaysOf } from "./keep-days.ts";

const owing = (...cycles: readonly ReportCycle[]) => ({
  deadlineReading: "strict" as const,
  reports: cycles.map(
    (cycle): OwedReportPlan => ({
      id: `${cycle}-facility`,
      subject: "facility",
      owner: "duty-manager",
      reviewer: null,
      receivers: [],
      isExternal: false,
      cycle,
    }),
  ),
});

test("a record is kept as long as the site file says, and half a year at least", () => {
  expect(keepDaysOf({ record: { keepDays: 500 }, reports: owing() })).toBe(500);
  expect(keepDaysOf({ record: { keepDays: 100 }, reports: owing() })).toBe(184);
  expect(keepDaysOf({ reports: owing() })).toBe(400);
});

test("a report that is owed finds all of its time", () => {
  expect(keepDaysOf({ record: { keepDays: 184 }, reports: owing("daily", "yearly") })).toBe(397);
  expect(keepDaysOf({ record: { keepDays: 184 }, reports: owing("half-yearly") })).toBe(215);
  expect(keepDaysOf({ record: { keepDays: 184 }, reports: owing("quarterly") })).toBe(184);
});
