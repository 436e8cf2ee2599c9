import type { Role } from "../site/model.ts";
import { hours, type Instant, type Millis, minutes } from "../time/instant.ts";
import type { Alert, Priority, Told, Transition } from "./alert.ts";
import { transition } from "./need.ts";
import { nextAfter } from "./telling.ts";

/** After how long what is acknowledged is told again while it still holds, where a rule does not say: our proposals. */
const EVERY: Readonly<Record<Priority, Millis | null>> = { 1: minutes(30), 2: hours(2), 3: null, 4: null };

export const usualRealarm = (priority: Priority): Millis | null => EVERY[priority];

/**
 * Acknowledged long ago, and it still holds: it needs somebody again. All who knew are told again, and the next level.
 *
 * @param role  the level above those who were told; null: the top knows
 */
export const realarm = (alert: Alert, role: Role | null, at: Instant): Transition => {
  const again = alert.told.map(({ role: each, why }): Told => ({ role: each, at, why }));
  const told: readonly Told[] = role === null ? again : [...again, { role, at, why: "escalated" }];
  const { escalation } = alert;
  const now: Alert = {
    ...alert,
    acknowledgement: null,
    revision: alert.revision + 1,
    realarmAt: null,
    annunciatedAt: at,
    told,
    escalation: { ...escalation, dueAt: nextAfter(escalation.every, at) },
  };
  const roles = told.map(each => each.role);
  return transition("realarmed", now, at, {
    ...(roles.length > 0 && { told: roles }),
    ...(role !== null && { role }),
  });
};
