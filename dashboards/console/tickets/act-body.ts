import type { ActOnTicket } from "#gateway/wire/ticket.ts";
import { momentOf } from "../format/hall-time.ts";
import { t } from "../words/language.ts";

export type TicketAct = ActOnTicket["act"];
export type ActName = TicketAct["is"];

/** The fields that each act has beside its note, in the order in which they are asked for. */
export const FIELDS: Readonly<Record<ActName, readonly FieldName[]>> = {
  note: ["note"],
  consent: ["note"],
  sign: ["note"],
  chase: ["note"],
  contacted: ["note"],
  answered: ["note"],
  revisited: ["note"],
  attempt: ["note", "isRepaired"],
  report: ["receiver", "department", "limit", "note"],
  reply: ["note", "limit"],
  remove: ["expectedDays", "note"],
  spare: ["target", "note"],
  grant: ["who", "doors", "from", "to"],
  extend: ["until", "note"],
  close: ["cause", "note"],
};
export type FieldName =
  | "note"
  | "isRepaired"
  | "receiver"
  | "department"
  | "limit"
  | "expectedDays"
  | "target"
  | "who"
  | "doors"
  | "from"
  | "to"
  | "until"
  | "cause";

/** Acts that the gateway takes without a word. */
const SILENT: ReadonlySet<ActName> = new Set<ActName>(["consent", "sign", "chase", "spare"]);

/** Whether an act says nothing unless something is written. */
export const needsNote = (act: ActName): boolean => !SILENT.has(act) && act !== "grant";

export const isAct = (text: string): text is ActName => Object.hasOwn(FIELDS, text);

/** What a form says, ready to be sent, or what is missing in it. */
export type Filled = { readonly act: TicketAct } | { readonly missing: string };

/**
 * Reads the form of an act.
 *
 * @param now       ms since 1970 on the hall's clock: time limits are later
 * @param timeZone  of the hall: fields of date and time are told on its clock
 */
export const actBody = (
  is: ActName,
  fields: FormData,
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): Filled => {
  const words = t().tickets.unfilled;
  const text = (name: FieldName): string => String(fields.get(name) ?? "").trim();
  const time = (name: FieldName): number | null => momentOf(text(name), timeZone);
  const iso = (at: number): string => new Date(at).toISOString();
  const note = text("note");
  if (needsNote(is) && note === "") return { missing: words.note };
  switch (is) {
    case "note":
    case "consent":
    case "sign":
    case "chase":
    case "contacted":
    case "answered":
    case "revisited":
      return { act: { is, note } };
    case "attempt": {
      const result = text("isRepaired");
      return result === ""
        ? { missing: words.isRepaired }
        : { act: { is, note, isRepaired: result === "yes" } };
    }
    case "report": {
      const limit = time("limit");
      if (limit === null || limit <= now) return { missing: words.limit };
      return {
        act: { is, note, receiver: text("receiver"), department: text("department"), limit: iso(limit) },
      };
    }
    case "reply": {
      const limit = time("limit");
      if (limit !== null && limit <= now) return { missing: words.limit };
      return { act: { is, note, ...(limit !== null && { limit: iso(limit) }) } };
    }
    case "remove": {
      const days = text("expectedDays");
      return days === "" || !(Number(days) >= 0)
        ? { missing: words.days }
        : { act: { is, note, expectedDays: Number(days) } };
    }
    case "spare":
      return text("target") === "" ? { missing: words.spare } : { act: { is, note, target: text("target") } };
    case "grant": {
      const [from, to] = [time("from"), time("to")];
      const doors = fields.getAll("doors").map(String);
      if (doors.length === 0) return { missing: words.doors };
      if (from === null || to === null || to <= from || to <= now) return { missing: words.times };
      return { act: { is, who: text("who"), doors, from: iso(from), to: iso(to) } };
    }
    case "extend": {
      const until = time("until");
      return until === null || until <= now
        ? { missing: words.limit }
        : { act: { is, note, until: iso(until) } };
    }
    case "close":
      return { act: { is, note, cause: text("cause") } };
    default:
      return is satisfies never;
  }
};
