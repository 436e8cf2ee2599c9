import type { Words } from "../site/model.ts";
import type { ReportCycle, ReportSubject } from "../site/report-plan.ts";
import type { Instant } from "../time/instant.ts";

/**
 * What a report says: figures, tables and the data of its charts, in both languages, with nothing left to reckon. Whoever
 * draws it adds no number and leaves none out. Plain data, for JSON: the same facts give the same bytes.
 */
export type FacilityReport = {
  /** Id of its paper: `daily-facility/2025-07-21`. */
  readonly id: string;
  /** `20250721设施运行日报` and its English name. */
  readonly name: Words;
  readonly cycle: ReportCycle;
  readonly subject: ReportSubject;
  readonly site: string;
  readonly siteName: Words;
  readonly timeZone: string;
  /** The time that it tells of: 00:00 of its first day to 24:00 of its last; of a flash report the incident's. */
  readonly from: Instant;
  readonly to: Instant;
  /** Up to when what it tells was known. */
  readonly madeAt: Instant;
  /** 0 … 1: how much of what it tells of was measured, rounded down; null: nothing that it tells of is measured. */
  readonly completeness: number | null;
  /** What stands at the top, in order. */
  readonly headline: readonly ReportFigure[];
  /** In order; one without rows says so in `empty`. */
  readonly tables: readonly ReportTable[];
  /** In order. */
  readonly charts: readonly ReportChart[];
  /** What nobody measured, and what is missing beside: listed on every report, and never filled. */
  readonly gaps: readonly ReportGap[];
};

/** One figure of the headline. */
export type ReportFigure = {
  /** The same in every report of the kind: `energy`, `closing`, `findings`. */
  readonly id: string;
  readonly label: Words;
  readonly value: ReportCell;
  /** What must be read with it: its completeness where it is not whole, what it is counted from; null: nothing. */
  readonly note: Words | null;
};

/**
 * What people read in one place. A `number` also says what the text says as a number in the column's unit, for
 * spreadsheets; what nobody knows is `none`, and reads "—", never 0.
 */
export type ReportCell =
  | { readonly is: "text"; readonly text: Words }
  | { readonly is: "number"; readonly text: Words; readonly value: number; readonly decimals: number }
  /** `text`: `2025-07-21 17:46` on the hall's clock. */
  | { readonly is: "moment"; readonly text: Words; readonly at: Instant }
  | { readonly is: "none"; readonly text: Words };

export type ReportColumn = {
  readonly title: Words;
  /** As it stands after the numbers: `kWh`; empty: none. */
  readonly unit: string;
  readonly align: "left" | "right";
};

export type ReportTable = {
  /** The same in every report of the kind: `findings`, `closing`, `duties`. */
  readonly id: string;
  readonly title: Words;
  /** How its figures are counted, where somebody might take them for something else; null: as they stand. */
  readonly note: Words | null;
  readonly columns: readonly ReportColumn[];
  /** As many cells as there are columns. */
  readonly rows: readonly (readonly ReportCell[])[];
  /** What stands there instead of rows where there are none. */
  readonly empty: Words;
};

/** Data of a chart. Null where nobody knows: a gap stays a gap. */
export type ReportChart = {
  readonly id: string;
  readonly title: Words;
  /** `kWh`, `CNY`, `%`. */
  readonly unit: string;
  /**
   * `columns`: along a time, one a label, in which values lie on each other, so that together they are the whole; `bars`:
   * largest first, one a label; `line`: along a time.
   */
  readonly is: "columns" | "bars" | "line";
  /** One for each place along the axis: `07-21`, `08:00`, the name of a use. */
  readonly labels: readonly Words[];
  readonly series: readonly ReportSeries[];
};

export type ReportSeries = {
  readonly name: Words;
  /** As many as there are labels. */
  readonly values: readonly (number | null)[];
  /** Which of them are not whole (estimated, or not measured all the time): drawn hatched. As many as there are labels. */
  readonly partial: readonly boolean[];
  /** `reference`: what the others are compared with, drawn as a thin line: a baseline. */
  readonly role: "value" | "reference";
};

/** Something that is not there: a point that was silent, a business day without a certificate. */
export type ReportGap = {
  readonly is: "silent" | "no-certificate" | "not-measured" | "no-calendar";
  /** Id of the point, the meter or the date. */
  readonly about: string;
  readonly what: Words;
  /** `from` ≤ t < `to`, within the report's time. */
  readonly from: Instant;
  readonly to: Instant;
};
