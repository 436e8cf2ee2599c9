import { QUALITIES } from "#rules/reading/columns.ts";
import { hours, type Instant, instant, type Millis } from "#rules/time/instant.ts";
import { Overflow } from "../parts.ts";
import type { PointSeries } from "../trends/roll-up.ts";
import type { HistoryQueries } from "./queries.ts";

const GOOD = QUALITIES.indexOf("good");
const BAD = QUALITIES.indexOf("bad");
/** Time of one question: some ten thousand readings. */
const LONGEST = hours(24 * 4);

/**
 * The readings of one point in parts, oldest first, so that a year never stands in memory. Parts end at whole multiples of
 * `step`. Of one moment the reading that is a value counts, as where a bad one was corrected.
 *
 * @throws {Fault}    when the server cannot be read
 * @throws {Overflow} when it gives less than all of a part that cannot be made shorter
 */
export const pointSeries = async function* (
  queries: HistoryQueries,
  from: Instant,
  to: Instant,
  step: Millis,
): AsyncGenerator<PointSeries> {
  let length: number = Math.max(1, Math.floor(LONGEST / step)) * step;
  for (let at = from; at < to; ) {
    const end = instant(Math.min(to, Math.floor((at + length) / step) * step));
    const values = new Map<number, number>();
    try {
      await queries.values(at, end, (_, moment, value) => {
        if (!Number.isNaN(value) || !values.has(moment)) values.set(moment, value);
      });
    } catch (error) {
      if (!(error instanceof Overflow) || length <= step) throw error;
      length = Math.max(1, Math.floor(length / step / 4)) * step;
      continue;
    }
    const sorted = [...values].sort(([a], [b]) => a - b);
    yield {
      at: Float64Array.from(sorted, ([moment]) => moment),
      value: Float64Array.from(sorted, ([, value]) => value),
      quality: Uint8Array.from(sorted, ([, value]) => (Number.isNaN(value) ? BAD : GOOD)),
    };
    at = end;
  }
};
