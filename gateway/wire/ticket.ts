import { z } from "zod";
import { commandId, who } from "./command.ts";
import { time, words } from "./common.ts";

const act = z.object({ by: z.string(), at: time, note: z.string() });

export const ticket = z.object({
  id: z.string(),
  kind: z.enum(["fault", "finding", "complaint", "key"]),
  target: z.string(),
  targetName: words,
  zone: z.string(),
  title: words,
  description: z.string(),
  clauses: z.array(z.string()),
  isAffecting: z.boolean(),
  isConfidential: z.boolean(),
  isMajor: z.boolean(),
  openedAt: time,
  openedBy: z.string(),
  cause: z.string().nullable(),
  state: z.enum(["open", "reported", "parked", "repaired", "closed"]),
  consent: act.nullable(),
  attempts: z.array(act.extend({ isRepaired: z.boolean() })),
  report: act.extend({ receiver: z.string(), department: z.string(), limit: time }).nullable(),
  reply: act.extend({ limit: time.nullable() }).nullable(),
  chases: z.array(act),
  removal: act.extend({ expectedDays: z.number() }).nullable(),
  spare: act.extend({ target: z.string() }).nullable(),
  sign: act.nullable(),
  grants: z.array(
    z.object({ who: z.string(), doors: z.array(z.string()), from: time, to: time, by: z.string() }),
  ),
  contacted: act.nullable(),
  answered: act.nullable(),
  revisited: act.nullable(),
  extension: act.extend({ until: time }).nullable(),
  closed: act.extend({ cause: z.string() }).nullable(),
  notes: z.array(act),
  clocks: z.array(
    z.object({
      is: z.string(),
      title: words,
      clauses: z.array(z.string()),
      dueAt: time,
      doneAt: time.nullable(),
      /** False: the year has no official calendar, so that working days were counted Monday to Friday. */
      isCertain: z.boolean(),
    }),
  ),
  /** What the person may do next, first what is most likely. */
  next: z.array(z.string()),
});
/** `GET /api/tickets?state=open|closed|all` newest first, those with a clock that is over first of all. */
export const ticketList = z.object({ tickets: z.array(ticket), at: time });

export const ticketQuery = z.strictObject({ state: z.enum(["open", "closed", "all"]).default("open") });

/** `POST /api/tickets` */
export const openTicket = z.strictObject({
  by: who,
  id: commandId,
  kind: z.enum(["fault", "finding", "complaint"]),
  target: z.string().min(1).max(200),
  description: z.string().trim().min(1).max(2000),
  isAffecting: z.boolean().default(false),
  isConfidential: z.boolean().default(false),
  isMajor: z.boolean().default(false),
  cause: z.string().optional(),
});
const note = z.string().trim().max(2000);
const needed = note.min(1);
/** `POST /api/tickets/act` */
export const actOnTicket = z.strictObject({
  by: who,
  id: commandId,
  ticket: z.string(),
  act: z.discriminatedUnion("is", [
    z.strictObject({
      is: z.enum(["note", "consent", "sign", "chase", "contacted", "answered", "revisited"]),
      note: note.default(""),
    }),
    z.strictObject({ is: z.literal("attempt"), note: needed, isRepaired: z.boolean() }),
    z.strictObject({
      is: z.literal("report"),
      note: needed,
      receiver: needed,
      department: needed,
      limit: time,
    }),
    z.strictObject({ is: z.literal("reply"), note: needed, limit: time.optional() }),
    z.strictObject({ is: z.literal("remove"), note: needed, expectedDays: z.number().min(0).max(3650) }),
    z.strictObject({ is: z.literal("spare"), note: note.default(""), target: z.string() }),
    z.strictObject({
      is: z.literal("grant"),
      who: needed,
      doors: z.array(z.string()).min(1),
      from: time,
      to: time,
    }),
    z.strictObject({ is: z.literal("extend"), note: needed, until: time }),
    z.strictObject({ is: z.literal("close"), note: needed, cause: needed }),
  ]),
});

/** `GET /api/keys`, `POST /api/keys/act` */
export const key = z.object({
  id: z.string(),
  name: words,
  opens: z.array(z.string()),
  holder: z.string().nullable(),
  since: time.nullable(),
  lost: z.string().nullable(),
});
export const keyList = z.object({ keys: z.array(key), at: time });
export const actOnKey = z.strictObject({
  by: who,
  id: commandId,
  key: z.string(),
  act: z.enum(["give", "return", "lost", "lock-replaced"]),
  to: who.optional(),
  note: note.default(""),
});

export type WireTicket = z.infer<typeof ticket>;
export type OpenTicket = z.infer<typeof openTicket>;
export type ActOnTicket = z.infer<typeof actOnTicket>;
export type WireKey = z.infer<typeof key>;
export type ActOnKey = z.infer<typeof actOnKey>;
