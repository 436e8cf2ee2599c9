import { z } from "zod";
import { measured, time, words } from "./common.ts";

export const alert = z.object({
  id: z.string(),
  fact: z.string(),
  target: z.string(),
  targetName: words,
  zone: z.string(),
  title: words,
  level: z.enum(["violation", "advisory", "fault"]),
  /** 1 critical … 4 low */
  priority: z.int().min(1).max(4),
  condition: z.enum(["active", "unknown", "clear"]),
  /** What people see, derived: needs somebody / in hand / returned but unseen / closed. */
  label: z.enum(["unacknowledged", "acknowledged", "returned", "closed"]),
  acknowledgement: z.object({ by: z.string(), note: z.string(), at: time }).nullable(),
  openedAt: time,
  changedAt: time,
  clearedAt: time.nullable(),
  closedAt: time.nullable(),
  occurrences: z.int(),
  clauses: z.array(z.object({ clause: z.string(), rule: z.string(), since: time, until: time.nullable() })),
  evidence: z.array(measured),
  /** Blind seconds of the hold that were not counted. */
  gapSeconds: z.number(),
  steps: z.array(words),
});

export const alertEvent = z.object({
  seq: z.int(),
  is: z.enum([
    "raised",
    "joined",
    "left",
    "blinded",
    "seen",
    "cleared",
    "returned",
    "acknowledged",
    "closed",
  ]),
  at: time,
  clause: z.string().optional(),
  by: z.string().optional(),
  note: z.string().optional(),
  why: z.string().optional(),
});

export const alertQuery = z.strictObject({
  state: z.enum(["open", "closed", "all"]).default("open"),
  limit: z.coerce.number().int().min(1).max(1000).default(500),
});
export const alertList = z.object({ alerts: z.array(alert), at: time });
export const alertPage = z.object({ alert, events: z.array(alertEvent) });
/** Who has seen it and what they say. `by` is a person's id or name. */
export const acknowledge = z.strictObject({
  by: z.string().trim().min(1).max(80),
  note: z.string().trim().max(1000).default(""),
});

export type WireAlert = z.infer<typeof alert>;
export type WireAlertEvent = z.infer<typeof alertEvent>;
