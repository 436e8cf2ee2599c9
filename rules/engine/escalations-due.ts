import { escalate } from "../alert/telling.ts";
import { nextTelling } from "../notice/escalation.ts";
import { after, type Instant, type Millis, millis } from "../time/instant.ts";
import type { Core } from "./core.ts";
import { withDueAt } from "./escalations.ts";
import { happenTo, openAlert, openAlerts } from "./open-alerts.ts";
import { queueEscalation } from "./publish.ts";

/**
 * Nobody has acknowledged in time: whoever comes next is told.
 *
 * While nobody ran nobody was told. A telling that fell due once in that time happens then, as all deadlines do; where
 * another would have followed it, it happens when somebody runs again, so that nobody is passed over without a chance
 * to act.
 */
export const escalateDue = (core: Core, at: Instant): void => {
  for (const id of core.escalations.dueBy(at)) {
    const alert = openAlert(core, id, at);
    const next = alert && nextTelling(alert);
    if (!alert || !next) continue;
    const again = after(next.dueAt, alert.escalation.every ?? millis(0));
    if (core.isCatchingUp && again <= core.startedAt) continue;
    happenTo(core, [escalate(alert, next.role, at)]);
  }
  if (!core.isCatchingUp) queueEscalation(core);
};

/** The clock was moved: whoever was to be told in four minutes is told in four minutes. */
export const moveEscalations = (core: Core, by: Millis): void => {
  const { findings, past, escalations, out } = core;
  for (const alert of openAlerts(core, core.now)) {
    const { dueAt } = alert.escalation;
    if (dueAt === null) continue;
    const moved = withDueAt(alert, after(dueAt, by));
    (past?.alerts.byId(alert.id) ? past.alerts : findings).replace(moved);
    const memo = escalations.moved(moved, after(dueAt, by));
    out.memos.set(memo.key, memo);
  }
  queueEscalation(core);
};
