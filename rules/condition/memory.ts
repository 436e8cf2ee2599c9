import type { Cells } from "./cells.ts";

/**
 * What a gauge remembers of an input: runs, each a stretch [from, to) in which it had one value (NaN: not known), one
 * after the other without a hole. The run that goes on now is not among them: it is told with every question.
 */
export type Memory = {
  readonly run: (value: number, from: number, to: number) => void;
  /** The least that the function can be at `at`, the input being `value` since `from`. */
  readonly low: (value: number, from: number, at: number) => number;
  readonly high: (value: number, from: number, at: number) => number;
  /** The next moment after `at` to look again if the input stays as it is; Infinity: never. */
  readonly wakeAt: (value: number, from: number, at: number) => number;
  /** The window begins anew: what was before no longer counts, what the input was is still known. */
  readonly clear: () => void;
  /** The window now reaches back to before `until`, where nothing was recorded. */
  readonly missed: (until: number) => void;
  readonly move: (by: number) => void;
  readonly save: () => readonly number[];
  readonly restore: (cells: Cells) => void;
};
