import { z } from "zod";
import { time } from "./common.ts";

const part = z.object({
  id: z.string(),
  state: z.enum(["up", "down", "starting"]),
  since: time,
  lastError: z.string(),
  counts: z.record(z.string(), z.number()),
});

/** `ok`: everything runs. `degraded`: the gateway judges, but `problems` says what people must know. */
export const health = z.object({
  status: z.enum(["ok", "degraded"]),
  problems: z.array(z.string()),
  version: z.string(),
  at: time,
  startedAt: time,
  points: z.object({ good: z.int(), stale: z.int(), bad: z.int(), never: z.int() }),
  rules: z.object({ instances: z.int(), yes: z.int(), no: z.int(), unknown: z.int(), notInForce: z.int() }),
  sources: z.array(part),
  stores: z.array(part),
  /**
   * Readings that came late, since the start: those that said what was known already, those of a time of which too little
   * is known to judge it, those that wait; how often the past was judged again, and what was found in it.
   */
  late: z.object({
    received: z.int(),
    known: z.int(),
    unjudged: z.int(),
    waiting: z.int(),
    replays: z.int(),
    found: z.int(),
  }),
  /** What is kept on this machine. */
  kept: z.object({
    /** Days that the record of what happened is kept; readings, their minutes, their quarters of an hour. */
    recordDays: z.int(),
    readingsDays: z.int(),
    minutesDays: z.int(),
    quartersDays: z.int(),
    /** Size of the embedded history on the disk; null: it cannot be told. */
    historyBytes: z.number().nullable(),
    /**
     * `unplanned`: the site file asks for no backup. `none`: there is no good one. `ageHours`: since the last good one was
     * begun; `isOld`: the next one should have been there long ago.
     */
    backup: z.discriminatedUnion("is", [
      z.object({ is: z.literal("unplanned") }),
      z.object({ is: z.literal("none") }),
      z.object({ is: z.literal("made"), ageHours: z.number(), isOld: z.boolean() }),
    ]),
    /** How far the machine's clock is ahead of the hall's, s; negative: behind. */
    clockOffsetSeconds: z.number(),
  }),
  loop: z.object({ queued: z.int(), readings: z.int(), coalesced: z.int(), lagMs: z.number() }),
});

export type WireHealth = z.infer<typeof health>;
