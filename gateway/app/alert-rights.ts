import type { Alert } from "#rules/alert/alert.ts";
import { can, may, mayShelve, mayUnshelve, type Who } from "#rules/alert/may.ts";
import type { Refusal } from "#rules/alert/refusal.ts";
import { RIGHTS } from "#rules/alert/rights.ts";
import type { Person } from "#rules/site/model.ts";
import { millis, minutes } from "#rules/time/instant.ts";
import type { WireAlertRights } from "../wire/command.ts";

/**
 * What a person's roles let him do about an alert now. The engine asks the same table again when he does it; this is for
 * people to see before they try.
 *
 * @param by  id or name; somebody whom the hall does not know has few rights
 */
export const alertRights = (people: readonly Person[], alert: Alert, by: string): WireAlertRights => {
  const person = people.find(({ id, name }) => id === by || name === by);
  const who: Who = person?.roles ?? null;
  const longest = longestShelf(who, alert);
  const isOwnShelf = alert.shelf !== null && alert.shelf.by === (person?.name ?? by);
  return {
    by: person?.name ?? by,
    acknowledge: right(may(who, "acknowledge", alert)),
    note: right(may(who, "note", alert)),
    confirm: right(may(who, "confirm", alert)),
    reset: right(may(who, "reset", alert)),
    shelve: {
      ...right(longest === null ? mayShelve(who, alert, minutes(1)) : null),
      longestMinutes: longest === null ? null : longest / minutes(1),
    },
    unshelve: right(isOwnShelf ? null : mayUnshelve(who, alert)),
    report: right(may(who, "report", alert)),
  };
};

const right = (refusal: Refusal | null): { may: boolean; why: string | null } => ({
  may: refusal === null,
  why: refusal?.why ?? null,
});

const longestShelf = (who: Who, alert: Alert): number | null => {
  const lengths = (who ?? [])
    .filter(role => can(role, "shelve", alert))
    .map(role => RIGHTS[role].shelve?.most ?? millis(0));
  return lengths.length === 0 ? null : Math.max(...lengths);
};
