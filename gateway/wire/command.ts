import { z } from "zod";
import { time } from "./common.ts";

/** A person, by id or name. */
export const who = z.string().trim().min(1).max(80);
/**
 * Made by the client, new for everything that a person does: sending the same again, because the answer was lost, does
 * nothing twice and is answered as the first time. Kept for a day.
 */
export const commandId = z
  .string()
  .regex(
    /^[A-Za-z0-9][\w-]{7,63}$/,
    "must have 8 to 64 letters, digits, - or _, and begin with a letter or digit",
  )
  .optional();
/** When the person did it, where it was sent later because there was no connection. */
const doneAt = time.optional();
const note = z.string().trim().max(1000);
/** What `POST /api/photos` answered. */
const photo = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "must be the name of a picture as POST /api/photos gave it")
  .optional();
const saysSomething = (body: { readonly note: string; readonly photo?: string | undefined }): boolean =>
  body.note !== "" || body.photo !== undefined;
const NEEDS = { error: "needs a note or a photo", path: ["note"] };

/** Somebody has seen it. `revision`: of the alert as it was shown; refused when it has come to need somebody again since. */
export const acknowledge = z.strictObject({
  by: who,
  id: commandId,
  doneAt,
  note: note.default(""),
  revision: z.int().min(1).optional(),
});
/** Takes back one's own acknowledgement, within a few seconds. */
export const unacknowledge = z.strictObject({ by: who, id: commandId });
export const noteDown = z
  .strictObject({ by: who, id: commandId, doneAt, note: note.default(""), photo })
  .refine(saysSomething, NEEDS);
/** What had to be done is done. */
export const confirm = z
  .strictObject({ by: who, id: commandId, doneAt, note: note.default(""), photo })
  .refine(saysSomething, NEEDS);
/** A latched alert was looked at and is over. */
export const reset = z.strictObject({ by: who, id: commandId, note: note.default("") });
/** `one-shot` ends when the condition does, at the latest `until`. */
export const shelve = z.strictObject({
  by: who,
  id: commandId,
  shelf: z.enum(["timed", "one-shot"]).default("timed"),
  until: z.iso.datetime({ offset: true }),
  reason: z.string().trim().min(1).max(1000),
});
export const unshelve = z.strictObject({ by: who, id: commandId });
const told = { receiver: z.string().trim().min(1).max(200), cause: z.string().trim().min(1).max(2000) };
/** The incident was reported upward. */
export const report = z.strictObject({ by: who, id: commandId, ...told });
/** A level that was skipped, because all of theirs were absent, got its report. */
export const supplement = z.strictObject({
  by: who,
  id: commandId,
  role: z.string().min(1).max(40),
  ...told,
});

/** What a person may do about one alert now: `why` says why not, and who may. */
const right = z.object({ may: z.boolean(), why: z.string().nullable() });
export const alertRights = z.object({
  by: z.string(),
  acknowledge: right,
  note: right,
  confirm: right,
  reset: right,
  /** `longestMinutes`: of a shelf; null where there is none or none may be made. */
  shelve: right.extend({ longestMinutes: z.number().nullable() }),
  unshelve: right,
  report: right,
});
export const rightsQuery = z.strictObject({ by: who });

export type WireAlertRights = z.infer<typeof alertRights>;
export type Acknowledge = z.infer<typeof acknowledge>;
export type Unacknowledge = z.infer<typeof unacknowledge>;
export type NoteDown = z.infer<typeof noteDown>;
export type Confirm = z.infer<typeof confirm>;
export type Reset = z.infer<typeof reset>;
export type Shelve = z.infer<typeof shelve>;
export type Unshelve = z.infer<typeof unshelve>;
export type Report = z.infer<typeof report>;
export type Supplement = z.infer<typeof supplement>;
