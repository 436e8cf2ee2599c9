import { type Alert, alertLabel, type Transition } from "#rules/alert/alert.ts";
import type { ClosingCheck } from "#rules/closing/check.ts";
import type { Verdict } from "#rules/closing/judge.ts";
import type { Signal, SignalState } from "#rules/reading/signal.ts";
import type { Point, Site } from "#rules/site/model.ts";
import type { Instant } from "#rules/time/instant.ts";
import type { Anchor } from "../ports/audit.ts";
import type { Sample } from "../ports/history.ts";

/** Numbers for dashboards, which show them as words: @see dashboards/grafana, which maps them back. */
const SIGNAL: Readonly<Record<SignalState, number>> = { good: 0, stale: 1, bad: 2, never: 3 };
const VERDICT: Readonly<Record<Verdict, number>> = { pass: 0, fail: 1, unknown: 2 };
const CONDITION: Readonly<Record<Alert["condition"], number>> = { clear: 0, active: 1, unknown: 2 };

/** The state of one point's signal. */
export const signalSample = (site: Site, point: Point, { state }: Signal, at: Instant): Sample => ({
  measurement: "signal",
  tags: { site: site.id, zone: point.zone, equipment: point.owner, point: point.id },
  fields: { state: SIGNAL[state] },
  at,
});

/**
 * An alert as it stands: written at every transition and every minute while it is open. `state` is 2 where evidence is
 * missing: unknown is a value of its own, never a gap. `service` is 1 where it is meant to be heard: not shelved, not
 * explained by another, not out of service.
 */
export const alertSample = (site: Site, alert: Alert, at: Instant): Sample => ({
  measurement: "alert",
  tags: alertTags(site, alert),
  fields: {
    state: CONDITION[alert.condition],
    label: alertLabel(alert),
    acked: alert.acknowledgement ? 1 : 0,
    service: alert.shelf || alert.suppression || alert.outOfService ? 0 : 1,
    latched: alert.isLatched ? 1 : 0,
    revision: alert.revision,
    open: alert.closedAt === null ? 1 : 0,
    opened: alert.openedAt,
    title: `${alert.title.zh} · ${alert.targetName.zh}`,
    title_en: `${alert.title.en} · ${alert.targetName.en}`,
    clauses: [...new Set(alert.clauses.map(({ clause }) => clause))].join(","),
    id: alert.id,
  },
  at,
});

/**
 * An alert that goes on under other tags, because it is more or less urgent now: under those of before it is not open
 * any more, or dashboards would count it twice.
 */
export const movedSample = (site: Site, before: Alert, at: Instant): Sample => {
  const sample = alertSample(site, before, at);
  return { ...sample, fields: { ...sample.fields, open: 0 } };
};

/** Where the trail of the record ends: kept here too, out of reach of whoever rewrites the record. */
export const anchorSample = (site: Site, { seq, hash, at }: Anchor): Sample => ({
  measurement: "audit_anchor",
  tags: { site: site.id },
  fields: { seq, hash },
  at,
});

/** What happened to an alert, for annotations on graphs. */
export const alertEventSample = (site: Site, { event, alert }: Transition): Sample => ({
  measurement: "alert_event",
  tags: alertTags(site, alert),
  fields: {
    event: event.is,
    text: `${alert.title.zh} · ${alert.targetName.zh}`,
    // For stores that keep numbers only.
    raised: event.is === "raised" || event.is === "returned" ? 1 : 0,
  },
  at: event.at,
});

const alertTags = (site: Site, alert: Alert): Sample["tags"] => ({
  site: site.id,
  zone: alert.zone,
  fact: alert.fact,
  target: alert.target,
  class: alert.class,
  priority: String(alert.priority),
});

/** Every verdict of the closing check, and how many of each. */
export const closingSamples = (site: Site, { items }: ClosingCheck, at: Instant): Sample[] => {
  const counts = { pass: 0, fail: 0, unknown: 0 };
  const verdicts = items.flatMap(({ id, zone, kind, verdict }): Sample[] => {
    // Of what is excepted nothing is asked, so that it has no verdict.
    if (verdict === "excepted" || verdict === "by-hand") return [];
    counts[verdict]++;
    const tags = { site: site.id, zone, item: id, kind };
    return [{ measurement: "closing", tags, fields: { verdict: VERDICT[verdict] }, at }];
  });
  return [...verdicts, { measurement: "closing_count", tags: { site: site.id }, fields: counts, at }];
};
