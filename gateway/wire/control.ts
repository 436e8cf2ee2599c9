import { z } from "zod";
import { commandId, who } from "./command.ts";
import { time, words } from "./common.ts";

/** What may be switched, as `GET /api/controls` lists it; empty where the site does not enable it. */
export const control = z.object({
  /** Id of the point that is written. */
  point: z.string(),
  target: z.string(),
  targetName: words,
  zone: z.string(),
  /** Words that may be asked for, or null for a range. */
  words: z.array(z.string()).nullable(),
  range: z.object({ low: z.number(), high: z.number(), unit: z.string() }).nullable(),
  /** The last good value and when it was measured; null: not known. */
  now: z.object({ value: z.union([z.string(), z.number()]), at: time }).nullable(),
  /** Whether the interlocks allow it now, and the first that does not. */
  interlock: z.object({ is: z.enum(["yes", "no", "unknown"]), why: z.string() }),
  /** The item of the closing check that it can put right, and by which word; null: none. */
  closing: z.object({ item: z.string(), to: z.string() }).nullable(),
  /** What the device does beside it. */
  sideEffect: z.string().nullable(),
  roles: z.array(z.string()),
});

/** One order with its attempts and its proof. */
export const controlOrder = z.object({
  id: z.string(),
  point: z.string(),
  target: z.string(),
  targetName: words,
  to: z.union([z.string(), z.number()]),
  before: z.union([z.string(), z.number()]).nullable(),
  state: z.enum(["proposed", "sending", "sent", "proved", "failed", "refused", "withdrawn"]),
  by: z.string().nullable(),
  rule: z.string().nullable(),
  approvedBy: z.string().nullable(),
  why: z.string(),
  cause: z.string().nullable(),
  orderedAt: time,
  attempts: z.array(
    z.object({
      number: z.number(),
      at: time,
      outcome: z.enum(["waiting", "done", "refused", "unknown"]),
      why: z.string(),
      endedAt: time.nullable(),
    }),
  ),
  proof: z.object({ point: z.string(), value: z.union([z.string(), z.number()]), at: time }).nullable(),
  proofDueAt: time.nullable(),
  /** Id of the point whose reading is to prove it; null: the site file has no such control any more. */
  proofBy: z.string().nullable(),
  /** How it went; null: there is nothing to say yet. */
  outcome: words.nullable(),
  endedAt: time.nullable(),
  undoneBy: z.string().nullable(),
  undoes: z.string().nullable(),
  /** Whether it can be put back as it was. */
  canUndo: z.boolean(),
});

export const controlList = z.object({
  isEnabled: z.boolean(),
  controls: z.array(control),
  orders: z.array(controlOrder),
  at: time,
});

/** `POST /api/commands`: to switch or set one point. */
export const orderControl = z.strictObject({
  by: who,
  id: commandId,
  point: z.string().trim().min(1).max(200),
  to: z.union([z.string().trim().min(1).max(60), z.number()]),
  why: z.string().trim().min(1).max(1000),
  cause: z.string().trim().min(1).max(200).optional(),
});

/** `POST /api/commands/:control/approve | withdraw | undo` */
export const decideControl = z.strictObject({
  by: who,
  id: commandId,
  why: z.string().trim().max(1000).default(""),
});

export type WireControl = z.infer<typeof control>;
export type WireControlOrder = z.infer<typeof controlOrder>;
export type WireControlList = z.infer<typeof controlList>;
export type OrderControl = z.infer<typeof orderControl>;
export type DecideControl = z.infer<typeof decideControl>;
