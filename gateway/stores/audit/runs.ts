import type { Wrong } from "#gateway/ports/audit.ts";

/**
 * Events that stand in a row on the trail and were recorded in a row: the event at place `seq` is the one that was
 * recorded as `seq + shift`. Strange: it is none that was recorded, and is taken to stand in the place of one.
 */
export type Run = {
  readonly seq: number;
  readonly count: number;
  readonly shift: number;
  readonly isStrange: boolean;
};

/** Several numbers in a row, both included. */
export type Range = { readonly seq: number; readonly to: number };

/** Beyond this many runs the trail was shuffled, and which events kept their order says nothing any more. */
const SHUFFLED = 2_000;

/** What somebody did to a trail that now stands as `runs`. `length`: how many events are known to have been recorded. */
export const wrongInRuns = (runs: readonly Run[], length: number): readonly Wrong[] => {
  const whole = splitAtRepeats(runs);
  const known = whole.filter(({ isStrange }) => !isStrange);
  const strange = whole.filter(({ isStrange }) => isStrange);
  const kept = new Set(heaviestInOrder(known));
  const keptRanges = [...kept].map(recorded);
  const moved = known.filter(run => !kept.has(run));
  const isTwice = (run: Run) => keptRanges.some(range => overlap(range, recorded(run)));
  return [
    ...strange.flatMap(({ seq, count }) =>
      Array.from({ length: count }, (_, n) => ({ is: "edited", seq: seq + n }) as const),
    ),
    ...moved.map((run): Wrong => {
      const at = { seq: run.seq, to: run.seq + run.count - 1 };
      return isTwice(run) ? { is: "inserted", ...at } : { is: "reordered", ...at, from: recorded(run).seq };
    }),
    ...gaps(whole.map(recorded), length).map(range => ({ is: "deleted", ...range }) as const),
  ];
};

/** As which events they were recorded. */
export const recorded = ({ seq, count, shift }: Run): Range => ({
  seq: seq + shift,
  to: seq + shift + count - 1,
});

const overlap = (a: Range, b: Range): boolean => a.seq <= b.to && b.seq <= a.to;

/** Where the next run begins with what this one ends with, the two are told apart there. */
const splitAtRepeats = (runs: readonly Run[]): readonly Run[] =>
  runs.flatMap((run, n): readonly Run[] => {
    const next = runs[n + 1];
    if (next === undefined || run.isStrange || next.isStrange) return [run];
    const again = recorded(next).seq - recorded(run).seq;
    if (again <= 0 || again >= run.count) return [run];
    return [
      { ...run, count: again },
      { ...run, seq: run.seq + again, count: run.count - again },
    ];
  });

/** The most events that stand in the order in which they were recorded, each once. */
const heaviestInOrder = (runs: readonly Run[]): readonly Run[] => {
  if (runs.length > SHUFFLED) return runs.filter(({ shift }) => shift === 0);
  const best: { readonly weight: number; readonly before: number }[] = [];
  let last = -1;
  for (const [n, run] of runs.entries()) {
    let before = -1;
    for (let other = 0; other < n; other += 1) {
      if (recorded(runs[other]!).to >= recorded(run).seq) continue;
      if (weightOf(best, other) > weightOf(best, before)) before = other;
    }
    best.push({ weight: run.count + weightOf(best, before), before });
    if (weightOf(best, n) >= weightOf(best, last)) last = n;
  }
  const chain: Run[] = [];
  for (let n = last; n >= 0; n = best[n]!.before) chain.unshift(runs[n]!);
  return chain;
};

const weightOf = (best: readonly { readonly weight: number }[], n: number): number => best[n]?.weight ?? 0;

/** What of 1 to `length` no range covers. */
export const gaps = (ranges: readonly Range[], length: number): readonly Range[] => {
  const found: Range[] = [];
  let next = 1;
  for (const { seq, to } of [...ranges, { seq: length + 1, to: length }].toSorted((a, b) => a.seq - b.seq)) {
    if (seq > next) found.push({ seq: next, to: seq - 1 });
    next = Math.max(next, to + 1);
  }
  return found;
};
