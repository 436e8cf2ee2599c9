import type { Instant } from "#rules/time/instant.ts";

/** What a server is asked, in its own language. */
export type HistoryQueries = {
  /**
   * Calls `take` for each value from `from` to before `to`, in any order; a value that is NaN was a bad reading.
   *
   * @throws {Overflow} when the server gave only a part of them
   */
  values(from: Instant, to: Instant, take: (point: string, at: number, value: number) => void): Promise<void>;
  /** The first and the last moment of which it has anything; null when it has nothing. */
  span(): Promise<readonly [first: number, last: number] | null>;
};

/** Asks a server for text. @throws {Fault} `HISTORY_REMOTE` when it cannot be reached or says no */
export type Ask = (path: string) => Promise<string>;

/** What a server's series are called. */
export type SeriesNames = {
  readonly site: string;
  readonly database: string;
  /** Of values; bad readings are in `bad_reading`. */
  readonly measurements: readonly string[];
  /** Only of this one; absent: of all. */
  readonly point?: string;
};
