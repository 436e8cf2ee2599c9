import { after, type Instant, type Millis, minutes } from "../time/instant.ts";

/** A flood begins with the tenth call within ten minutes, and ends when fewer than five are left in the last ten. */
const SPAN: Millis = minutes(10);
const BEGINS = 10;
const ENDS_BELOW = 5;

/** More calls than one person can look at. `calls`: those from ten minutes before it began to its end. */
export type Flood = { readonly from: Instant; readonly to: Instant; readonly calls: number };

/**
 * The floods among calls, in order.
 *
 * @param moments  of the calls, ascending
 * @see ISA-18.2 / IEC 62682: begins at 10 in 10 min, ends below 5 in 10 min
 */
export const floodsOf = (moments: readonly Instant[]): readonly Flood[] => {
  const floods: Flood[] = [];
  let oldest = 0;
  let flood: { readonly from: Instant; readonly first: number } | null = null;
  for (const [index, at] of moments.entries()) {
    if (flood) {
      const end = endBefore(moments, index, at);
      if (end !== null) {
        floods.push({ from: flood.from, to: end, calls: index - flood.first });
        flood = null;
      }
    }
    while ((moments[oldest] as Instant) <= at - SPAN) oldest++;
    if (flood === null && index - oldest + 1 >= BEGINS) flood = { from: at, first: oldest };
  }
  if (flood) {
    const end = endBefore(moments, moments.length, Number.POSITIVE_INFINITY);
    if (end !== null) floods.push({ from: flood.from, to: end, calls: moments.length - flood.first });
  }
  return floods;
};

/**
 * When a flood ends before the call at `index`: the moment at which the fifth call from the end of those before it leaves
 * the last ten minutes; null: the next call comes first.
 */
const endBefore = (moments: readonly Instant[], index: number, at: number): Instant | null => {
  const fifth = moments[index - ENDS_BELOW];
  if (fifth === undefined) return null;
  const end = after(fifth, SPAN);
  // At the very moment of the next call that one counts too.
  return end < at ? end : null;
};
