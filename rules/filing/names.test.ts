import { expect, test } from "vitest";
import type { ReportCycle, ReportSubject } from "../site/report-plan.ts";
import { reportName } from "./names.ts";
import { nextPeriod, periodOf } from "./periods.ts";

const named = (cycle: Exclude<ReportCycle, "flash">, subject: ReportSubject, date: string) =>
  reportName({ cycle, subject }, periodOf(cycle, date)).zh;

test("a report is called by its date and the name of its template, over the end of a year by both dates in full", () => {
  expect([
    named("daily", "facility", "2025-07-21"),
    named("weekly", "complaint", "2025-07-23"),
    named("weekly", "complaint", "2026-01-01"),
    named("monthly", "energy", "2025-07-15"),
    named("monthly", "energy", "2024-02-15"),
    named("quarterly", "energy", "2025-08-31"),
    named("half-yearly", "energy", "2025-06-30"),
    named("yearly", "energy", "2025-12-31"),
  ]).toEqual([
    "20250721设施运行日报",
    "20250721-0727投诉周报",
    "20251229-20260104投诉周报",
    "20250701-0731能耗月报",
    "20240201-0229能耗月报",
    "20250701-0930能耗季报",
    "20250101-0630能耗半年报",
    "20250101-1231能耗年报",
  ]);
  const winter = { first: "2025-12-01", last: "2026-02-28" };
  expect(reportName({ cycle: "quarterly", subject: "energy" }, winter)).toEqual({
    zh: "20251201-20260228能耗季报",
    en: "20251201-20260228 Quarterly energy report",
  });
  const incident = { first: "2025-07-16", last: "2025-07-16" };
  expect(reportName({ cycle: "flash", subject: "facility" }, incident, "100212").zh).toBe(
    "20250716100212突发事件快报",
  );
});

test("periods follow each other without a gap or an overlap, whichever day one begins with", () => {
  for (const cycle of ["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly"] as const) {
    let period = periodOf(cycle, "2023-12-31");
    for (let count = 0; count < 60; count++) {
      const next = nextPeriod(cycle, period);
      const dayAfter = new Date(Date.parse(period.last) + 86_400_000).toISOString().slice(0, 10);
      expect(next.first).toBe(dayAfter);
      expect(periodOf(cycle, next.last)).toEqual(next);
      period = next;
    }
  }
});
