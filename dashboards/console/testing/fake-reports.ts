import { createHash } from "node:crypto";
import type { WireHall } from "#gateway/wire/hall.ts";
import {
  actOnReport,
  type WireReport,
  type WireReportContent,
  type WireReportList,
  type WireReportVersion,
} from "#gateway/wire/report.ts";
import type { Answer } from "./fake-accounts.ts";
import { fakeReportContent } from "./fake-report-content.ts";

/** The reports of a week in July, as people find them: late, to be read, reviewed, released, with late data. */
export const REPORTS = {
  /** Yesterday's: nobody has released it, and it was due this morning. */
  late: "daily-facility/2025-07-07",
  /** Released, and readings came after that. */
  lateData: "daily-facility/2025-07-06",
  /** Released twice. */
  twice: "daily-facility/2025-07-05",
  /** June's: reviewed, with a deadline that is read. */
  monthly: "energy-monthly/2025-06-01",
  /** Today's: nothing is drawn up yet. */
  due: "daily-facility/2025-07-08",
} as const;

const refused = (message: string): Answer => ({ status: 409, value: { error: "REFUSED", message } });

/** Reports that the demo hall owes. What people do about them is kept, with the rules that count here. */
export class FakeReports {
  readonly #all = new Map<string, WireReport>();

  constructor() {
    this.reset();
  }

  reset(): void {
    this.#all.clear();
    for (const report of week()) this.#all.set(report.id, report);
  }

  list(query: URLSearchParams, now: number): WireReportList {
    const cycle = query.get("cycle");
    const reports = [...this.#all.values()].filter(each => cycle === null || each.cycle === cycle);
    return { reports, at: new Date(now).toISOString() };
  }

  one(id: string, query: URLSearchParams): WireReportContent | undefined {
    const report = this.#all.get(id);
    const version = Number(query.get("version") ?? report?.versions.length ?? 0);
    if (!report || version > report.versions.length) return undefined;
    return fakeReportContent(report, version);
  }

  /** No report at all. */
  forget(): void {
    this.#all.clear();
  }

  act(id: string, act: string, body: unknown, { hall, now }: { hall: WireHall; now: number }): Answer {
    const { by, version, note } = actOnReport.parse(body);
    const report = this.#all.get(id);
    const last = report?.versions.at(-1);
    if (!report || !last) return { status: 404, value: { error: "NO_REPORT", message: `no report ${id}` } };
    if (version !== last.version) return refused(`the latest version of ${id} is ${last.version}`);
    if (last.released) return refused(`version ${version} was released and never changes again`);
    const name = hall.people.find(person => person.id === by)?.name ?? by;
    const said = { by: name, at: new Date(now).toISOString(), note };
    if (act === "return") {
      if (note === "") return refused("say why it is to be drawn up anew");
      return this.#keep({ ...report, state: "due" });
    }
    if (act === "review") return this.#changed(report, { ...last, reviewed: said }, "reviewed");
    if (report.reviewer !== null && last.reviewed === null)
      return refused(`version ${version} must be reviewed before it is released`);
    return this.#changed(report, { ...last, released: { ...said, isLate: report.isLate } }, "released");
  }

  #changed(report: WireReport, last: WireReportVersion, state: WireReport["state"]): Answer {
    return this.#keep({ ...report, state, versions: [...report.versions.slice(0, -1), last] });
  }

  #keep(report: WireReport): Answer {
    this.#all.set(report.id, report);
    return { status: 200, value: report };
  }
}

const week = (): readonly WireReport[] => [
  report(REPORTS.due, { state: "due", versions: [] }),
  report(REPORTS.late, {
    isLate: true,
    versions: [version(1, "2025-07-07T16:30:00.000Z", { completeness: 0.9876 })],
    gaps: [
      gap("营业大厅温度", "Main hall temperature", "2025-07-06T19:00:00.000Z", "2025-07-06T21:00:00.000Z"),
      gap("后门门磁", "Back door contact", "2025-07-07T02:10:00.000Z", "2025-07-07T03:40:00.000Z"),
    ],
  }),
  report(REPORTS.lateData, {
    state: "released",
    versions: [released(version(1, "2025-07-06T16:30:00.000Z"), "2025-07-07T00:41:00.000Z")],
    lateData: { since: "2025-07-08T07:12:00.000Z", readings: 412 },
  }),
  report(REPORTS.twice, {
    state: "released",
    isLate: true,
    versions: [
      released(
        version(1, "2025-07-05T16:30:00.000Z", { completeness: 0.934 }),
        "2025-07-06T02:10:00.000Z",
        true,
      ),
      released(
        version(2, "2025-07-06T09:00:00.000Z", {
          why: { zh: "迟到数据：36 个读数", en: "late data: 36 readings" },
        }),
        "2025-07-06T10:05:00.000Z",
      ),
    ],
  }),
  {
    ...report(REPORTS.monthly, {
      state: "reviewed",
      cycle: "monthly",
      subject: "energy",
      isExternal: true,
      from: "2025-05-31T16:00:00.000Z",
      to: "2025-06-30T16:00:00.000Z",
      dueAt: "2025-07-09T16:00:00.000Z",
      reading: {
        zh: "“10 日前”按严格口径：9 日 24:00 前",
        en: "“before the 10th” read strictly: by the end of the 9th",
      },
      versions: [
        {
          ...version(1, "2025-06-30T16:30:00.000Z"),
          reviewed: { by: "赵磊", at: "2025-07-01T02:00:00.000Z", note: "" },
        },
      ],
    }),
    name: { zh: "20250601-0630能耗月报", en: "20250601-0630 energy report" },
  },
];

const report = (id: string, more: Partial<WireReport>): WireReport => {
  const date = id.split("/")[1] ?? "";
  const compact = date.replaceAll("-", "");
  const begin = Date.parse(`${date}T00:00:00+08:00`);
  const iso = (hours: number): string => new Date(begin + hours * 3_600_000).toISOString();
  return {
    id,
    name: { zh: `${compact}设施运行日报`, en: `${compact} facility report` },
    cycle: "daily",
    subject: "facility",
    from: iso(0),
    to: iso(24),
    state: "draft",
    warnAt: iso(32.5),
    dueAt: iso(33),
    reading: null,
    isLate: false,
    owner: "facilities",
    reviewer: "hall-director",
    isExternal: false,
    versions: [],
    lateData: null,
    gaps: [],
    ...more,
  };
};

const version = (
  number: number,
  draftedAt: string,
  more: Partial<WireReportVersion> = {},
): WireReportVersion => ({
  version: number,
  draftedAt,
  why: null,
  sha256: createHash("sha256").update(`${number} ${draftedAt}`).digest("hex"),
  completeness: 1,
  reviewed: null,
  released: null,
  ...more,
});

const released = (of: WireReportVersion, at: string, isLate = false): WireReportVersion => ({
  ...of,
  reviewed: { by: "陈静", at, note: "" },
  released: { by: "赵磊", at, note: isLate ? "等总表补数" : "", isLate },
});

const gap = (zh: string, en: string, from: string, to: string) => ({ what: { zh, en }, from, to });
