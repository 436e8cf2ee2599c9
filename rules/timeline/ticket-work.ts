import type { TicketCommand } from "../routine/command.ts";
import type { Path } from "../site/yaml-source.ts";
import type { Instant } from "../time/instant.ts";
import { asked, type Doing, placed } from "./doing.ts";
import type { Names } from "./names.ts";
import type { WorkForms } from "./schema-work.ts";
import type { Action } from "./timeline.ts";

type Act = Extract<TicketCommand, { readonly is: "ticket" }>["act"];
type TicketForm = NonNullable<WorkForms["ticket"]>[number];

/** What people do about tickets and keys at a step. */
export const ticketWork = (doing: Doing): readonly Action[] => [
  ...openings(doing),
  ...acts(doing),
  ...keys(doing),
];

const openings = ({ names, step, path }: Doing): readonly Action[] =>
  placed(step.open_ticket, "open_ticket", path).map(([form, where]) => {
    const { target, kind, description, affecting, confidential, major, cause, by } = form;
    names.ticketTarget(target, [...where, "target"]);
    names.person(by, [...where, "by"]);
    return asked(
      {
        is: "open-ticket",
        kind,
        target: names.targetId(target),
        description,
        isAffecting: affecting,
        ...(confidential !== undefined && { isConfidential: confidential }),
        ...(major !== undefined && { isMajor: major }),
        ...(cause !== undefined && { cause }),
        by,
      },
      where,
    );
  });

const acts = ({ names, step, at, path }: Doing): readonly Action[] =>
  placed(step.ticket, "ticket", path).flatMap(([form, where]) => {
    names.person(form.by, [...where, "by"]);
    if (!/^T-\d{8}-./.test(form.target)) names.ticketTarget(form.target, [...where, "target"]);
    const act = actOf(names, form, at, where);
    const ticket = names.targetId(form.target);
    return act === null ? [] : [asked({ is: "ticket", ticket, act, by: form.by }, where)];
  });

/** The act with the keys that it needs; null: one of them is missing, which is told. */
const actOf = (names: Names, form: TicketForm, at: Instant, path: Path): Act | null => {
  const { act, note, receiver, department, who, doors, cause } = form;
  const needs = <T>(key: "limit" | "until" | "spare", value: T | undefined): T | null => {
    if (value === undefined) names.wrong("CFG101", path, `missing key "${key}": ${act} needs it`, "");
    return value ?? null;
  };
  const moment = (key: "limit" | "until" | "from"): Instant | undefined => {
    const said = form[key];
    return said === undefined ? undefined : names.momentFrom(said, at, [...path, key]);
  };
  switch (act) {
    case "attempt":
      return { is: act, note, isRepaired: form.repaired };
    case "report": {
      const limit = needs("limit", moment("limit"));
      return limit === null ? null : { is: act, note, receiver, department, limit };
    }
    case "reply": {
      const limit = moment("limit");
      return { is: act, note, ...(limit !== undefined && { limit }) };
    }
    case "remove":
      return { is: act, note, expectedDays: form.days };
    case "spare": {
      const target = needs("spare", form.spare);
      if (target !== null) names.target(target, [...path, "spare"]);
      return target === null ? null : { is: act, note, target };
    }
    case "grant": {
      for (const [index, door] of doors.entries()) names.target(door, [...path, "doors", index]);
      const to = needs("until", moment("until"));
      return to === null ? null : { is: act, who, doors, from: moment("from") ?? at, to };
    }
    case "extend": {
      const until = needs("until", moment("until"));
      return until === null ? null : { is: act, note, until };
    }
    case "close":
      return { is: act, note, cause };
    default:
      return { is: act, note };
  }
};

const keys = ({ names, step, path }: Doing): readonly Action[] =>
  placed(step.key, "key", path).map(([{ key, act, to, note, by }, where]) => {
    names.key(key, [...where, "key"]);
    names.person(by, [...where, "by"]);
    if (to !== undefined) names.person(to, [...where, "to"]);
    return asked({ is: "key", key, act, note, ...(to !== undefined && { to }), by }, where);
  });
