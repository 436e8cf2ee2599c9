import { z } from "zod";
import { measured, time, words } from "./common.ts";
import { delivery } from "./notify.ts";

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

/** Who told whom what upward. */
const incidentReport = z.object({ by: z.string(), receiver: z.string(), cause: z.string(), at: time });

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
  class: z.enum(["life-safety", "security", "equipment", "energy", "housekeeping", "system"]),
  condition: z.enum(["active", "unknown", "clear"]),
  /** What people see, derived from the rest. */
  label: z.enum([
    /** Needs somebody. */
    "unacknowledged",
    /** Somebody has it. */
    "acknowledged",
    /** Over, but nobody has seen it. */
    "returned",
    /** Over and seen, to be reset by a person. */
    "latched",
    /** Over and seen, to be reported or summed up. */
    "unfinished",
    "shelved",
    "suppressed",
    "out-of-service",
    "closed",
  ]),
  acknowledgement: z.object({ by: z.string(), note: z.string(), at: time }).nullable(),
  /** How often it has come to need somebody: what an acknowledgement refers to. */
  revision: z.int(),
  confirmation: z
    .object({ by: z.string(), note: z.string(), photo: z.string().optional(), at: time })
    .nullable(),
  isLatched: z.boolean(),
  /** Who alone may reset it; absent: whoever may reset what is of its class. */
  resetBy: z.array(role).optional(),
  shelf: z
    .object({ is: z.enum(["timed", "one-shot"]), by: z.string(), reason: z.string(), at: time, until: time })
    .nullable(),
  /** `cause`: id of the alert that explains it. */
  suppression: z.object({ rule: z.string(), cause: z.string(), at: time }).nullable(),
  outOfService: z
    .object({
      order: z.string(),
      by: z.string(),
      second: z.string().optional(),
      compensation: z.string(),
      at: time,
      until: time,
    })
    .nullable(),
  incident: z
    .object({
      reportDueAt: time.nullable(),
      report: incidentReport.nullable(),
      overdueAt: time.nullable(),
      owed: z.array(z.object({ role, since: time, given: incidentReport.nullable() })),
    })
    .nullable(),
  /** Makes no sound in the hall. */
  isSilent: z.boolean(),
  realarmAt: time.nullable(),
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
  told: z.array(z.object({ role, at: time, why: z.enum(["found", "escalated", "stands-in"]) })),
  /** Who is told next, and when, unless somebody acknowledges before; null: nobody else is, or the top knows. */
  next: z.object({ role, at: time }).nullable(),
  /** Found in the past, from data that came late. */
  isLate: z.boolean(),
  /** Energy in W·h that the fact has wasted; null: not counted. */
  wastedWh: z.number().nullable(),
  peak: z.object({ value: z.number(), unit: z.string(), at: time }).optional(),
  /** What an open finding has wasted so far, as of the last minute; absent: nothing that anybody measures. */
  price: z
    .object({
      kWh: z.number(),
      /** Null: nobody said what it costs. */
      cost: z.number().nullable(),
      currency: z.string().nullable(),
      kgCO2: z.number(),
      /** `measured`: by its own rule; `above-baseline`: metered above what the hall has when it is verified closed. */
      basis: z.enum(["measured", "above-baseline"]),
    })
    .optional(),
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
    "unacknowledged",
    "noted",
    "confirmed",
    "reset",
    "shelved",
    "unshelved",
    "suppressed",
    "released",
    "taken-out",
    "put-back",
    "realarmed",
    "worsened",
    "eased",
    "reported",
    "overdue",
    "supplemented",
  ]),
  at: time,
  clause: z.string().optional(),
  by: z.string().optional(),
  note: z.string().optional(),
  /** Name of a picture: `GET /api/photos/<name>`. */
  photo: z.string().optional(),
  /** Who was told, for `escalated`. */
  role: role.optional(),
  /** Who was told because of it, for what was found. */
  told: z.array(role).optional(),
  why: z.string().optional(),
  /** When it was learned, where late data tell of the past. */
  learnedAt: time.optional(),
});

/** `next`: the `before` of the page that follows; null: there is none. */
export const alertList = z.object({ alerts: z.array(alert), next: z.string().nullable(), at: time });

/** Another alert in a line: what explains this one, or what this one explains. */
export const alertBrief = alert.pick({
  id: true,
  title: true,
  target: true,
  targetName: true,
  zone: true,
  priority: true,
  condition: true,
  label: true,
  openedAt: true,
});
export const alertPage = z.object({
  alert,
  events: z.array(alertEvent),
  /** What became of the messages about it, oldest first. */
  deliveries: z.array(delivery),
  /** The alert that explains it while it is suppressed. */
  cause: alertBrief.nullable(),
  /** The open alerts that it explains. */
  explains: z.array(alertBrief),
});

export type WireAlert = z.infer<typeof alert>;
export type WireAlertEvent = z.infer<typeof alertEvent>;
export type WireAlertBrief = z.infer<typeof alertBrief>;
export type WireAlertPage = z.infer<typeof alertPage>;
