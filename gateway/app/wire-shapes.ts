import { type Alert, alertLabel, type Evidence } from "#rules/alert/alert.ts";
import type { Catalogue } from "#rules/clause/clause.ts";
import { nextTelling } from "#rules/notice/escalation.ts";
import type { Signal } from "#rules/reading/signal.ts";
import type { Point, Site } from "#rules/site/model.ts";
import type { PhaseSpan } from "#rules/time/calendar.ts";
import { type Instant, toIso } from "#rules/time/instant.ts";
import type { RecordedEvent } from "../ports/record.ts";
import type { WireAlert, WireAlertEvent } from "../wire/alert.ts";
import type { Measured } from "../wire/common.ts";
import type { WireHall, WireHours } from "../wire/hall.ts";
import type { WirePoint } from "../wire/point.ts";

/** What somebody did, with its time as text. */
const timed = <T extends { readonly at: Instant }>(deed: T | null): (Omit<T, "at"> & { at: string }) | null =>
  deed && { ...deed, at: toIso(deed.at) };

const limited = <T extends { readonly at: Instant; readonly until: Instant }>(
  deed: T | null,
): (Omit<T, "at" | "until"> & { at: string; until: string }) | null =>
  deed && { ...deed, at: toIso(deed.at), until: toIso(deed.until) };

const isoOrNull = (at: Instant | null): string | null => (at === null ? null : toIso(at));

/** An alert with what its clauses say, and what it has cost so far where anybody knows. */
export const wireAlert = (alert: Alert, { byId }: Catalogue, price?: WireAlert["price"]): WireAlert => ({
  id: alert.id,
  fact: alert.fact,
  target: alert.target,
  targetName: alert.targetName,
  zone: alert.zone,
  title: alert.title,
  level: alert.level,
  priority: alert.priority,
  class: alert.class,
  condition: alert.condition,
  label: alertLabel(alert),
  acknowledgement: timed(alert.acknowledgement),
  revision: alert.revision,
  confirmation: timed(alert.confirmation),
  isLatched: alert.isLatched,
  ...(alert.resetBy && alert.resetBy.length > 0 && { resetBy: [...alert.resetBy] }),
  shelf: limited(alert.shelf),
  suppression: timed(alert.suppression),
  outOfService: limited(alert.outOfService),
  incident: alert.incident && {
    reportDueAt: isoOrNull(alert.incident.reportDueAt),
    report: timed(alert.incident.report),
    overdueAt: isoOrNull(alert.incident.overdueAt),
    owed: alert.incident.owed.map(({ role, since, given }) => ({
      role,
      since: toIso(since),
      given: timed(given),
    })),
  },
  isSilent: alert.isSilent,
  realarmAt: isoOrNull(alert.realarmAt),
  openedAt: toIso(alert.openedAt),
  changedAt: toIso(alert.changedAt),
  clearedAt: isoOrNull(alert.clearedAt),
  closedAt: isoOrNull(alert.closedAt),
  occurrences: alert.occurrences,
  clauses: alert.clauses.map(({ clause, rule, since, until, level, wastedWh }) => ({
    clause,
    text: byId.get(clause)?.text ?? null,
    rule,
    since: toIso(since),
    until: isoOrNull(until),
    level,
    wastedWh,
  })),
  evidence: alert.evidence.map(wireEvidence),
  parts: [...alert.parts],
  gapSeconds: alert.gap / 1000,
  steps: [...alert.steps],
  tell: [...alert.tell],
  told: alert.told.map(({ role, at, why }) => ({ role, at: toIso(at), why })),
  next: wireNext(alert),
  isLate: alert.isLate,
  wastedWh: alert.wastedWh,
  ...(alert.peak && { peak: { ...alert.peak, at: toIso(alert.peak.at) } }),
  ...(price && { price }),
});

const wireNext = (alert: Alert): WireAlert["next"] => {
  const next = nextTelling(alert);
  return next && { role: next.role, at: toIso(next.dueAt) };
};

export const wireEvidence = (evidence: Evidence): Measured => ({ ...evidence, at: isoOrNull(evidence.at) });

export const wireEvent = ({
  alert: _alert,
  hash: _hash,
  change: _change,
  ...event
}: RecordedEvent): WireAlertEvent => {
  const { at, told, learnedAt, ...rest } = event;
  return {
    ...rest,
    at: toIso(at),
    ...(told && { told: [...told] }),
    ...(learnedAt !== undefined && { learnedAt: toIso(learnedAt) }),
  };
};

/** A point with what is known of it now. */
export const wireMeasured = (point: Point, signal: Signal): Measured => {
  const hasValue = !Number.isNaN(signal.value);
  const word = hasValue ? point.class.words?.[signal.value] : undefined;
  return {
    point: point.id,
    name: point.name,
    value: hasValue ? signal.value : null,
    ...(word !== undefined && { word }),
    ...(point.class.unit !== undefined && { unit: point.class.unit }),
    at: signal.at > 0 ? toIso(signal.at) : null,
    state: signal.state,
    ...(signal.reason !== undefined && { reason: signal.reason }),
  };
};

export const wirePoint = (point: Point, signal: Signal): WirePoint => ({
  ...wireMeasured(point, signal),
  class: point.class.id,
  ...(point.class.words && { words: [...point.class.words] }),
  owner: point.owner,
  zone: point.zone,
  role: point.role,
  via: point.via,
  staleAfterSeconds: point.staleAfter / 1000,
  since: toIso(signal.since),
});

export const wireHours = ({ phase, since, until, businessDay }: PhaseSpan): WireHours => ({
  phase,
  since: toIso(since),
  until: isoOrNull(until),
  businessDay,
});

export const wireHall = (site: Site, speed: number): WireHall => ({
  id: site.id,
  name: site.name,
  timeZone: site.calendar.timeZone,
  speed,
  people: site.people.map(({ id, name, roles }) => ({ id, name, roles: [...roles] })),
  zones: site.zones.map(({ id, name }) => ({ id, name })),
  photos: site.photos,
  grafana: site.grafana?.link ?? null,
  equipment: site.equipment.map(({ id, kind, name, zone }) => ({ id, kind, name, zone })),
});
