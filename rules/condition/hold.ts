import type { Instant, Millis } from "../time/instant.ts";

/**
 * How long a condition has held, counting only time covered by good evidence.
 *
 * - `clear`: known not to hold (or not in force).
 * - `pending`: holds since `since`; `gap` of that time was blind and does not count; found at `since + hold + gap`.
 * - `blind`: was pending, evidence was lost at `from`.
 * - `held`: found.
 * - `lost`: was held, evidence was lost at `from`; the finding stays.
 */
export type Hold =
  | { readonly is: "clear" }
  | { readonly is: "pending"; readonly since: Instant; readonly gap: Millis }
  | { readonly is: "blind"; readonly since: Instant; readonly gap: Millis; readonly from: Instant }
  | { readonly is: "held"; readonly since: Instant; readonly gap: Millis }
  | { readonly is: "lost"; readonly since: Instant; readonly gap: Millis; readonly from: Instant };
