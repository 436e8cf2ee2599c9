import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Certificate } from "../closing/certificate.ts";
import { reportName } from "../filing/names.ts";
import { momentsOf } from "../filing/periods.ts";
import type { FiledReport } from "../filing/report.ts";
import type { Task } from "../routine/task.ts";
import { alertOf, raised } from "../routine/testing/alerts.ts";
import { at, siteA } from "../routine/testing/desk.ts";
import type { ReportCycle, ReportSubject } from "../site/report-plan.ts";
import type { Ticket } from "../ticket/ticket.ts";
import { minutes } from "../time/instant.ts";
import type { FacilityFacts } from "./facility-facts.ts";
import type { FacilityReport, ReportCell } from "./facility-report.ts";
import { facilityReport } from "./facility-tables.ts";

const site = siteA();
const both = (text: string) => ({ zh: text, en: text });

const filed = (
  cycle: Exclude<ReportCycle, "flash">,
  subject: ReportSubject,
  first: string,
  last = first,
): FiledReport => ({
  is: "report",
  id: `${cycle}-${subject}/${first}`,
  plan: `${cycle}-${subject}`,
  cycle,
  subject,
  name: reportName({ cycle, subject }, { first, last }),
  first,
  last,
  ...momentsOf({ first, last }, "Asia/Shanghai"),
  measuredFrom: at(`${first} 00:00`),
  draftAt: at(`${first} 00:30`),
  warnAt: null,
  dueAt: cycle === "monthly" ? at("2025-08-10 00:00") : at("2025-07-22 09:00"),
  reading: cycle === "monthly" ? "strict" : null,
  owner: "hall-director",
  reviewer: null,
  receivers: [],
  isExternal: false,
  versions: [],
  lateData: null,
  remindedAt: null,
  missedAt: null,
  cause: null,
});

const nothing = (report: FiledReport): FacilityFacts => ({
  site,
  report,
  madeAt: at("2025-07-22 00:30"),
  alerts: [],
  prices: new Map(),
  certificates: [],
  tasks: [],
  tickets: [],
  silences: [],
  energy: null,
  setpoints: null,
});

const lights = alertOf([
  raised(site, "2025-07-21 12:08", { fact: "light-on", target: "L-off1" }, { clauses: ["TY-2.2-1"] }),
]);
const open = alertOf([
  raised(site, "2025-07-21 23:40", { fact: "appliance", target: "S-guard" }, { clauses: ["ZX-6-5b"] }),
]);
const before = alertOf([raised(site, "2025-07-20 12:08", { fact: "light-on", target: "L-hall" })]);

const certificate: Certificate = {
  id: "closing-2025-07-21-1",
  kind: "closing",
  site: site.id,
  siteName: site.name,
  timeZone: "Asia/Shanghai",
  businessDay: "2025-07-21",
  scope: "final",
  since: at("2025-07-21 17:30"),
  issuedAt: at("2025-07-21 17:55"),
  items: [],
  signatures: [{ person: "M1", name: "李娜", role: "duty-manager", at: at("2025-07-21 17:55") }],
};

const task = (id: string, state: Task["state"], lateBy: number | null): Task => ({
  id: `${id}/2025-07-21`,
  duty: id,
  title: both(id),
  period: both("2025-07-21"),
  day: "2025-07-21",
  target: null,
  opensAt: at("2025-07-21 08:00"),
  dueAt: at("2025-07-21 12:00"),
  missedAt: null,
  items: [],
  signature: null,
  state,
  endedAt: null,
  lateBy: lateBy === null ? null : minutes(lateBy),
  why: null,
  remindedAt: null,
});

const ticket = (id: string, kind: Ticket["kind"], more: Partial<Ticket>): Ticket => ({
  id,
  kind,
  target: "KIOSK",
  targetName: both("KIOSK"),
  zone: "hall",
  title: both("坏了"),
  description: "黑屏",
  clauses: [],
  isAffecting: false,
  isConfidential: false,
  isMajor: false,
  openedAt: at("2025-07-21 10:00"),
  openedBy: "M1",
  cause: null,
  state: "open",
  consent: null,
  attempts: [],
  report: null,
  reply: null,
  chases: [],
  removal: null,
  spare: null,
  sign: null,
  grants: [],
  contacted: null,
  answered: null,
  revisited: null,
  extension: null,
  closed: null,
  clocks: [],
  notes: [],
  remindedAt: null,
  ...more,
});
const clock = (is: "close" | "same-day", due: string, done: string | null) => ({
  is,
  clauses: [],
  dueAt: at(due),
  doneAt: done === null ? null : at(done),
  isCertain: true,
});

const day: FacilityFacts = {
  ...nothing(filed("daily", "facility", "2025-07-21")),
  alerts: [
    {
      ...lights,
      clearedAt: at("2025-07-21 12:20"),
      closedAt: at("2025-07-21 12:25"),
      condition: "clear",
      acknowledgement: { by: "李娜", at: at("2025-07-21 12:25"), note: "" },
      clauses: lights.clauses.map(each => ({
        ...each,
        since: at("2025-07-21 12:03"),
        until: at("2025-07-21 12:20"),
      })),
    },
    open,
    { ...before, clearedAt: at("2025-07-20 12:20"), closedAt: at("2025-07-20 13:00") },
  ],
  prices: new Map([
    [lights.id, { kWh: 0.0567, cost: 0.05, kgCO2: 0.03, basis: "measured", meter: null, isAtLeast: false }],
  ]),
  certificates: [{ certificate, standing: { broken: [] } }],
  tasks: [task("toilets", "done", null), task("patrol", "done", 12), task("meeting", "missed", null)],
  tickets: [
    ticket("T-1", "fault", { cause: open.id, clocks: [clock("same-day", "2025-07-21 17:30", null)] }),
    ticket("T-2", "complaint", { clocks: [clock("close", "2025-07-21 17:30", "2025-07-21 17:30")] }),
    ticket("T-3", "complaint", { isConfidential: true, description: "秘密" }),
  ],
  silences: [
    {
      is: "silence",
      date: "2025-07-21",
      gaps: [{ point: "L-off1.power", from: at("2025-07-21 03:00"), to: at("2025-07-21 03:20") }],
    },
  ],
};

/** A report as text: one line a row, in one language. */
const told = (report: FacilityReport, language: "zh" | "en"): string => {
  const cell = ({ text }: ReportCell): string => text[language].replaceAll("\u2009", " ");
  const share = report.completeness === null ? "—" : String(report.completeness);
  return [
    `# ${report.name[language]} ${share}`,
    ...report.headline.map(
      ({ label, value, note }) => `${label[language]}: ${cell(value)}${note ? ` (${note[language]})` : ""}`,
    ),
    ...report.tables.flatMap(({ title, columns, rows, empty }) => [
      `## ${title[language]}`,
      columns.map(each => each.title[language] + (each.unit === "" ? "" : ` ${each.unit}`)).join(" | "),
      ...(rows.length === 0 ? [`(${empty[language]})`] : rows.map(row => row.map(cell).join(" | "))),
    ]),
    "## gaps",
    ...report.gaps.map(({ is, what, from, to }) => `${is} ${what[language]} ${(to - from) / 60_000} min`),
    "",
  ].join("\n");
};

describe("a report of what happened", () => {
  test.each(["zh", "en"] as const)(
    "a day with findings, duties, repairs and a gap, in %s",
    async language => {
      await expect(told(facilityReport(day), language)).toMatchFileSnapshot(
        `testing/facility/day.${language}.txt`,
      );
    },
  );

  test("a month in which nobody did anything lists each day without a certificate, and rates nothing", async () => {
    const month = nothing(filed("monthly", "energy", "2025-07-01", "2025-07-31"));
    const report = facilityReport({ ...month, madeAt: at("2025-08-01 00:30") });
    await expect(told(report, "zh")).toMatchFileSnapshot("testing/facility/month.zh.txt");
    expect(report.gaps.filter(({ is }) => is === "no-certificate")).toHaveLength(23);
  });

  test("a day that is not over counts neither as certified nor as lacking", () => {
    const today = nothing(filed("daily", "facility", "2025-07-21"));
    const seen = (time: string) => told(facilityReport({ ...today, madeAt: at(time) }), "en");
    expect(seen("2025-07-21 11:00")).toContain("Closing certificates: —\n");
    expect(seen("2025-07-22 00:30")).toContain("Closing certificates: 0 / 1 (none for 2025-07-21)\n");
  });

  test("figures of complaints have their denominators, none of which is hidden in a rate", async () => {
    const report = facilityReport({
      ...day,
      report: filed("weekly", "complaint", "2025-07-21", "2025-07-27"),
    });
    await expect(told(report, "zh")).toMatchFileSnapshot("testing/facility/complaints.zh.txt");
    expect(JSON.stringify(report)).not.toContain("秘密");
  });

  test("repairs are told by thing with the causes that people wrote, and what was closed in the time", async () => {
    const closed = (cause: string) => ({
      closed: { by: "M1", at: at("2025-07-21 15:00"), note: "", cause },
      state: "closed" as const,
    });
    const tickets = [
      ticket("T-5", "fault", closed("人为损坏")),
      ticket("T-6", "fault", { ...closed("灯管老化"), target: "L-hall", targetName: both("大厅照明") }),
      ticket("T-7", "fault", {}),
    ];
    const report = facilityReport({
      ...day,
      tickets,
      report: filed("monthly", "repair", "2025-07-01", "2025-07-31"),
    });
    const rows = report.tables
      .find(({ id }) => id === "repeated")
      ?.rows.map(row => row.map(({ text }) => text.zh));
    expect(rows).toEqual([
      ["KIOSK", "2", "1", "人为损坏 1"],
      ["大厅照明", "1", "0", "灯管老化 1"],
    ]);
    expect(report.headline[0]?.note?.zh).toBe("期内开单 3，结单 2");
  });

  test("every table has as many cells in a row as columns, and every chart as many values as labels", () => {
    for (const [cycle, subject] of [
      ["daily", "facility"],
      ["monthly", "energy"],
      ["monthly", "repair"],
      ["weekly", "complaint"],
    ] as const) {
      const report = facilityReport({ ...day, report: filed(cycle, subject, "2025-07-21") });
      for (const { columns, rows } of report.tables)
        for (const row of rows) expect(row).toHaveLength(columns.length);
      for (const { labels, series } of report.charts)
        for (const { values, partial } of series)
          expect([values.length, partial.length]).toEqual([labels.length, labels.length]);
    }
  });

  test("the same facts give the same bytes", () => {
    expect(JSON.stringify(facilityReport(day))).toBe(
      JSON.stringify(facilityReport({ ...day, alerts: day.alerts.toReversed() })),
    );
  });
});

test("texts are written for people: no adjective judges", () => {
  for (const name of ["day.en.txt", "month.zh.txt"]) {
    const text = readFileSync(new URL(`testing/facility/${name}`, import.meta.url), "utf8");
    expect(text).not.toMatch(
      /\b(good|bad|excellent|poor|serious|severe|unfortunately)\b|优秀|良好|严重|较差|遗憾/,
    );
  }
});
