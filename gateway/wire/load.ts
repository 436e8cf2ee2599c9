import { z } from "zod";
import { time, words } from "./common.ts";

const share = z.number();
const priority = z.number().int();
const count = z.number().int();
/** `<rule>/<target>`, one of `subjects`. */
const subject = z.string();

/** What a time had to bear. Shares are 0 … 1. */
const figures = z.object({
  from: time,
  to: time,
  calls: count,
  /** Most urgent first. */
  byPriority: z.array(count).length(4),
  perHour: z.number(),
  perDay: z.number(),
  /** The fullest ten minutes. */
  peak: z.object({ at: time, calls: count }).nullable(),
  /** Of all windows of ten minutes, those with more calls than so many; of all hours, those with more than 30. */
  above1: share,
  above2: share,
  above10: share,
  hoursAbove30: share,
  floods: count,
  floodMs: z.number(),
  floodShare: share,
  /** What would have called but was put aside, explained or out of service: not among the calls. */
  shelved: count,
  suppressed: count,
  outOfService: count,
});

const waiting = z.object({
  calls: count,
  still: count,
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
});

/** How the alerts of a time were to live with; docs/alarm-load.md says what each figure means. */
export const load = z.object({
  from: time,
  to: time,
  /** What the periods are: the guards' shifts of the roster, 08:00 and 20:00 where it has none, or weeks. */
  by: z.enum(["roster", "usual", "week"]),
  timeZone: z.string(),
  whole: figures,
  /** `isWhole`: all of the period is in the time; else the figures are those of a part. */
  periods: z.array(figures.extend({ name: z.string(), isWhole: z.boolean() })),
  /** Calls outside all periods. */
  outside: count,
  judged: z.array(
    z.object({
      name: z.enum([
        "perDay",
        "peak10Min",
        "windowsAbove10",
        "hoursAbove30",
        "flood",
        "chattering",
        "fleeting",
        "standing",
        "topTen",
        "priorities",
        "unauthorised",
      ]),
      value: z.number().nullable(),
      target: z.number(),
      limit: z.number().nullable(),
      band: z.enum(["good", "watch", "poor", "none"]),
    }),
  ),
  subjects: z.array(
    z.object({
      key: subject,
      rule: z.string(),
      target: z.string(),
      targetName: words,
      title: words,
      class: z.string(),
      priority,
      /** How long the rule holds now; null: it cannot be set. */
      holdMs: z.number().nullable(),
    }),
  ),
  callers: z.array(z.object({ subject, calls: count, share })),
  chattering: z.array(z.object({ subject, times: count, most: count, lastAt: time })),
  fleeting: z.array(z.object({ subject, times: count, of: count })),
  standing: z.array(
    z.object({
      alert: z.string(),
      subject,
      title: words,
      targetName: words,
      priority,
      from: time,
      to: time.nullable(),
      owner: z.string().nullable(),
      isAside: z.boolean(),
    }),
  ),
  floods: z.array(z.object({ from: time, to: time, calls: count })),
  waiting,
  /** By priority, most urgent first. */
  waitingBy: z.array(waiting),
  classes: z.array(z.object({ class: z.string(), calls: count })),
  unauthorised: z.array(
    z.object({
      at: time,
      alert: z.string(),
      title: words,
      targetName: words,
      is: z.string(),
      by: z.string().nullable(),
      why: z.string(),
    }),
  ),
  proposals: z.array(
    z.object({
      rule: z.string(),
      target: z.string(),
      /** Added to the hold; how long it must be over before it counts as over. */
      onMs: z.number(),
      offMs: z.number(),
      before: count,
      after: count,
      /** Findings that were true; of those, how many nobody would have been told of, and how many had no call of their own. */
      true: count,
      lost: count,
      continued: count,
      laterMs: z.number(),
      isAdvised: z.boolean(),
    }),
  ),
  /** Events of an earlier version, which say too little; they are in no figure. */
  unreadable: count,
});

/** Absent: seven days up to now, by shift. A time in the future ends now. */
export const loadQuery = z.strictObject({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  per: z.enum(["shift", "week"]).default("shift"),
});

export type WireLoad = z.infer<typeof load>;
export type WireFigures = z.infer<typeof figures>;
export type LoadAskedFor = z.infer<typeof loadQuery>;
