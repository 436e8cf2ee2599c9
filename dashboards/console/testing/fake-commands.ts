import type { z } from "zod";
import type { WireAlert, WireAlertEvent } from "#gateway/wire/alert.ts";
import * as wire from "#gateway/wire/command.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import type { Alert } from "#rules/alert/alert.ts";
import { can, may, mayShelve, type Who } from "#rules/alert/may.ts";
import type { Refusal } from "#rules/alert/refusal.ts";
import { RIGHTS } from "#rules/alert/rights.ts";
import type { Role } from "#rules/site/model.ts";
import { millis, minutes } from "#rules/time/instant.ts";

/** What a command did: fields that differ, and the event of the trail. */
export type FakeDone = {
  readonly change: Partial<WireAlert>;
  readonly event: Omit<WireAlertEvent, "seq" | "at">;
};
export type FakeRefusal = {
  readonly status: 400 | 403 | 409;
  readonly error: string;
  readonly message: string;
};

type Ask = {
  readonly alert: WireAlert;
  readonly hall: WireHall;
  readonly at: string;
};

/** The schemas of all commands: a page that sends anything else is wrong. */
const shapes = {
  acknowledge: wire.acknowledge,
  unacknowledge: wire.unacknowledge,
  note: wire.noteDown,
  confirm: wire.confirm,
  reset: wire.reset,
  shelve: wire.shelve,
  unshelve: wire.unshelve,
  report: wire.report,
  supplement: wire.supplement,
} satisfies Readonly<Record<string, z.ZodType>>;
type Verb = keyof typeof shapes;

export const isVerb = (verb: string): verb is Verb => Object.hasOwn(shapes, verb);

/** What the engine would make of a command, as far as the console's tests need it: its rights are those of the rules. */
export const fakeCommand = (verb: Verb, body: unknown, ask: Ask): FakeDone | FakeRefusal => {
  const parsed = shapes[verb].safeParse(body);
  if (!parsed.success) return { status: 400, error: "INVALID", message: parsed.error.message };
  const given = parsed.data as Readonly<Record<string, string>> & { readonly revision?: number };
  const forbidden = rightAgainst(verb, given, ask);
  if (forbidden) return { status: 403, error: "NOT_ALLOWED", message: `alert ${ask.alert.id}: ${forbidden}` };
  const refused = stateAgainst(verb, given, ask);
  if (refused) return { status: 409, error: "REFUSED", message: `alert ${ask.alert.id}: ${refused}` };
  return done(verb, given, ask);
};

/** What somebody may do about an alert, as the gateway tells it. */
export const fakeRights = (hall: WireHall, alert: WireAlert, by: string): wire.WireAlertRights => {
  const who = whoIs(hall, by);
  const subject = alert as unknown as Alert;
  const right = (refusal: Refusal | null) => ({ may: refusal === null, why: refusal?.why ?? null });
  const lengths = (who ?? [])
    .filter(role => can(role, "shelve", subject))
    .map(role => RIGHTS[role].shelve?.most ?? millis(0));
  return {
    by,
    acknowledge: right(may(who, "acknowledge", subject)),
    note: right(may(who, "note", subject)),
    confirm: right(may(who, "confirm", subject)),
    reset: right(may(who, "reset", subject)),
    shelve: {
      ...right(lengths.length > 0 ? null : mayShelve(who, subject, minutes(1))),
      longestMinutes: lengths.length > 0 ? Math.max(...lengths) / minutes(1) : null,
    },
    unshelve: right(null),
    report: right(may(who, "report", subject)),
  };
};

const whoIs = (hall: WireHall, by: string): Who => {
  const person = hall.people.find(({ id, name }) => id === by || name === by);
  return person ? (person.roles as Role[]) : null;
};

const rightAgainst = (verb: Verb, given: Readonly<Record<string, string>>, ask: Ask): string | null => {
  const who = whoIs(ask.hall, given.by ?? "");
  const subject = ask.alert as unknown as Alert;
  if (verb === "shelve") {
    const length = Date.parse(given.until ?? "") - Date.parse(ask.at);
    return mayShelve(who, subject, millis(Math.max(0, length)))?.why ?? null;
  }
  if (verb === "unacknowledge" || verb === "unshelve" || verb === "supplement") return null;
  return may(who, verb, subject)?.why ?? null;
};

const stateAgainst = (
  verb: Verb,
  given: Readonly<Record<string, string>> & { readonly revision?: number },
  { alert }: Ask,
): string | null => {
  if (verb === "acknowledge") {
    if (alert.label === "closed") return "it is closed";
    if (alert.acknowledgement) return "somebody has already acknowledged it";
    if ((given.revision ?? alert.revision) < alert.revision) return "it has changed since: look again";
  }
  if (verb === "unacknowledge" && alert.acknowledgement?.by !== given.by)
    return "only whoever acknowledged it may take that back";
  if (verb === "reset" && alert.condition === "active") return "the condition is still present";
  return null;
};

const done = (verb: Verb, given: Readonly<Record<string, string>>, { alert, at }: Ask): FakeDone => {
  const { by = "", note = "", photo } = given;
  const said = { by, note, ...(photo !== undefined && { photo }) };
  const event = (is: WireAlertEvent["is"]) => ({ is, ...said });
  const isOver = alert.condition === "clear";
  const closed = { label: "closed", closedAt: at } as const;
  switch (verb) {
    case "acknowledge":
      return {
        change: {
          acknowledgement: { by, note, at: given.doneAt ?? at },
          ...(isOver ? closed : { label: "acknowledged" }),
        },
        event: event("acknowledged"),
      };
    case "unacknowledge":
      return {
        change: {
          acknowledgement: null,
          label: isOver ? "returned" : "unacknowledged",
          closedAt: null,
        },
        event: event("unacknowledged"),
      };
    case "note":
      return { change: {}, event: event("noted") };
    case "confirm":
      return {
        change: {
          confirmation: { ...said, at: given.doneAt ?? at },
          ...(alert.label === "unfinished" ? closed : {}),
        },
        event: event("confirmed"),
      };
    case "reset":
      return { change: { isLatched: false, ...closed }, event: event("reset") };
    case "shelve": {
      const { shelf = "timed", until = at, reason = "" } = given;
      return {
        change: { label: "shelved", shelf: { is: shelf as "timed", by, reason, at, until } },
        event: { ...event("shelved"), note: reason },
      };
    }
    case "unshelve":
      return { change: { label: "unacknowledged", shelf: null }, event: event("unshelved") };
    case "report":
    case "supplement":
      return {
        change: reported(alert, verb, given, at),
        event: event(verb === "report" ? "reported" : "supplemented"),
      };
    default:
      return verb satisfies never;
  }
};

const reported = (
  { incident }: WireAlert,
  verb: "report" | "supplement",
  given: Readonly<Record<string, string>>,
  at: string,
): Partial<WireAlert> => {
  if (!incident) return {};
  const report = { by: given.by ?? "", receiver: given.receiver ?? "", cause: given.cause ?? "", at };
  if (verb === "report") return { incident: { ...incident, report } };
  const owed = incident.owed.map(each => (each.role === given.role ? { ...each, given: report } : each));
  return { incident: { ...incident, owed } };
};
