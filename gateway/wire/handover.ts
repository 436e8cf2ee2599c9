import { z } from "zod";
import { commandId, who } from "./command.ts";
import { time, words } from "./common.ts";
import { secret, signature } from "./signature.ts";

export const handoverItem = z.object({
  id: z.string(),
  kind: z.enum(["alert", "shelf", "service", "task", "ticket", "certificate", "blind"]),
  title: words,
  standing: words,
  priority: z.int().nullable(),
  /** Who read it, by id of the person. */
  read: z.record(z.string(), time),
});

export const handover = z.object({
  id: z.string(),
  post: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  bridge: z.string().nullable(),
  openedAt: time,
  dueAt: time,
  items: z.array(handoverItem),
  remarks: z.string(),
  counts: z.record(z.string(), z.int()),
  additions: z.array(z.object({ by: z.string(), at: time, text: z.string() })),
  steps: z.array(z.object({ from: signature.nullable(), to: signature.nullable() })),
  state: z.enum(["open", "bridged", "done"]),
  endedAt: time.nullable(),
  /** Items that whoever is to sign next has not read; signing is refused while there are some. */
  unread: z.array(z.string()),
});

/** `GET /api/handovers`: the open ones and the last ten, newest first, and who is responsible for each post now. */
export const handoverList = z.object({
  handovers: z.array(handover),
  responsible: z.array(
    z.object({
      post: z.string(),
      person: z.string(),
      name: z.string(),
      /** Null: no signature and no shift says since when. */
      since: time.nullable(),
      handover: z.string().nullable(),
    }),
  ),
  at: time,
});

const person = { by: who, id: commandId };
/** `POST /api/handovers`: before the roster says so. */
export const handOver = z.strictObject({ ...person, post: z.string(), to: who });
/** `POST /api/handovers/read | remark | add | sign` */
export const readItem = z.strictObject({ ...person, handover: z.string(), item: z.string() });
export const remarkHandover = z.strictObject({
  ...person,
  handover: z.string(),
  remarks: z.string().trim().max(4000),
  counts: z.record(z.string(), z.int().min(0).max(100_000)).default({}),
});
export const addToHandover = z.strictObject({
  ...person,
  handover: z.string(),
  text: z.string().trim().min(1).max(2000),
});
export const signHandover = z.strictObject({
  ...person,
  secret,
  handover: z.string(),
  as: z.enum(["from", "to", "bridge"]),
});

export type WireHandover = z.infer<typeof handover>;
export type WireHandoverItem = z.infer<typeof handoverItem>;
export type WireHandoverList = z.infer<typeof handoverList>;
export type HandOver = z.infer<typeof handOver>;
export type ReadItem = z.infer<typeof readItem>;
export type RemarkHandover = z.infer<typeof remarkHandover>;
export type AddToHandover = z.infer<typeof addToHandover>;
export type SignHandover = z.infer<typeof signHandover>;
