import { type FiledReport, reportOf, type Silence, silenceOf } from "#rules/filing/report.ts";
import type { FacilityReport } from "#rules/report/facility-report.ts";
import type { ReportCommand } from "#rules/routine/command.ts";
import { type Instant, toIso } from "#rules/time/instant.ts";
import type { Commanded } from "../http/commanded.ts";
import type { ReportAct, ReportApi, ReportFileShown } from "../http/report.ts";
import type { ReportArchive, ReportFile } from "../reports/archive.ts";
import type { WireReport, WireReportContent, WireReportList } from "../wire/report.ts";
import { allPapers } from "./all-papers.ts";
import { asking, type PaperDeskParts, paperIn, putAbout } from "./paper-desk.ts";
import { placeOf } from "./report-maker.ts";
import { wireContent, wireReport } from "./report-wire.ts";

export type ReportDeskParts = PaperDeskParts & {
  readonly archive: ReportArchive;
  /** What a report says, as far as it is known at a moment. */
  readonly contents: (report: FiledReport, at: Instant) => Promise<FacilityReport>;
};

type Query = Parameters<ReportApi["reports"]>[0];

/** Papers that are read from the record in one go. */
const A_PAGE = 200;

const DONE: Readonly<Record<ReportAct, string>> = {
  review: "reviewed",
  release: "released",
  return: "returned",
};

const TYPES: Readonly<Record<ReportFile["kind"], string>> = {
  json: "application/json",
  html: "text/html; charset=utf-8",
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
};

/** Where people read reports, and say what they think of them. */
export class ReportDesk implements ReportApi {
  readonly #parts: ReportDeskParts;

  constructor(parts: ReportDeskParts) {
    this.#parts = parts;
  }

  async reports(asked: Query): Promise<WireReportList> {
    const { site, clock } = this.#parts;
    const found = await this.#found(asked);
    const dates = found.flatMap(({ first, last }) => [first, last]).toSorted();
    const silences = await this.#silences(dates[0], dates.at(-1));
    const now = clock.now();
    return {
      reports: found.map(report => wireReport(report, { site, silences, now })),
      at: toIso(now),
    };
  }

  async report(id: string, version: number | undefined): Promise<WireReportContent | null> {
    const { archive, clock, contents } = this.#parts;
    const report = await this.#report(id);
    if (report === null) return null;
    const place = placeOf(report);
    const asked = version ?? report.versions.length;
    if (asked > report.versions.length) return null;
    const content =
      asked === 0 ? await contents(report, clock.now()) : (await archive.draft(place, asked))?.report;
    if (content === undefined) return null;
    return {
      report: await this.#wire(report),
      version: asked,
      ...wireContent(content),
      files: asked === 0 ? [] : [...(await archive.files(place, asked))],
    };
  }

  async reportFile(id: string, name: string): Promise<ReportFileShown | null> {
    const { archive } = this.#parts;
    const report = await this.#report(id);
    if (report === null) return null;
    const place = placeOf(report);
    const ending = name.slice(name.lastIndexOf(".") + 1);
    const version = Number(/-v(\d+)\./.exec(name)?.[1] ?? 0);
    // What is not said yet on the trail is no version that anybody may rely on.
    if (version < 1 || version > report.versions.length || !Object.hasOwn(TYPES, ending)) return null;
    const bytes = name.startsWith(`${place.name}-v`) ? await archive.read(place, name) : null;
    return bytes && { bytes, name, type: TYPES[ending as ReportFile["kind"]] };
  }

  actOnReport(
    id: string,
    act: ReportAct,
    asked: Parameters<ReportApi["actOnReport"]>[2],
  ): Promise<Commanded<WireReport>> {
    return putAbout(this.#parts.desk, {
      command: commandOf(id, act, {
        ...asking(this.#parts, asked),
        version: asked.version,
        note: asked.note,
      }),
      id: asked.id,
      done: DONE[act],
      answer: async () => {
        const report = await this.#report(id);
        return report && this.#wire(report);
      },
    });
  }

  async #report(id: string): Promise<FiledReport | null> {
    const paper = await paperIn(this.#parts, "report", id);
    return paper && reportOf(paper);
  }

  async #wire(report: FiledReport): Promise<WireReport> {
    const { site, clock } = this.#parts;
    const silences = await this.#silences(report.first, report.last);
    return wireReport(report, { site, silences, now: clock.now() });
  }

  /** The latest first, as many as are asked. */
  async #found({ cycle, from, to, limit }: Query): Promise<readonly FiledReport[]> {
    const { record } = this.#parts;
    const dates = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    const all: FiledReport[] = [];
    for (let before: string | null | undefined; before !== null && all.length < limit; ) {
      const page = await record.papers({
        kind: "report",
        ...dates,
        limit: A_PAGE,
        ...(before !== undefined && { before }),
      });
      const own = page.papers.flatMap(paper => reportOf(paper) ?? []);
      all.push(...own.filter(report => cycle === undefined || report.cycle === cycle));
      before = page.next;
    }
    return all.slice(0, limit);
  }

  async #silences(from: string | undefined, to: string | undefined): Promise<readonly Silence[]> {
    if (from === undefined || to === undefined) return [];
    const query = { kind: "report", beginning: "silence/", from, to } as const;
    const papers = await allPapers(this.#parts.record, query);
    return papers.flatMap(paper => silenceOf(paper) ?? []);
  }
}

const commandOf = (
  report: string,
  act: ReportAct,
  { note, ...who }: Pick<ReportCommand, "by" | "at"> & { readonly version: number; readonly note: string },
): ReportCommand => {
  switch (act) {
    case "review":
      return { is: "review-report", report, note, ...who };
    case "release":
      return { is: "release-report", report, note, ...who };
    case "return":
      return { is: "return-report", report, why: note, ...who };
    default:
      return act satisfies never;
  }
};
