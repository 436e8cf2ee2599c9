import type { Alert } from "../alert/alert.ts";
import { overdue, reportAwaitedAt } from "../alert/incident.ts";
import { unshelve } from "../alert/put-aside.ts";
import { realarm } from "../alert/realarm.ts";
import { nextTelling } from "../notice/escalation.ts";
import type { Role } from "../site/model.ts";
import type { Instant, Millis } from "../time/instant.ts";
import type { Core } from "./core.ts";
import { happenTo, openAlert, openAlerts } from "./open-alerts.ts";
import { publish, queueLife } from "./publish.ts";
import { serviceDue } from "./service-due.ts";

/**
 * What was put aside or out of service is not any more; what is acknowledged and still holds is told again; a report has
 * not come in time. What fell due while nobody ran happens at its own time, as all deadlines do.
 */
export const lifeDue = (core: Core, at: Instant): void => {
  for (const key of core.life.due.dueBy(at)) {
    const [kind, id] = parted(key);
    if (kind === "alert") alertDue(core, id, at);
    else if (kind === "shelf") shelfDue(core, id, at);
    else if (kind === "service") serviceDue(core, id, at);
    else keep(core, core.life.endThought(id));
  }
  queueLife(core);
};

/** The clock was moved: what was to happen in four minutes happens in four minutes. */
export const moveLife = (core: Core, by: Millis): void => {
  const { findings, past, life } = core;
  for (const alert of openAlerts(core, core.now)) {
    const moved = life.moved(alert, by);
    if (!moved) continue;
    (past?.alerts.byId(alert.id) ? past.alerts : findings).replace(moved.alert);
    keep(core, moved.memo);
  }
  for (const memo of life.move(by)) keep(core, memo);
  queueLife(core);
};

const parted = (key: string): readonly [kind: string, id: string] => {
  const colon = key.indexOf(":");
  return [key.slice(0, colon), key.slice(colon + 1)];
};

const keep = ({ out }: Core, memo: { readonly key: string; readonly value: unknown }): void => {
  out.memos.set(memo.key, memo);
};

const alertDue = (core: Core, id: string, at: Instant): void => {
  const late = openAlert(core, id, at);
  const awaitedAt = late ? reportAwaitedAt(late) : null;
  if (late && awaitedAt !== null && awaitedAt <= at) happenTo(core, overdue(late, levelAbove(late, at), at));
  const alert = openAlert(core, id, at);
  if (alert && alert.realarmAt !== null && alert.realarmAt <= at)
    happenTo(core, [realarm(alert, levelAbove(alert, at), at)]);
  if (!alert) core.life.due.set(`alert:${id}`, null);
};

/** The level above those who were told; null: the top knows. */
const levelAbove = ({ escalation, told }: Alert, at: Instant): Role | null =>
  nextTelling({ escalation: { ...escalation, dueAt: at }, told })?.role ?? null;

const shelfDue = (core: Core, key: string, at: Instant): void => {
  keep(core, core.life.endShelf(key));
  const alert = core.findings.open(key);
  if (alert?.shelf) publish(core, core.findings.keep([...unshelve(alert, "time-over", at)]));
};
