import { z } from "zod";
import { measured, time, words } from "./common.ts";

const role = z.string();

/** One comparison of the condition with the values that it saw. */
const part = z.object({
  text: z.string(),
  is: z.enum(["yes", "no", "unknown"]),
  left: z.number().nullable(),
  right: z.number().nullable(),
  unit: z.string().optional(),
  /** What a side is in words, where it is a word or a date. */
  leftWord: z.string().optional(),
  rightWord: z.string().optional(),
});

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
  clauses: z.array(
    z.object({
      clause: z.string(),
      /** What the clause says, in our words; null when the catalogue does not have it (any more). */
      text: words.nullable(),
      rule: z.string(),
      since: time,
      until: time.nullable(),
      level: z.enum(["violation", "advisory", "fault"]),
      /** Energy in W·h; null: not counted. */
      wastedWh: z.number().nullable(),
    }),
  ),
  evidence: z.array(measured),
  parts: z.array(part),
  /** Blind seconds of the hold that were not counted. */
  gapSeconds: z.number(),
  steps: z.array(words),
  /** Roles that the rules name. */
  tell: z.array(role),
  /** Who was told so far, oldest first. */
  told: z.array(z.object({ role, at: time, why: z.enum(["found", "escalated"]) })),
  /** Who is told next, and when, unless somebody acknowledges before; null: nobody else is, or the top knows. */
  next: z.object({ role, at: time }).nullable(),
  /** Found in the past, from data that came late. */
  isLate: z.boolean(),
  /** Energy in W·h that the fact has wasted; null: not counted. */
  wastedWh: z.number().nullable(),
  peak: z.object({ value: z.number(), unit: z.string(), at: time }).optional(),
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
    "escalated",
    "carried",
    "closed",
  ]),
  at: time,
  clause: z.string().optional(),
  by: z.string().optional(),
  note: z.string().optional(),
  /** Who was told, for `escalated`. */
  role: role.optional(),
  /** Who was told because of it, for what was found. */
  told: z.array(role).optional(),
  why: z.string().optional(),
  /** When it was learned, where late data tell of the past. */
  learnedAt: time.optional(),
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
