import type { Instant } from "../time/instant.ts";
import type { Alert, AlertEvent, Transition } from "./alert.ts";
import { needed, neededAnew, telling, transition } from "./need.ts";
import { putBack, release, unshelve } from "./put-aside.ts";
import { allowedQuiet } from "./quiet.ts";

/** What is other of an alert that became worse. */
export type Worse = Partial<
  Pick<
    Alert,
    "priority" | "level" | "class" | "title" | "targetName" | "steps" | "evidence" | "tell" | "realarmEvery"
  >
>;

/**
 * It is worse than it was: whoever acknowledged it had seen less, so it needs somebody again. What was put aside was less
 * than this, so that ends too; and with it whatever may not hush life safety, where it is that now.
 *
 * @param more  what else its event says
 */
export const worsen = (
  alert: Alert,
  worse: Worse,
  at: Instant,
  more: Partial<AlertEvent> = {},
): readonly Transition[] => {
  if (alert.closedAt !== null) return [];
  const freed = freeing({ ...alert, ...worse }, at);
  const free = freed.at(-1)?.alert ?? { ...alert, ...worse };
  const now = freed.length > 0 ? neededAnew(free, at) : needed(free, at);
  const told = { told: now.told.map(({ role }) => role) };
  return [...freed, transition("worsened", now, at, { ...(now.told.length > 0 && told), ...more })];
};

/** Ends what hushes it and may not any more. Its event and those below say what it has become by then. */
const freeing = (alert: Alert, at: Instant): readonly Transition[] => {
  const unshelved = unshelve(alert, "worsened", at);
  const afterShelf = unshelved.at(-1)?.alert ?? alert;
  const allowed = allowedQuiet(alert.class, afterShelf);
  const released = allowed.suppression === null ? release(afterShelf, at, "worsened") : [];
  const afterCause = released.at(-1)?.alert ?? afterShelf;
  const back = allowed.outOfService === null ? putBack(afterCause, "worsened", at) : [];
  return [...unshelved, ...released, ...back];
};

/** What an alert is by the worst that still finds it. */
export type Eased = Pick<Alert, "priority" | "level" | "class" | "title" | "steps"> &
  Partial<Pick<Alert, "realarmEvery">>;

/**
 * The most urgent rule does not find it any more: it is what the worst of the others says. No news for anybody. What is
 * latched as life safety stays that until somebody has reset it.
 */
export const ease = (alert: Alert, to: Eased, at: Instant): readonly Transition[] => {
  if (to.priority <= alert.priority) return [];
  const isHeld = alert.isLatched && alert.class === "life-safety";
  const { realarmEvery = null } = to;
  const eased: Alert = {
    ...alert,
    ...to,
    realarmEvery,
    realarmAt: realarmEvery === null ? null : alert.realarmAt,
    ...(isHeld && { class: alert.class }),
  };
  return [telling("eased", alert, eased, at)];
};
