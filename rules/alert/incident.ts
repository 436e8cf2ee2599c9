import type { Role } from "../site/model.ts";
import { after, between, type Instant, type Millis } from "../time/instant.ts";
import type { Alert, Incident, IncidentReport, Transition } from "./alert.ts";
import { finished } from "./close.ts";
import { transition } from "./need.ts";
import { type Answer, refused } from "./refusal.ts";
import { nextAfter } from "./telling.ts";

const NOTHING_DUE: Incident = { reportDueAt: null, report: null, overdueAt: null, owed: [] };

/**
 * What an incident asks of people, as far as it is known by now; null where it is none.
 *
 * @param rule   what the rule that finds it says: how soon it must be reported upward, null for not at all
 * @param known  what another rule, or an earlier finding, has asked already
 */
export const incidentOf = (
  rule: { readonly reportWithin: Millis | null } | undefined,
  known: Incident | null,
  at: Instant,
): Incident | null => {
  if (!rule) return known;
  const incident = known ?? NOTHING_DUE;
  if (incident.reportDueAt !== null || rule.reportWithin === null) return incident;
  return { ...incident, reportDueAt: after(at, rule.reportWithin) };
};

/**
 * When somebody must have reported it; null: nobody must, has already, or it is known that nobody did in time. What another
 * alert explains is reported with that one.
 */
export const reportAwaitedAt = ({ incident, closedAt, suppression }: Alert): Instant | null => {
  if (incident === null || closedAt !== null || suppression !== null) return null;
  return incident.report === null && incident.overdueAt === null ? incident.reportDueAt : null;
};

/** The time to report does not pass while another alert explains it: what was left of it then is left now. */
export const resumed = ({ incident, suppression }: Alert, at: Instant): Incident | null => {
  if (incident === null || incident.reportDueAt === null || suppression === null) return incident;
  const left = between(suppression.at, incident.reportDueAt);
  return left > 0 ? { ...incident, reportDueAt: after(at, left) } : incident;
};

/**
 * No report came in time: the level above is told, null where the top knows already. The level above that is told no
 * sooner than if nobody had acknowledged in time.
 */
export const overdue = (alert: Alert, role: Role | null, at: Instant): readonly Transition[] => {
  if (alert.incident === null) return [];
  const told = role === null ? alert.told : [...alert.told, { role, at, why: "escalated" } as const];
  const { escalation } = alert;
  // Level by level: whoever is told of this has his time before the next one is told that nobody acknowledges.
  const isNext = role !== null && escalation.dueAt !== null;
  const late: Alert = {
    ...alert,
    told,
    ...(isNext && { escalation: { ...escalation, dueAt: nextAfter(escalation.every, at) } }),
    incident: { ...alert.incident, overdueAt: at },
  };
  return [transition("overdue", late, at, role === null ? {} : { role })];
};

/** Somebody has reported it upward. */
export const report = (alert: Alert, given: IncidentReport): Answer => {
  if (alert.incident === null) return refused("it is no incident: nothing is to be reported");
  if (alert.incident.report) {
    const { by, receiver } = alert.incident.report;
    return refused(`already reported to ${receiver} by ${by}`);
  }
  const lack = lacking(given);
  if (lack) return refused(lack);
  const reported: Alert = { ...alert, incident: { ...alert.incident, report: given } };
  return finished(
    [transition("reported", reported, given.at, { by: given.by, note: noteOf(given) })],
    given.at,
  );
};

/** A level that was skipped has got its report. */
export const supplement = (alert: Alert, role: Role, given: IncidentReport): Answer => {
  const owed = alert.incident?.owed.find(each => each.role === role && each.given === null);
  if (!alert.incident || !owed) return refused(`no report is owed to ${role}`);
  const lack = lacking(given);
  if (lack) return refused(lack);
  const all = alert.incident.owed.map(each => (each === owed ? { ...each, given } : each));
  const supplemented: Alert = { ...alert, incident: { ...alert.incident, owed: all } };
  const said = { by: given.by, note: noteOf(given), role };
  return finished([transition("supplemented", supplemented, given.at, said)], given.at);
};

/**
 * Levels were skipped since all of theirs were away: they are owed a report. To go with the transition of that telling.
 *
 * @see ZX-8-3 in the clause catalogue
 */
export const owe = (alert: Alert, roles: readonly Role[], at: Instant): Alert => {
  const incident = alert.incident ?? NOTHING_DUE;
  const known = incident.owed.filter(({ given }) => given === null).map(({ role }) => role);
  const news = [...new Set(roles)].filter(role => !known.includes(role));
  if (news.length === 0) return alert;
  const owed = [...incident.owed, ...news.map(role => ({ role, since: at, given: null }))];
  return { ...alert, incident: { ...incident, owed } };
};

const lacking = ({ receiver, cause }: IncidentReport): string | null => {
  if (receiver.trim() === "") return "say to whom it was reported";
  return cause.trim() === "" ? "say what caused it, as far as it is known" : null;
};

const noteOf = ({ receiver, cause }: IncidentReport): string => `${receiver}: ${cause}`;
