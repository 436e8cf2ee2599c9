import type { Alert, Transition } from "../alert/alert.ts";
import { isQuiet } from "../alert/quiet.ts";
import type { Role } from "../site/model.ts";

/** What roles are to hear of an alert now. */
export type News = { readonly kind: "found" | "escalated" | "overdue"; readonly roles: readonly Role[] };

/**
 * Whom something that happened to an alert is news for. Where it came to need somebody (again), for all who are told of
 * it; else for those who were told because of it. What bothers nobody and what is closed is no news.
 *
 * @param before  the alert before it; null: nothing was known of it
 */
export const newsOf = (before: Alert | null, { event, alert }: Transition): News | null => {
  if (isQuiet(alert) || alert.closedAt !== null) return null;
  const all = alert.told.map(({ role }) => role);
  const known = new Set(before?.told.map(({ role, at }) => `${role} ${at}`));
  const added = alert.told.filter(({ role, at }) => !known.has(`${role} ${at}`)).map(({ role }) => role);
  switch (event.is) {
    case "overdue":
      // Where the top knew already, it is the top that hears of it.
      return news("overdue", added.length > 0 ? added : all.slice(-1));
    case "escalated":
      return news("escalated", added);
    // Whoever was not told before somebody else saw it, or put it aside, is told now.
    case "unacknowledged":
    case "unshelved":
    case "put-back":
      return news("found", all);
    default:
      return news("found", alert.revision > (before?.revision ?? 0) ? all : added);
  }
};

const news = (kind: News["kind"], roles: readonly Role[]): News | null =>
  roles.length > 0 ? { kind, roles } : null;
