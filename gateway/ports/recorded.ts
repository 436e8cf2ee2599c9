import type { ReadingColumns } from "#rules/reading/columns.ts";
import type { Instant } from "#rules/time/instant.ts";

/** Readings that were recorded once, to be read again in the order of their times. */
export type Recorded = {
  /** For people: `history.db in ./data`. */
  readonly name: string;
  /** The time that the recording of these points covers; null when it has nothing of them. */
  span(): Promise<RecordedSpan | null>;
  /**
   * Readings with `from` ≤ at < `to`, oldest first, in parts; `point` is a position in the points that the recording
   * was opened for. A part is only good until the next one is asked for: the same memory is used again.
   *
   * @throws {Fault} when they cannot be read
   */
  read(from: Instant, to: Instant): AsyncIterable<ReadingColumns>;
  /** Points that the recording names and nobody asked for, a few of them; for whoever wonders why nothing was found. */
  strangers(): readonly string[];
  /** Values outside what their points can have; they were given as bad. Absent: the recording was checked when it was made. */
  impossible?(): Impossible;
  close(): Promise<void>;
};

/** How many values their points can never have, and the first of them for people: `history.csv:12: off1.temperature 2500`. */
export type Impossible = { readonly count: number; readonly first: string };

/** From the first reading to the last one, both included. */
export type RecordedSpan = { readonly first: Instant; readonly last: Instant };
