import { completenessOf } from "#rules/filing/completeness.ts";
import { readingWords } from "#rules/filing/deadlines.ts";
import { listedPoints } from "#rules/filing/listed.ts";
import { type FiledReport, isLate, type Said, type Silence, stateOf } from "#rules/filing/report.ts";
import { versionWhyWords } from "#rules/filing/version-why.ts";
import type { FacilityReport, ReportCell, ReportTable } from "#rules/report/facility-report.ts";
import type { Site } from "#rules/site/model.ts";
import { type Instant, toIso } from "#rules/time/instant.ts";
import { chartDrawing } from "../reports/chart.ts";
import { drawingSvg } from "../reports/drawing-svg.ts";
import type { WireReport, WireReportContent, WireReportVersion } from "../wire/report.ts";

/** Gaps that are told of one report in a list; its content has all. */
const MOST_GAPS = 40;
/** Width of a chart in the console, in points; it grows and shrinks with the page. */
const CHART_WIDTH = 640;

/** A report as people see it. @param silences  of all dates of its time; others change nothing */
export const wireReport = (
  report: FiledReport,
  {
    site,
    silences,
    now,
  }: { readonly site: Site; readonly silences: readonly Silence[]; readonly now: Instant },
): WireReport => {
  const points = listedPoints(site);
  const names = new Map(points.map(({ id, name }) => [id, name]));
  const { gaps } = completenessOf(
    report,
    points.map(({ id }) => id),
    silences,
  );
  const { lateData, warnAt, dueAt } = report;
  return {
    id: report.id,
    name: report.name,
    cycle: report.cycle,
    subject: report.subject,
    from: toIso(report.from),
    to: toIso(report.to),
    state: stateOf(report),
    warnAt: warnAt === null ? null : toIso(warnAt),
    dueAt: dueAt === null ? null : toIso(dueAt),
    reading: readingWords(report.reading),
    isLate: isLate(report, now),
    owner: report.owner,
    reviewer: report.reviewer,
    isExternal: report.isExternal,
    versions: report.versions.map(wireVersion),
    lateData: lateData && { since: toIso(lateData.since), readings: lateData.readings },
    gaps: gaps.slice(0, MOST_GAPS).map(({ point, from, to }) => ({
      what: names.get(point) ?? { zh: point, en: point },
      from: toIso(from),
      to: toIso(to),
    })),
  };
};

const wireVersion = (version: FiledReport["versions"][number]): WireReportVersion => {
  const { draftedAt, why, reviewed, released, returned: _, ...rest } = version;
  return {
    ...rest,
    why: versionWhyWords(why),
    draftedAt: toIso(draftedAt),
    reviewed: reviewed && said(reviewed),
    released: released && { ...said(released), isLate: released.isLate },
  };
};

const said = ({ by, at, note }: Said) => ({ by, at: toIso(at), note });

/** What a version says, for the console: texts, and charts as drawings. */
export const wireContent = (
  content: FacilityReport,
): Pick<WireReportContent, "headline" | "tables" | "charts"> => ({
  headline: content.headline.map(({ label, value, note }) => ({ label, value: value.text, note })),
  tables: content.tables.map(wireTable),
  charts: content.charts.map(chart => {
    const svg = (language: "zh" | "en"): string =>
      drawingSvg(chartDrawing(chart, language, CHART_WIDTH), chart.title[language]);
    return { title: chart.title, svg: { zh: svg("zh"), en: svg("en") } };
  }),
});

const wireTable = ({
  title,
  note,
  columns,
  rows,
  empty,
}: ReportTable): WireReportContent["tables"][number] => ({
  title,
  // A table without rows says so where others say how they are counted.
  note: rows.length === 0 ? empty : note,
  columns: columns.map(({ title: name, unit, align }) => ({
    title: unit === "" ? name : { zh: `${name.zh} (${unit})`, en: `${name.en} (${unit})` },
    align,
  })),
  rows: rows.map(cells => cells.map(({ text }: ReportCell) => text)),
});
