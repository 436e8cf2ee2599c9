import { z } from "zod";
import { certificate } from "./certificate.ts";
import { commandId, who } from "./command.ts";
import { measured, time, words } from "./common.ts";
import { hours } from "./hall.ts";
import { secret, signature, word } from "./signature.ts";

export const checkKind = z.enum([
  "door",
  "escape-door",
  "window",
  "light",
  "power",
  "always-on",
  "timed-sign",
  "zone",
  "device",
  "task",
  "parked",
]);

export const closingItem = z.object({
  /** Equipment id, or `zone:<id>`; in the opening check also `task:<duty>` and `ticket:<id>`. */
  id: z.string(),
  kind: checkKind,
  name: words,
  zone: z.string(),
  /** `by-hand`: unknown, but a person says so by name; `excepted`: somebody is allowed to be there, or it is taken along. */
  verdict: z.enum(["pass", "fail", "unknown", "by-hand", "excepted"]),
  /** What is wrong or missing, or why it is excepted, in both languages; empty texts for a pass. */
  why: words,
  /** What a pass needs: 闭合并锁好 / closed and locked. */
  expected: words,
  evidence: z.array(measured),
  byHand: word.nullable(),
});

/** Where the round stands that is to end in a certificate; null while there is none. */
export const round = z.object({
  id: z.string(),
  businessDay: z.string(),
  number: z.int(),
  since: time,
  dueAt: time,
  mustCloseAt: time,
  latestAt: time,
  extension: z
    .object({ until: time, why: z.string(), by: z.string(), approvedBy: z.string().nullable() })
    .nullable(),
  signatures: z.array(signature),
  withdrawn: z.array(signature.extend({ why: words, withdrawnAt: time })),
  /** Who still has to sign: `last-leaver`, `guard`, or a role. */
  missing: z.array(z.string()),
  /** Why signing would be refused now; empty: it would not. */
  blockers: z.array(words),
  /** Zones in which somebody is allowed to be: then only a partial certificate is possible. */
  occupied: z.array(z.object({ zone: z.string(), name: words, why: words })),
});

/** The closing check as it stands now. Only evidence measured after `since` counts. */
export const closing = z.object({
  /** Closing time that it is about; null while the hall is not closed: then the items are a preview. */
  since: time.nullable(),
  hours,
  items: z.array(closingItem),
  counts: z.object({
    pass: z.int(),
    fail: z.int(),
    unknown: z.int(),
    byHand: z.int(),
    excepted: z.int(),
  }),
  round: round.nullable(),
  /** The latest one of this closing. */
  certificate: certificate.omit({ items: true }).nullable(),
  at: time,
});

/** The opening check: devices, duties before opening, what is parked. */
export const opening = z.object({
  businessDay: z.string().nullable(),
  since: time.nullable(),
  dueAt: time.nullable(),
  items: z.array(closingItem),
  counts: z.object({ pass: z.int(), fail: z.int(), unknown: z.int(), excepted: z.int() }),
  blockers: z.array(words),
  missing: z.array(z.string()),
  opened: z.object({ at: time, exceptions: z.int(), isSigned: z.boolean() }).nullable(),
  certificate: certificate.omit({ items: true }).nullable(),
  at: time,
});

const note = z.string().trim().max(1000);
const person = { by: who, id: commandId };
const grounds = { note: note.default(""), photo: z.string().optional() };

/** `POST /api/closing/confirm-item`: no reading proves it, the person says so. */
export const confirmItem = z.strictObject({ ...person, item: z.string(), ...grounds });
/** `POST /api/closing/sign` */
export const signClosing = z.strictObject({
  ...person,
  secret,
  scope: z.enum(["final", "partial"]).default("final"),
});
/** `POST /api/closing/extend` and `/approve-extension` */
export const extendClosing = z.strictObject({ ...person, until: time, why: note.min(1) });
export const approveExtension = z.strictObject({ ...person, secret });
/** `POST /api/closing/re-enter` */
export const reEnter = z.strictObject({ ...person, secret, why: note.min(1) });
/** `POST /api/opening/except-item` */
export const exceptItem = z.strictObject({ ...person, item: z.string(), ...grounds });
/** `POST /api/opening/sign` */
export const signOpening = z.strictObject({ ...person, secret });

export type WireClosing = z.infer<typeof closing>;
export type WireClosingItem = z.infer<typeof closingItem>;
export type WireRound = z.infer<typeof round>;
export type WireOpening = z.infer<typeof opening>;
export type ConfirmItem = z.infer<typeof confirmItem>;
export type SignClosing = z.infer<typeof signClosing>;
export type ExtendClosing = z.infer<typeof extendClosing>;
export type ApproveExtension = z.infer<typeof approveExtension>;
export type ReEnter = z.infer<typeof reEnter>;
export type ExceptItem = z.infer<typeof exceptItem>;
export type SignOpening = z.infer<typeof signOpening>;
