import type { Alert } from "#rules/alert/alert.ts";
import type { Catalogue } from "#rules/clause/clause.ts";
import type { HallCalendar, HallDay } from "#rules/time/calendar.ts";
import { type Instant, minutes } from "#rules/time/instant.ts";
import type { WireCertificateList } from "../wire/certificate.ts";
import type { WireCompliance } from "../wire/energy.ts";
import { midnight, nextDate } from "./energy-days.ts";
import type { Outage } from "./outages.ts";
import type { SetpointTime } from "./setpoint-time.ts";

type Day = WireCompliance["days"][number];
type Span = { readonly from: number; readonly to: number };

/** Nobody can say that a day was kept of which more than an hour was dark. */
const DARK = minutes(60);
/** Nor that setpoints were, of which more than a tenth of the time was. */
const DARK_SHARE = 0.1;

/** What is known of the days of a month. */
export type ComplianceSeen = {
  readonly calendar: Pick<HallCalendar, "timeZone" | "dayOf">;
  readonly now: Instant;
  /** The business day that goes on: it can still be certified. */
  readonly businessDay: string;
  /** Every alert that was open in the time. */
  readonly alerts: readonly Alert[];
  readonly outages: readonly Outage[];
  /** Closing certificates of the time, and days that have none. */
  readonly certificates: WireCertificateList;
  readonly setpoints: ReadonlyMap<string, SetpointTime | null>;
  /** What clauses say. */
  readonly catalogue: Pick<Catalogue, "byId">;
};

/** One day of a hall as evidence. What nobody could tell is never kept. */
export const complianceDay = (date: string, seen: ComplianceSeen): Day => {
  const { calendar, now, alerts, outages, setpoints, catalogue } = seen;
  const { timeZone } = calendar;
  const [from, to] = [midnight(date, timeZone), midnight(nextDate(date), timeZone)];
  const day = { from, to: Math.min(to, now) };
  const { is } = calendar.dayOf(date);
  const broken = alerts.flatMap(alert => violationsIn(alert, day, now));
  const dark = union([
    ...outages,
    ...alerts.filter(({ level }) => level === "fault").map(alert => lifeOf(alert, now)),
    ...alerts.flatMap(alert =>
      alert.condition === "unknown" ? [{ from: alert.changedAt, to: endOf(alert, now) }] : [],
    ),
  ]);
  const unknownMs = dark.reduce((sum, span) => sum + overlap(span, day), 0);
  const setpoint = setpoints.get(date) ?? null;
  const violations = new Set(broken.map(({ alert }) => alert)).size;
  return {
    date,
    is,
    verdict: verdictOf({
      from,
      now,
      violations,
      unknownMs,
      setpoint,
      is,
      closing: closingOf(date, is, seen).closing,
      isOver: to <= now,
    }),
    ...closingOf(date, is, seen),
    violations,
    unknownMinutes: Math.round(unknownMs / minutes(1)),
    setpoint: setpoint && {
      keptMinutes: Math.round(setpoint.keptMs / minutes(1)),
      violatedMinutes: Math.round(setpoint.violatedMs / minutes(1)),
      unknownMinutes: Math.round(setpoint.unknownMs / minutes(1)),
    },
    wastedKwh: alerts.reduce((sum, alert) => sum + wastedKwhIn(alert, day, now), 0),
    clauses: [...Map.groupBy(broken, ({ clause }) => clause)]
      .map(([clause, all]) => ({
        clause,
        text: catalogue.byId.get(clause)?.text ?? null,
        violations: all.length,
      }))
      .toSorted((a, b) => b.violations - a.violations || (a.clause < b.clause ? -1 : 1)),
  };
};

type Judged = {
  readonly from: Instant;
  readonly now: Instant;
  readonly isOver: boolean;
  readonly is: HallDay["is"];
  readonly closing: Day["closing"];
  readonly violations: number;
  readonly unknownMs: number;
  readonly setpoint: SetpointTime | null;
};

/** The worst of the day; a day that goes on is not kept yet. */
const verdictOf = ({
  from,
  now,
  isOver,
  is,
  closing,
  violations,
  unknownMs,
  setpoint,
}: Judged): Day["verdict"] => {
  if (from > now) return "ahead";
  if (violations > 0 || closing === "broken" || closing === "none") return "violated";
  if (!isOver) return "ahead";
  if (is === "unknown" || unknownMs > DARK || isDark(setpoint)) return "unknown";
  return "kept";
};

const isDark = (setpoint: SetpointTime | null): boolean => {
  if (setpoint === null) return false;
  const { keptMs, violatedMs, unknownMs } = setpoint;
  return unknownMs > DARK_SHARE * (keptMs + violatedMs + unknownMs);
};

/** Clauses that were found broken in a time, however briefly. */
const violationsIn = (alert: Alert, day: Span, now: Instant): readonly { alert: string; clause: string }[] =>
  alert.clauses
    .filter(({ level }) => level === "violation")
    .filter(({ since, until }) => overlap({ from: since, to: until ?? endOf(alert, now) }, day) > 0)
    .map(({ clause }) => ({ alert: alert.id, clause }));

const closingOf = (
  date: string,
  is: HallDay["is"],
  { businessDay, certificates }: ComplianceSeen,
): Pick<Day, "certificate" | "closing"> => {
  const own = certificates.certificates.filter(
    ({ businessDay: day, kind, scope }) => day === date && kind === "closing" && scope === "final",
  );
  const latest = own[0];
  if (own.some(({ standing }) => standing.broken.length > 0))
    return { certificate: latest?.id ?? null, closing: "broken" };
  if (latest) return { certificate: latest.id, closing: "signed" };
  const isMissing = certificates.missing.some(({ day, kind }) => day === date && kind === "closing");
  return {
    certificate: null,
    closing: isMissing && is !== "closed" && date < businessDay ? "none" : "not-due",
  };
};

const endOf = ({ clearedAt, closedAt }: Alert, now: Instant): Instant => clearedAt ?? closedAt ?? now;

const lifeOf = (alert: Alert, now: Instant): Span => ({ from: alert.openedAt, to: endOf(alert, now) });

/** What a finding wasted, spread over its life. */
const wastedKwhIn = (alert: Alert, day: Span, now: Instant): number => {
  if (alert.wastedWh === null) return 0;
  const since = Math.min(alert.openedAt, ...alert.clauses.map(({ since }) => since));
  const life = { from: since, to: Math.max(since + 1, endOf(alert, now)) };
  return (alert.wastedWh / 1_000) * (overlap(life, day) / (life.to - life.from));
};

const overlap = (a: Span, b: Span): number => Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));

/** Stretches as they are when those that overlap are one. */
const union = (spans: readonly Span[]): readonly Span[] => {
  const one: { from: number; to: number }[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = one.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else if (to > from) one.push({ from, to });
  }
  return one;
};
