/** How a figure stands to its target: `none` where there is nothing to judge or too little. */
export type Band = "good" | "watch" | "poor" | "none";

/** What a figure shall be, and from when on it is bad; both inclusive. `limit` null: above the target is to be watched only. */
export type Limit = { readonly target: number; readonly limit: number | null };

/** The figures that are judged, in the order of the report. */
export const FIGURES = [
  "perDay",
  "peak10Min",
  "windowsAbove10",
  "hoursAbove30",
  "flood",
  "chattering",
  "fleeting",
  "standing",
  "topTen",
  "priorities",
  "unauthorised",
] as const;
export type FigureName = (typeof FIGURES)[number];

/**
 * Targets and limits for one guard at one console. Shares are 0 … 1.
 *
 * - `perDay`: 144 a day is likely acceptable (ISA-18.2); 30 for a guard, who does other things too, is ours.
 * - `peak10Min`: one in five minutes is manageable after an upset (EEMUA 191), so 2; from 10 on it is a flood, so at most 9.
 * - `windowsAbove10`, `hoursAbove30`: under 1 % of ten minutes with more than 10 and of hours with more than 30
 *   (ISA-18.2); EEMUA 191 wants 0 %.
 * - `flood`: share of the time in floods, under 1 % (ISA-18.2).
 * - `chattering`, `fleeting`: rules and targets that do, 0 (ISA-18.2): each wants a plan, so it is watched, never poor.
 * - `standing`: the most at once for more than a day, fewer than 5 (ISA-18.2, "stale") and fewer than 10 (EEMUA 191).
 * - `topTen`: share of the ten most frequent, 1 to 5 % (ISA-18.2); in a hall with few rules it is always more.
 * - `priorities`: by how much of all calls a priority exceeds its share of 1/5/15 % (EEMUA 191: 5/15/80; ISA-18.2 adds under
 *   1 % of the highest). Twice the share is poor.
 * - `unauthorised`: 0 (ISA-18.2).
 *
 * The numbers of ISA-18.2 and the upset bands of EEMUA 191 were taken from secondary sources.
 */
export const LIMITS: Readonly<Record<FigureName, Limit>> = {
  perDay: { target: 30, limit: 144 },
  peak10Min: { target: 2, limit: 9 },
  windowsAbove10: { target: 0, limit: 0.01 },
  hoursAbove30: { target: 0, limit: 0.01 },
  flood: { target: 0, limit: 0.01 },
  chattering: { target: 0, limit: null },
  fleeting: { target: 0, limit: null },
  standing: { target: 4, limit: 9 },
  topTen: { target: 0.05, limit: null },
  priorities: { target: 0, limit: 1 },
  unauthorised: { target: 0, limit: 0 },
};

/** The share of all calls that each priority shall have at most, most urgent first; the rest is priority 4. */
export const SHARES = [0.01, 0.05, 0.15, 0.79] as const;

/** Fewer calls than this say nothing of shares: one more or less would turn the judgement. */
const FEW = 20;

export const bandOf = (name: FigureName, value: number | null): Band => {
  const { target, limit } = LIMITS[name];
  if (value === null) return "none";
  if (value <= target) return "good";
  return limit === null || value <= limit ? "watch" : "poor";
};

/**
 * How far the priorities are above their shares: 0 none is, 1 one has twice its share; null: too few calls to say.
 *
 * @param byPriority  calls, most urgent first
 */
export const excessOf = (byPriority: readonly number[]): number | null => {
  const all = byPriority.reduce((sum, count) => sum + count, 0);
  if (all < FEW) return null;
  return Math.max(0, ...SHARES.slice(0, 3).map((share, n) => (byPriority[n] ?? 0) / all / share - 1));
};

/** The share of the ten most frequent; null: too few calls to say. */
export const topShareOf = (top: readonly { readonly calls: number }[], calls: number): number | null =>
  calls < FEW ? null : top.reduce((sum, each) => sum + each.calls, 0) / calls;
