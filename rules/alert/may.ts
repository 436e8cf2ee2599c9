import type { Role } from "../site/model.ts";
import type { Millis } from "../time/instant.ts";
import type { Alert } from "./alert.ts";
import type { Refusal } from "./refusal.ts";
import { type Action, OWN_CLASSES, RIGHTS, type Right, STRANGER } from "./rights.ts";
import { anyOf, lengthText, listed, NEAREST, ROLE_WORDS } from "./role-words.ts";

/** Roles of whoever asks; null: the hall does not know him. */
export type Who = readonly Role[] | null;

const DOES: Readonly<Record<Action, string>> = {
  acknowledge: "acknowledge this",
  note: "write a note",
  confirm: "confirm that this is done",
  reset: "reset this",
  shelve: "put this aside",
  report: "report this upward",
};

/** Whether somebody may do something about an alert: null, or why not and who may. */
export const may = (who: Who, action: Exclude<Action, "shelve">, alert: Alert): Refusal | null => {
  if (who === null) return isStrangers(action) ? null : forbidden(strangers(action, alert));
  if (who.some(role => can(role, action, alert))) return null;
  return forbidden(`${subject(who)} may not ${DOES[action]}; ${asking(action, alert)}`);
};

/** Whether somebody may put an alert aside for a time: null, or why not and who may. */
export const mayShelve = (who: Who, alert: Alert, length: Millis): Refusal | null => {
  if (alert.class === "life-safety")
    return forbidden("fire, gas, panic and break-in are never put aside, by anybody");
  if (who === null) return forbidden(strangers("shelve", alert, length));
  if (who.some(role => can(role, "shelve", alert, length))) return null;
  const [most] = who
    .filter(role => RIGHTS[role].shelve !== undefined)
    .toSorted((a, b) => Number(RIGHTS[b].shelve?.most) - Number(RIGHTS[a].shelve?.most));
  const own = most === undefined ? `${subject(who)} may not put anything aside` : limits(most);
  return forbidden(`${own}; ${asking("shelve", alert, length)}`);
};

/** Whether somebody may end a shelf: whoever may put such an alert aside, for however long. */
export const mayUnshelve = (who: Who, alert: Alert): Refusal | null => {
  if (who?.some(role => can(role, "shelve", alert))) return null;
  const roles = able("shelve", alert);
  return forbidden(
    `only whoever put it aside may end that${roles.length === 0 ? "" : `, or ${anyOf(roles)}`}`,
  );
};

/** Whether a role may do something about an alert, `length` being for how long it would be put aside. */
export const can = (role: Role, action: Action, alert: Alert, length?: Millis): boolean => {
  if (action === "shelve" && alert.class === "life-safety") return false;
  const only = action === "reset" ? (alert.resetBy ?? []) : [];
  if (only.length > 0) return only.includes(role);
  const right = RIGHTS[role][action];
  if (!right || !covers(right, role, alert)) return false;
  if (right.priorities && !right.priorities.includes(alert.priority)) return false;
  return length === undefined || right.most === undefined || length <= right.most;
};

const covers = ({ of }: Right, role: Role, alert: Alert): boolean => {
  const isTold = alert.tell.includes(role) || alert.told.some(told => told.role === role);
  switch (of) {
    case "all":
      return true;
    case "own":
      return isTold || (OWN_CLASSES[role]?.includes(alert.class) ?? false);
    case "told":
      return isTold;
    case "housekeeping":
      return alert.class === "housekeeping";
    case "not-life-safety":
      return alert.class !== "life-safety";
    default:
      return of satisfies never;
  }
};

const able = (action: Action, alert: Alert, length?: Millis): readonly Role[] =>
  NEAREST.filter(role => can(role, action, alert, length));

const asking = (action: Action, alert: Alert, length?: Millis): string => {
  const roles = able(action, alert, length).slice(0, 3);
  if (roles.length > 0) return `ask ${anyOf(roles)}`;
  return action === "shelve" ? `nobody may put priority ${alert.priority} aside for as long` : "nobody may";
};

const limits = (role: Role): string => {
  const { priorities = [1, 2, 3, 4], most, of } = RIGHTS[role].shelve ?? {};
  const which = `${of === "own" ? "what is its own of " : ""}priority ${listed(priorities, "and")}`;
  const long = most === undefined ? "" : ` for at most ${lengthText(most)}`;
  return `${ROLE_WORDS[role]} may put aside ${which}${long}`;
};

const subject = (who: readonly Role[]): string =>
  who.length === 0
    ? "somebody without a role"
    : listed(
        who.map(role => ROLE_WORDS[role]),
        "and",
      );

const isStrangers = (action: Action): boolean => STRANGER[action] !== undefined;

const strangers = (action: Action, alert: Alert, length?: Millis): string =>
  `who is none of the hall's people may only acknowledge and write notes; ${asking(action, alert, length)}`;

const forbidden = (why: string): Refusal => ({ is: "refused", why, by: "rights" });
