import { escalate } from "../alert/telling.ts";
import { nextTelling } from "../notice/escalation.ts";
import { after, type Instant, type Millis, millis } from "../time/instant.ts";
import type { Core } from "./core.ts";
import { withDueAt } from "./escalations.ts";
import { publish, queueEscalation } from "./publish.ts";

/**
 * Nobody has acknowledged in time: whoever comes next is told.
 *
 * While nobody ran nobody was told. A telling that fell due once in that time happens then, as all deadlines do; where
 * another would have followed it, it happens when somebody runs again, so that nobody is passed over without a chance
 * to act.
 */
export const escalateDue = (core: Core, at: Instant): void => {
  const { escalations, findings } = core;
  for (const id of escalations.dueBy(at)) {
    const alert = findings.byId(id, at);
    const next = alert && nextTelling(alert);
    if (!alert || !next) continue;
    const again = after(next.dueAt, alert.escalation.every ?? millis(0));
    if (core.isCatchingUp && again <= core.startedAt) continue;
    publish(core, findings.keep([escalate(alert, next.role, at)]));
  }
  if (!core.isCatchingUp) queueEscalation(core);
};

/** The clock was moved: whoever was to be told in four minutes is told in four minutes. */
export const moveEscalations = (core: Core, by: Millis): void => {
  const { findings, escalations, out } = core;
  for (const alert of findings.alerts(core.now)) {
    const { dueAt } = alert.escalation;
    if (dueAt === null) continue;
    const moved = withDueAt(alert, after(dueAt, by));
    findings.replace(moved);
    const memo = escalations.moved(moved, after(dueAt, by));
    out.memos.set(memo.key, memo);
  }
  queueEscalation(core);
};
