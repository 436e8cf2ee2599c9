import { z } from "zod";
import { time } from "./common.ts";

const kind = z.enum([
  "task",
  "closing",
  "opening",
  "certificate",
  "standing",
  "ticket",
  "key",
  "handover",
  "control",
  "report",
  "day",
]);

/** One thing that happened to a paper. `by` null: it came by itself. `detail`: all that it says. */
export const entry = z.object({
  seq: z.int(),
  hash: z.string(),
  kind,
  paper: z.string(),
  what: z.string(),
  at: time,
  by: z.string().nullable(),
  detail: z.unknown(),
});

/** `GET /api/entries?kind=task&paper=toilets/2025-07-18` */
export const entryQuery = z.strictObject({ kind, paper: z.string().min(1).max(300) });
export const entryList = z.object({ entries: z.array(entry) });

export type WireEntry = z.infer<typeof entry>;
