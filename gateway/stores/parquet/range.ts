import type { PointSeries } from "../trends/roll-up.ts";
import type { Cold } from "./cold.ts";
import { coldSeries } from "./cold-series.ts";
import { mergedSeries } from "./merged-series.ts";

/** Which values of one point: `from` ≤ at < `to`, the newest `limit` of them. */
export type RangeAsked = {
  readonly point: string;
  readonly from: number;
  readonly to: number;
  readonly limit: number;
};

/**
 * Readings of one point, hot and cold together, oldest first; of one moment the hot one. Days are read from the newest
 * back until there are enough.
 *
 * @param hot  what is hot of the time, the newest `limit`
 */
export const coldRange = (
  cold: Cold,
  { point, from, to, limit }: RangeAsked,
  hot: PointSeries,
): Promise<PointSeries> =>
  cold.reading(async (duck, files, path) => {
    let all = hot;
    if (limit <= 0) return newest(all, 0);
    const touching = files.filter(({ is, first, last }) => is === "readings" && first < to && last >= from);
    for (const file of touching.toSorted((a, b) => b.last - a.last)) {
      // Enough that is newer than all of the file: older readings would not be among the newest.
      if (all.at.length >= limit && all.at[all.at.length - limit]! > file.last) break;
      all = mergedSeries(await coldSeries(duck, path(file), point, { from, to, limit }), all).series;
    }
    return newest(all, limit);
  });

const newest = ({ at, value, quality }: PointSeries, limit: number): PointSeries => {
  const first = Math.max(0, at.length - limit);
  return { at: at.slice(first), value: value.slice(first), quality: quality.slice(first) };
};
