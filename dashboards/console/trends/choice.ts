import type { Stretch } from "../parts/chart-data.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Times up to now that are one tap away, by their length in ms. */
export const RANGES = {
  hours: 2 * HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 31 * DAY_MS,
  year: 366 * DAY_MS,
} as const;
export type Range = keyof typeof RANGES;

/** So many points the gateway tells at once. */
export const MOST_POINTS = 8;
/** What is shown is never shorter. */
const SHORTEST_MS = 60_000;

/** A time that moves with the clock, or one that stands still. */
export type Span =
  | { readonly is: Range }
  | { readonly is: "chosen"; readonly from: number; readonly to: number };

/** What is looked at, as the address says it, so that it can be shared. */
export type Choice = { readonly points: readonly string[]; readonly span: Span };

/** The choice of an address; what it says that cannot be is left out, and without a time it is the last day. */
export const choiceOf = (query: Readonly<Record<string, string>>): Choice => {
  const points = [...new Set((query.points ?? "").split(",").filter(id => id !== ""))].slice(0, MOST_POINTS);
  const [from, to] = [query.from, query.to].map(text => Date.parse(text ?? ""));
  if (from !== undefined && to !== undefined && from < to)
    return { points, span: { is: "chosen", from, to } };
  const { range = "" } = query;
  return { points, span: { is: isRange(range) ? range : "day" } };
};

/** The address of a choice; the last day needs no word. */
export const queryOf = ({ points, span }: Choice): Readonly<Record<string, string>> => ({
  points: points.join(","),
  ...(span.is === "chosen"
    ? { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() }
    : { range: span.is === "day" ? "" : span.is }),
});

/** From and to of what is shown, ms since 1970. */
export const stretchOf = (span: Span, now: number): Stretch =>
  span.is === "chosen" ? { from: span.from, to: span.to } : { from: now - RANGES[span.is], to: now };

/** A stretch that somebody chose with the pointer: to whole seconds, not too short, and not after now. */
export const zoomedTo = (from: number, to: number, now: number): Span => {
  const middle = (from + to) / 2;
  const half = Math.max((to - from) / 2, SHORTEST_MS / 2);
  const end = Math.min(middle + half, now);
  const whole = (at: number): number => Math.round(at / 1000) * 1000;
  return { is: "chosen", from: whole(Math.min(middle - half, end - SHORTEST_MS)), to: whole(end) };
};

/** The same points with one more, or one less where it is among them; more than eight there never are. */
export const toggled = (points: readonly string[], id: string): readonly string[] => {
  if (points.includes(id)) return points.filter(each => each !== id);
  return points.length < MOST_POINTS ? [...points, id] : points;
};

const isRange = (text: string): text is Range => Object.hasOwn(RANGES, text);
