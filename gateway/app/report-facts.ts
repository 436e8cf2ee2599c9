import type { Alert } from "#rules/alert/alert.ts";
import type { CertificateStanding } from "#rules/closing/certificate.ts";
import type { FindingPrice } from "#rules/energy/price.ts";
import type { HallEnergy } from "#rules/energy/view.ts";
import { type FiledReport, silenceOf } from "#rules/filing/report.ts";
import type { FacilityFacts, SetpointDay } from "#rules/report/facility-facts.ts";
import type { FacilityReport } from "#rules/report/facility-report.ts";
import { facilityReport } from "#rules/report/facility-tables.ts";
import type { Task } from "#rules/routine/task.ts";
import type { Ticket } from "#rules/ticket/ticket.ts";
import { type Instant, instant, minutes } from "#rules/time/instant.ts";
import type { RecordStore } from "../ports/record.ts";
import { alertsIn } from "./alerts-in.ts";
import { allPapers } from "./all-papers.ts";
import { dateBefore, datesBetween } from "./energy-days.ts";
import type { LiveEngine } from "./live-engine.ts";
import type { OpenAlerts } from "./open-alerts.ts";
import type { OpenPapers } from "./open-papers.ts";
import type { SetpointTime } from "./setpoint-time.ts";

export type ReportFactsParts = {
  readonly engine: LiveEngine;
  readonly record: RecordStore;
  /** Open ones, as they are recorded. */
  readonly alerts: OpenAlerts;
  readonly papers: OpenPapers;
  /** Energy of a time; null: the hall has no meters. @param until  up to when anything can be known */
  readonly energy: (from: Instant, to: Instant, until: Instant) => Promise<HallEnergy | null>;
  /** What findings wasted within a time, by id; those without a price are left out. */
  readonly prices: (
    alerts: readonly Alert[],
    within: { readonly from: Instant; readonly to: Instant },
  ) => Promise<ReadonlyMap<string, FindingPrice>>;
  /** How long setpoints were kept on a date; null: nothing ran, or nobody can tell. */
  readonly setpoints: (date: string, now: Instant) => Promise<SetpointTime | null>;
};

/** Certificates of a year and a day, some a day. */
const MOST_CERTIFICATES = 5_000;
/** How long before a time a ticket may have been opened that was open in it, in days. */
const TICKETS_BEFORE = 400;

/** What a report says, from all that is recorded of its time. */
export const reportContents =
  (parts: ReportFactsParts) =>
  async (report: FiledReport, at: Instant): Promise<FacilityReport> =>
    facilityReport(await factsOf(parts, report, at));

const factsOf = async (
  parts: ReportFactsParts,
  report: FiledReport,
  madeAt: Instant,
): Promise<FacilityFacts> => {
  const { engine, record } = parts;
  const { from, first, last } = report;
  const { site, calendar } = engine.current.hall;
  const until = instant(Math.min(report.to, madeAt));
  const alerts = await alertsIn(record, parts.alerts.list(), from, until);
  const silences = await allPapers(record, { kind: "report", beginning: "silence/", from: first, to: last });
  return {
    // With the days that people have announced.
    site: { ...site, calendar },
    report,
    madeAt,
    alerts,
    prices: await parts.prices(alerts, { from, to: until }),
    certificates: await certificatesOf(record, report),
    tasks: (await allPapers(record, { kind: "task", from: first, to: last })).map(
      ({ value }) => value as Task,
    ),
    tickets: await ticketsOf(parts, report),
    silences: silences.flatMap(paper => silenceOf(paper) ?? []),
    energy: report.cycle === "flash" ? null : await parts.energy(from, report.to, madeAt),
    setpoints: await setpointsOf(parts, report, madeAt),
  };
};

const certificatesOf = async (
  record: RecordStore,
  { first, last }: FiledReport,
): Promise<FacilityFacts["certificates"]> => {
  const issued = await record.certificates({ from: first, to: last, limit: MOST_CERTIFICATES });
  const papers = await allPapers(record, { kind: "standing", from: first, to: last });
  const standings = new Map(papers.map(({ id, value }) => [id, value as CertificateStanding]));
  return issued.map(({ certificate }) => ({ certificate, standing: standings.get(certificate.id) ?? null }));
};

/** Those that are open, and closed ones that were opened not too long before. */
const ticketsOf = async (
  { record, papers }: ReportFactsParts,
  { first, last }: FiledReport,
): Promise<readonly Ticket[]> => {
  const from = dateBefore(first, TICKETS_BEFORE);
  const closed = await allPapers(record, { kind: "ticket", isOpen: false, from, to: last });
  return [...papers.of("ticket"), ...closed].map(({ value }) => value as Ticket);
};

/** One day after the other: each reads all that its machines said. */
const setpointsOf = async (
  { setpoints }: ReportFactsParts,
  { cycle, subject, first, last }: FiledReport,
  now: Instant,
): Promise<readonly SetpointDay[] | null> => {
  if (cycle === "flash" || (subject !== "facility" && subject !== "energy")) return null;
  const days: SetpointDay[] = [];
  for (const date of datesBetween(first, last)) {
    const time = await setpoints(date, now);
    if (time === null) continue;
    const { keptMs, violatedMs, unknownMs } = time;
    const [keptMinutes, violatedMinutes, unknownMinutes] = [keptMs, violatedMs, unknownMs].map(inMinutes) as [
      number,
      number,
      number,
    ];
    days.push({ date, keptMinutes, violatedMinutes, unknownMinutes });
  }
  return days;
};

const inMinutes = (length: number): number => Math.round(length / minutes(1));
