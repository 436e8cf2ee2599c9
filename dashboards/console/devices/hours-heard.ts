import type { WireTrends } from "#gateway/wire/trend.ts";
import type { Stretch } from "../parts/chart-data.ts";

const HOUR_MS = 3_600_000;
/** Cells of the strip of a day. */
export const HOURS = 24;

type Told = { readonly point: string; readonly staleAfterSeconds: number; readonly at: string | null };

/** The point of a device that says soonest that it is silent; of two that are alike the first by name. */
export const teller = <P extends Told>(points: readonly P[]): P | undefined =>
  points.toSorted((a, b) => a.staleAfterSeconds - b.staleAfterSeconds || a.point.localeCompare(b.point))[0];

/**
 * How much of each of the last 24 hours is known of a device, 0 … 1, oldest first. A reading counts for as long as it holds;
 * where only buckets are told, for the bucket that it is in. What nobody heard is never taken for known.
 *
 * @param now   end of the last hour, ms since 1970
 * @param last  when the point was heard last, good or not
 */
export const hoursHeard = (
  { at, stepMs }: Pick<WireTrends["trends"][number], "at" | "stepMs">,
  { now, holdsMs, last }: { readonly now: number; readonly holdsMs: number; readonly last: number | null },
): readonly number[] => {
  const long = Math.max(stepMs, holdsMs);
  const heard = at.map(from => ({ from, to: from + long }));
  // What is older than what was asked for still counts where it holds: an extinguisher is scanned once a month.
  const all = last === null ? heard : [...heard, { from: last, to: last + holdsMs }];
  const known = united(all);
  return Array.from({ length: HOURS }, (_, hour) => {
    const from = now - (HOURS - hour) * HOUR_MS;
    const ms = known.reduce(
      (sum, each) => sum + Math.max(0, Math.min(each.to, from + HOUR_MS) - Math.max(each.from, from)),
      0,
    );
    return ms / HOUR_MS;
  });
};

const united = (stretches: readonly Stretch[]): readonly Stretch[] =>
  stretches
    .toSorted((a, b) => a.from - b.from)
    .reduce<Stretch[]>((all, each) => {
      const before = all.at(-1);
      if (before && each.from <= before.to)
        all[all.length - 1] = { from: before.from, to: Math.max(before.to, each.to) };
      else all.push(each);
      return all;
    }, []);
