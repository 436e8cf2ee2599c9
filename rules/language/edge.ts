import type { Millis } from "../time/instant.ts";

/** A length of time, or the setting that says it. */
export type Length = Millis | { readonly setting: string };

/** Phases of the hall's day; `after-work` and `night` mean `closed`. */
export type PhaseName = "always" | "opening" | "open" | "lunch" | "closed";

/**
 * A moment that comes once a business day, moved by `offset`: a time of day, `opening` (people come in), `open` (the
 * first window), `closing` (the end of the last).
 */
export type Edge = {
  readonly at:
    | { readonly is: "time"; readonly minute: number }
    | { readonly is: "setting"; readonly setting: string }
    | { readonly is: "opening" | "open" | "closing" };
  readonly offset: { readonly sign: 1 | -1; readonly length: Length } | null;
};
