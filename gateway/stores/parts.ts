import { setImmediate } from "node:timers/promises";
import type { ReadingColumns } from "#rules/reading/columns.ts";
import { hours, type Instant, instant, type Millis, millis, minutes } from "#rules/time/instant.ts";
import { type Gathering, timeOrder } from "./time-order.ts";

/** How large the parts are in which a recording is read. */
export type PartSize = {
  /** Readings that a part aims at: some megabytes, and enough that asking for it costs little. */
  readonly aim: number;
  /** Readings that a part holds at most; where they come thicker, it covers less time. */
  readonly most: number;
};

export const PART_SIZE: PartSize = { aim: 250_000, most: 2_000_000 };

const LONGEST: Millis = hours(24 * 7);
/** A part of one millisecond cannot be made shorter. */
const SHORTEST: Millis = millis(1);

/** More readings than a part may hold; thrown by whoever gathers them. */
export class Overflow extends Error {}

/**
 * Reads a recording in parts of suitable length, each in the order of time.
 *
 * @param gather  fills `rows` with all that was recorded from one moment to before another; may throw `Overflow`
 */
export const inParts = async function* (
  from: Instant,
  to: Instant,
  rows: Gathering,
  { aim }: PartSize,
  gather: (from: Instant, to: Instant) => Promise<void> | void,
): AsyncGenerator<ReadingColumns> {
  const order = timeOrder();
  let length = minutes(10);
  for (let at = from; at < to; ) {
    const end = instant(Math.min(at + length, to));
    rows.clear();
    try {
      await gather(at, end);
    } catch (error) {
      if (!(error instanceof Overflow) || length <= SHORTEST) throw error;
      length = millis(Math.max(SHORTEST, Math.floor((end - at) / 4)));
      continue;
    }
    const { rows: count } = rows;
    if (count > 0) yield order(rows.columns);
    if (count < aim / 2) length = millis(Math.min(length * 2, LONGEST));
    else if (count > aim * 2) length = millis(Math.max(SHORTEST, Math.floor(length / 2)));
    at = end;
    await setImmediate(); // Ctrl-C and whoever else waits have their turn.
  }
};
