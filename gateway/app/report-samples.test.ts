import { expect, test } from "vitest";
import { reportPaper } from "#rules/filing/owed.ts";
import type { FiledReport } from "#rules/filing/report.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import { reportSamples } from "./report-samples.ts";

const at = (time: string): Instant => instant(Date.parse(`2025-07-${time}+08:00`));
const version = {
  version: 1,
  draftedAt: at("22T00:30"),
  why: "",
  sha256: "ab".repeat(32),
  completeness: 0.98,
  reviewed: null,
  returned: null,
  released: null,
};
const monday: FiledReport = {
  is: "report",
  id: "daily-facility/2025-07-21",
  plan: "daily-facility",
  cycle: "daily",
  subject: "facility",
  name: { zh: "20250721设施运行日报", en: "20250721 Daily facility report" },
  first: "2025-07-21",
  last: "2025-07-21",
  from: at("21T00:00"),
  to: at("22T00:00"),
  measuredFrom: at("21T00:00"),
  draftAt: at("22T00:30"),
  warnAt: at("22T08:30"),
  dueAt: at("22T09:00"),
  reading: null,
  owner: "hall-director",
  reviewer: null,
  receivers: [],
  isExternal: false,
  versions: [],
  lateData: null,
  remindedAt: null,
  missedAt: null,
  cause: null,
};
const told = (report: FiledReport, now: string) =>
  reportSamples({ id: "hall" }, [reportPaper(report)], at(now)).map(
    ({ tags, fields: { id: _, ...fields } }) => ({
      ...tags,
      ...fields,
    }),
  );

test("dashboards hear of a report from when it is to be drawn up; late is late from the very moment", () => {
  const tags = { site: "hall", cycle: "daily", subject: "facility" };
  const drawn = { ...monday, versions: [version] };
  const released = { by: "赵敏", at: at("22T09:01"), note: "", isLate: true };
  expect(told(monday, "22T00:29")).toEqual([]);
  expect(told(monday, "22T00:30")).toEqual([{ ...tags, late: 0, released: 0, version: 0 }]);
  expect(told(drawn, "22T08:59")).toEqual([
    { ...tags, late: 0, released: 0, version: 1, completeness: 0.98 },
  ]);
  expect(told(drawn, "22T09:00")).toEqual([
    { ...tags, late: 1, released: 0, version: 1, completeness: 0.98 },
  ]);
  expect(told({ ...drawn, versions: [{ ...version, released }] }, "30T12:00")).toEqual([
    { ...tags, late: 1, released: 1, version: 1, completeness: 0.98 },
  ]);
});
