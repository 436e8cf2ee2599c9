import type { Alert, Told, Transition } from "../alert/alert.ts";
import { owe } from "../alert/incident.ts";
import type { Role } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";

/** Whether people have a role and none of them is on duty at the moment. */
export type IsAway = (role: Role) => boolean;

/** Who is told in the place of a role, and which levels of the line are passed over for it. */
type StandIn = { readonly roles: readonly Role[]; readonly skipped: readonly Role[] };

const BOTH: readonly Role[] = ["hall-director", "duty-manager"];

/**
 * What people who are away are told of goes to others at once.
 *
 * Below the line the duty manager stands in; for the duty manager the hall director. Only where both are away are both
 * skipped: the department above is told, and owes them nothing, but they are owed a report. A director who is away while
 * a duty manager is there is not skipped: the duty manager is told as well. Nobody stands in for the top.
 *
 * @param at  the moment. A finding without a hold is of its reading's time, which is earlier: who is told for it counts as well;
 *   what was told at any other time is as it was
 * @see ZX-8-3 in the clause catalogue
 */
export const received = (transition: Transition, isAway: IsAway, at: Instant): Transition => {
  const { event, alert } = transition;
  const isNew = (told: Told) => told.at === at || told.at === event.at;
  const away = alert.told.filter(told => isNew(told) && isAway(told.role));
  if (away.length === 0) return transition;
  const instead = new Map(away.map(({ role }) => [role, standIn(role, isAway, alert.escalation.isFire)]));
  const mapped = (role: Role): readonly Role[] => instead.get(role)?.roles ?? [role];
  const skipped = [...instead.values()].flatMap(each => each.skipped);
  const told = onceEach(alert.told, away, mapped, at);
  const now: Alert = owe({ ...alert, told }, skipped, at);
  const role = event.role && mapped(event.role).at(-1);
  return {
    event: {
      ...event,
      ...(event.told && { told: [...new Set(event.told.flatMap(mapped))] }),
      ...(role && { role }),
    },
    alert: now,
  };
};

/** Who is told in the place of a role where all of its people are away; the role itself where they are not. */
export const standsIn = (role: Role, isAway: IsAway): readonly Role[] => standIn(role, isAway, false).roles;

const standIn = (role: Role, isAway: IsAway, isFire: boolean): StandIn => {
  if (!isAway(role) || role === "superior") return { roles: [role], skipped: [] };
  if (isAway("hall-director") && isAway("duty-manager")) {
    const officer: readonly Role[] = isFire && !isAway("safety-officer") ? ["safety-officer"] : [];
    return { roles: [...officer, "superior"], skipped: BOTH };
  }
  if (role === "hall-director") return { roles: ["duty-manager", "hall-director"], skipped: [] };
  return { roles: [isAway("duty-manager") ? "hall-director" : "duty-manager"], skipped: [] };
};

/** The same list with those who stand in; whoever is told anyway is told once. */
const onceEach = (
  all: readonly Told[],
  away: readonly Told[],
  mapped: (role: Role) => readonly Role[],
  at: Instant,
): readonly Told[] => {
  const found = new Set(all.filter(told => !away.includes(told)).map(({ role }) => role));
  return all.flatMap((told): readonly Told[] => {
    if (!away.includes(told)) return [told];
    return mapped(told.role).flatMap((role): readonly Told[] => {
      if (found.has(role)) return [];
      found.add(role);
      return [role === told.role ? told : { role, at, why: "stands-in" }];
    });
  });
};
