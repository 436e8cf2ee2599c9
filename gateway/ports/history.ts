import type { Reading } from "#rules/reading/reading.ts";
import type { Instant } from "#rules/time/instant.ts";

/** A line for the time-series store that is not a reading: an alert's state, a closing verdict, the gateway's health. */
export type Sample = {
  /** `[a-z_]+` */
  readonly measurement: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Numbers are stored as floats, texts as strings. */
  readonly fields: Readonly<Record<string, number | string>>;
  readonly at: Instant;
};

export type HistoryValue = {
  readonly at: Instant;
  readonly value: number;
  readonly quality: Reading["quality"];
};

/** A stretch in which a point said one thing, without a gap longer than its value holds. */
export type ValueRun = HistoryValue & {
  /** Its last reading; `at` is the first. */
  readonly until: Instant;
};

/** Where readings are kept. `append` never blocks and never throws: what does not fit is dropped and counted. */
export type History = {
  readonly name: string;
  start(): Promise<void>;
  append(readings: readonly Reading[]): void;
  annotate(samples: readonly Sample[]): void;
  /**
   * Resolves when everything appended so far is durable here (stored, or spooled for a remote store).
   *
   * @throws {Fault} when it cannot be made durable now (the disk is full, say) or some of it had to be dropped
   */
  flush(): Promise<void>;
  /** Values of one point, oldest first, `from` ≤ at < `to`, at most `limit` (the newest ones). Null: cannot read back. */
  range(point: string, from: Instant, to: Instant, limit: number): Promise<readonly HistoryValue[] | null>;
  /**
   * What points said, oldest first, `from` ≤ at < `to`, in stretches: all of them at once, for long times of what changes
   * seldom. Absent: it can only be asked for values.
   */
  runs?(
    points: readonly string[],
    from: Instant,
    to: Instant,
  ): Promise<ReadonlyMap<string, readonly ValueRun[]>>;
  health(): HistoryHealth;
  stop(): Promise<void>;
};

export type HistoryHealth = {
  readonly name: string;
  readonly state: "up" | "down";
  readonly since: Instant;
  readonly lastError: string;
  /**
   * `{ appended, stored, waiting, dropped, poisoned }`: readings and samples, since start; `waiting` is a level. A remote
   * store says besides of which kind they were: `droppedBySpool`, `droppedByMemory`, `tooOld` of the poisoned;
   * and `rolledUpAgain`: statements that made roll-ups anew of what came late.
   */
  readonly counts: Readonly<Record<string, number>>;
};
