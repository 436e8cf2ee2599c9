import { type Instant, type Millis, minutes } from "../time/instant.ts";

/** Aligned windows of ten minutes: :00, :10 … on the world's clock. */
export const WINDOW: Millis = minutes(10);

/** How many calls fell into aligned windows of one length. */
export type Windows = {
  /** Windows that the time touches. */
  readonly all: number;
  /** The fullest, and the first moment of it; null: there was no call. */
  readonly peak: { readonly at: Instant; readonly calls: number } | null;
  /** How many windows had more calls than so many. */
  above(limit: number): number;
};

/**
 * Counts calls by aligned windows.
 *
 * @param moments  of the calls, ascending, all with `from` ≤ moment < `to`
 * @see EEMUA 191, ISA-18.2: rates over ten minutes and hours; that windows are aligned is ours
 */
export const windowsOf = (
  moments: readonly Instant[],
  from: Instant,
  to: Instant,
  length: Millis = WINDOW,
): Windows => {
  const counts = new Map<number, number>();
  for (const at of moments)
    counts.set(Math.floor(at / length), (counts.get(Math.floor(at / length)) ?? 0) + 1);
  const [first] = [...counts].toSorted(([a, n], [b, m]) => m - n || a - b);
  return {
    all: to <= from ? 0 : Math.ceil(to / length) - Math.floor(from / length),
    peak: first ? { at: (first[0] * length) as Instant, calls: first[1] } : null,
    above: limit => [...counts.values()].filter(count => count > limit).length,
  };
};
