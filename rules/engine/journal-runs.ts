/**
 * A stretch over which a point said the same, again and again: heard first and last, and the longest time between two
 * readings of it. A value of NaN: the device failed. Times and lengths in ms.
 */
export type Run = {
  readonly first: number;
  readonly last: number;
  readonly value: number;
  readonly spacing: number;
};

/** A reading that came late. */
export type LateReading = { readonly at: number; readonly value: number };

/** Readings of a steady device are apart by no more than this many times each other. */
const STEADY = 1.5;
/** How fast a device is believed to have become slower: two holes in a row are no new rhythm. */
const SLOWER = 1.02;

/** How a device reports: silent for longer than `staleAfter` it is not believed; `period` NaN: not known yet. */
export type Rhythm = { readonly staleAfter: number; readonly period: number };

/** The period of a device after another gap between two readings: two gaps in a row that agree are a rhythm. */
export const learned = (period: number, staleAfter: number, gap: number, gapBefore: number): number => {
  const isSteady = gap > 0 && gap <= staleAfter && gap <= STEADY * gapBefore && gapBefore <= STEADY * gap;
  if (!isSteady) return period;
  const wider = Math.max(gap, gapBefore);
  return Number.isNaN(period) ? wider : Math.min(wider, period * SLOWER);
};

/**
 * What a further reading of the same value is to a run: it goes on with it, or begins one. Where one is missing in a steady
 * row of readings a new run begins, so that what comes late finds its place in the hole. `from-last`: the hole turns out
 * to be before the last reading, with which the new run begins.
 */
export const nextOf = (
  spacing: number,
  gap: number,
  staleAfter: number,
  period: number,
): "same" | "new" | "from-last" => {
  if (gap > staleAfter || gap > STEADY * period) return "new";
  if (spacing === 0) return "same";
  if (gap > STEADY * spacing) return "new";
  return gap * STEADY < spacing && gap > 0 ? "from-last" : "same";
};

const isSame = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

/** A reading that comes after all that is known: it goes on with the last run, or begins one. */
export const append = (runs: Run[], { at, value }: LateReading, { staleAfter, period }: Rhythm): void => {
  const last = runs.at(-1);
  const gap = last ? at - last.last : Number.NaN;
  const next = last && isSame(last.value, value) ? nextOf(last.spacing, gap, staleAfter, period) : "new";
  if (!last || next === "new") runs.push({ first: at, last: at, value, spacing: 0 });
  else if (next === "from-last") runs.push({ first: last.last, last: at, value, spacing: gap });
  else runs[runs.length - 1] = { ...last, last: at, spacing: Math.max(last.spacing, gap) };
};

/**
 * Puts readings that came late to their places among runs in the order of time.
 *
 * Inside a run that says something else one holds until the run is heard again, which is one spacing later at most.
 *
 * @param runs  in the order of time, as `late`
 * @returns     all of it, and the times of those that said something new
 */
export const merged = (
  runs: readonly Run[],
  late: readonly LateReading[],
  rhythm: Rhythm,
): { readonly runs: readonly Run[]; readonly news: readonly number[] } => {
  const out: Run[] = [];
  const news: number[] = [];
  let taken = 0;
  /** What is left of a run that was parted. */
  let rest: Run | undefined;
  const takeUntil = (at: number): void => {
    if (rest && rest.first <= at) {
      out.push(rest);
      rest = undefined;
    }
    while (!rest && taken < runs.length && runs[taken]!.first <= at) out.push(runs[taken++]!);
  };
  for (const reading of late) {
    const { at, value } = reading;
    takeUntil(at);
    const before = out.at(-1);
    if (before && before.last >= at) {
      if (isSame(before.value, value) || at === before.first || at === before.last) continue;
      out.splice(-1, 1, { ...before, last: at - 1 }, { first: at, last: at, value, spacing: 0 });
      rest = { ...before, first: Math.min(at + before.spacing, before.last) };
    } else append(out, reading, rhythm);
    news.push(at);
  }
  takeUntil(Number.POSITIVE_INFINITY);
  return { runs: out, news };
};
