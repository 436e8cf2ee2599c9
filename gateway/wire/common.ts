import { z } from "zod";

/** ISO 8601 in UTC with milliseconds: `2025-07-08T09:45:00.000Z`. Shown in the hall's zone. */
export const time = z.iso.datetime();
export const words = z.object({ zh: z.string(), en: z.string() });
export const pointState = z.enum(["good", "stale", "bad", "never"]);

/** A value with what is known about it. `text` is the word of a worded class. */
export const measured = z.object({
  point: z.string(),
  name: words,
  value: z.number().nullable(),
  word: z.string().optional(),
  unit: z.string().optional(),
  /** Source time; null when nothing was ever received. */
  at: time.nullable(),
  state: pointState,
  reason: z.string().optional(),
});

/** Every error answer of the API: who could not do what, and what to do about it. */
export const problem = z.object({ error: z.string(), message: z.string() });

export type WireWords = z.infer<typeof words>;
export type Measured = z.infer<typeof measured>;
export type Problem = z.infer<typeof problem>;
