import type { Instant } from "#rules/time/instant.ts";
import type { TrailBeginning } from "./audit.ts";

/** How long a record is kept, and by whose dates. */
export type PurgeOrder = {
  readonly now: Instant;
  /** Dates; fewer than half a year's count as half a year. */
  readonly keepDays: number;
  readonly timeZone: string;
};

/** What was removed for good. */
export type Removed = {
  readonly alerts: number;
  readonly papers: number;
  readonly messages: number;
  /** Of the trail. */
  readonly events: number;
};

/** What stands on the trail of a purge, under `PURGE_SUBJECT`. */
export type PurgeEvent = {
  readonly is: "purged";
  readonly at: Instant;
  readonly keepDays: number;
  /** Where the trail begins since. */
  readonly beginning: TrailBeginning;
  readonly removed: Removed;
};

/** What a purge stands under on the trail, where others have the id of their alert. */
export const PURGE_SUBJECT = "record:purge";

/** A record that can be purged. */
export type PurgeableRecord = {
  /**
   * Removes what may go, step by step; what is committed meanwhile finds its turn in between. Each step is one
   * transaction and stands on the trail; nothing is removed where no anchor is old enough.
   *
   * @throws {Fault} `RECORD_FULL`, `RECORD_FAILED`; what was removed before stays removed
   */
  purge(order: PurgeOrder): Promise<Removed>;
  /** Names of all pictures that something in the record names, and perhaps more words of that form. @throws {Fault} */
  picturesNamed(): Promise<ReadonlySet<string>>;
};
