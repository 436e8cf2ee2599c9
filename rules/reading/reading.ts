import type { Instant } from "../time/instant.ts";

/** Whether a value may be judged. `uncertain`: shown as last known, never judged (a retained message, say). */
export type Quality = "good" | "uncertain" | "bad";

/**
 * One value of one point as it came in.
 *
 * `at` is the source time when it is plausible, else the receipt time with `flag: "clock"`. A device that fails is a
 * reading of quality `bad` with the reason in words that a technician understands, and `value` NaN.
 */
export type Reading = {
  /** Position in `site.points`. */
  readonly point: number;
  /** In the class's unit; for a worded class the index into its words; NaN where there is no value. */
  readonly value: number;
  readonly at: Instant;
  readonly receivedAt: Instant;
  readonly quality: Quality;
  /** Why it is not good: `meters (10.0.0.7:502) unit 3: no answer in 1 s`. */
  readonly reason?: string;
  /** `clock`: source time implausible, receipt time used. `retained`: a broker's memory, not news. */
  readonly flag?: "clock" | "retained";
};
