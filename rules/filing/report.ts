import type { Paper } from "../routine/clerk.ts";
import type { VersionWhy } from "../routine/command.ts";
import type { Role, Words } from "../site/model.ts";
import type { ReportCycle, ReportSubject } from "../site/report-plan.ts";
import type { Instant } from "../time/instant.ts";

/** A report that is owed, from the beginning of the time that it tells of: the value of a paper of kind `report`. */
export type FiledReport = {
  readonly is: "report";
  /** Plan and first date: `daily-facility/2025-07-21`; of a flash report plan and alert. */
  readonly id: string;
  /** Id of its plan: `daily-facility`. */
  readonly plan: string;
  readonly cycle: ReportCycle;
  readonly subject: ReportSubject;
  readonly name: Words;
  /** Its dates, both included: `2025-07-21`. */
  readonly first: string;
  readonly last: string;
  /** 00:00 of the first date to 24:00 of the last; of a flash report: from when the incident was found until it was opened. */
  readonly from: Instant;
  readonly to: Instant;
  /** Nothing was measured before: later than `from` where the gateway began in between. */
  readonly measuredFrom: Instant;
  /** When it may be drawn up first. */
  readonly draftAt: Instant;
  /** When people are reminded of it, unless it is released by then. */
  readonly warnAt: Instant | null;
  /** It must be released before this moment; null: no text gives a deadline. */
  readonly dueAt: Instant | null;
  /** How "before the 10th" is read; null: the deadline leaves nothing to read. */
  readonly reading: "strict" | "lenient" | null;
  readonly owner: Role;
  /** Null: it stays in the house. */
  readonly reviewer: Role | null;
  readonly receivers: readonly Role[];
  readonly isExternal: boolean;
  /** Latest last. What is released never changes. */
  readonly versions: readonly ReportVersion[];
  /** What came for its time since the latest version was drawn up; null: nothing. */
  readonly lateData: LateData | null;
  /** When people were reminded of it last; null: not yet. */
  readonly remindedAt: Instant | null;
  /** When nobody waited for it any longer, since it was never released: it counts as missed for good. Null: it is waited for. */
  readonly missedAt: Instant | null;
  /** Id of the alert that a flash report is about; null: none. */
  readonly cause: string | null;
};

/** One version: drawn up once, and never changed but by what people say of it. */
export type ReportVersion = {
  /** 1 for the first. */
  readonly version: number;
  readonly draftedAt: Instant;
  /** Why there is another one; empty for the first. */
  readonly why: VersionWhy;
  readonly sha256: string;
  /** Hex SHA-256 of the list of checksums of all its files; absent: it was drawn up before that was kept. */
  readonly documents?: string;
  /** 0 … 1 */
  readonly completeness: number;
  readonly reviewed: Said | null;
  readonly returned: Said | null;
  readonly released: (Said & { readonly isLate: boolean }) | null;
};

/** Name of the person, when, and what he said of it. */
export type Said = { readonly by: string; readonly at: Instant; readonly note: string };

export type LateData = {
  /** When the first of it came, and the latest. */
  readonly since: Instant;
  readonly last: Instant;
  readonly readings: number;
};

/** What of the time of a day nobody measured: the value of a paper of kind `report` whose id is `silence/<date>`. */
export type Silence = {
  readonly is: "silence";
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** Within the date, by point and time; those of one point do not overlap. */
  readonly gaps: readonly PointGap[];
};

/** A point was heard at `from`, and not again before `to`, for longer than it may be silent. Or the date ended in between. */
export type PointGap = {
  /** Id of the point. */
  readonly point: string;
  readonly from: Instant;
  readonly to: Instant;
};

export type ReportState = "due" | "draft" | "reviewed" | "released";

/** How the latest version of a report stands; `due`: none is there yet, or it was returned. */
export const stateOf = ({ versions }: Pick<FiledReport, "versions">): ReportState => {
  const last = versions.at(-1);
  if (last === undefined || last.returned !== null) return "due";
  if (last.released !== null) return "released";
  return last.reviewed === null ? "draft" : "reviewed";
};

/** The first version that was released; null: none was yet. */
export const firstReleased = ({ versions }: Pick<FiledReport, "versions">): ReportVersion | null =>
  versions.find(({ released }) => released !== null) ?? null;

/** Whether it was released too late, or should have been by now. Late stays late, whatever later versions are. */
export const isLate = (report: Pick<FiledReport, "versions" | "dueAt">, now: Instant): boolean => {
  const first = firstReleased(report);
  if (first?.released) return first.released.isLate;
  return report.dueAt !== null && report.dueAt <= now;
};

/** The report of a paper of kind `report`; null: it is the paper of a silence. */
export const reportOf = ({ kind, value }: Pick<Paper, "kind" | "value">): FiledReport | null => {
  const known = value as FiledReport | Silence;
  return kind === "report" && known.is === "report" ? known : null;
};

/** The silence of a paper of kind `report`; null: it is the paper of a report. */
export const silenceOf = ({ kind, value }: Pick<Paper, "kind" | "value">): Silence | null => {
  const known = value as FiledReport | Silence;
  return kind === "report" && known.is === "silence" ? known : null;
};
