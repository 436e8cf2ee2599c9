import type { WirePoint } from "#gateway/wire/point.ts";
import { trendQuery, type WireTrends } from "#gateway/wire/trend.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Days from which readings, minutes and quarters are thrown away: how the store chooses what it reads. */
const READINGS_UP_TO_MS = 2 * DAY_MS;
const MINUTES_UP_TO_MS = 40 * DAY_MS;
/** From 3 to 5 o'clock in Shanghai nothing was heard of anything, every day. */
const SILENT = [19, 21] as const;

/** Answers of `GET /api/trends`: courses that repeat daily, with two silent hours each night. */
export const fakeTrends = (
  points: ReadonlyMap<string, WirePoint>,
  query: URLSearchParams,
): WireTrends | { readonly error: string; readonly message: string } => {
  const asked = trendQuery.parse(Object.fromEntries(query));
  const ids = asked.points.split(",");
  if (ids.length > 8) return { error: "BAD_TIME", message: "8 points at most" };
  const [from, to] = [Date.parse(asked.from), Date.parse(asked.to)];
  if (from >= to) return { error: "BAD_TIME", message: "`from` must be before `to`" };
  return {
    from: asked.from,
    to: asked.to,
    trends: ids.flatMap(id => {
      const point = points.get(id);
      return point ? [trendOf(point, from, to, asked.buckets)] : [];
    }),
    unknown: ids.filter(id => !points.has(id)),
  };
};

const trendOf = (
  point: WirePoint,
  from: number,
  to: number,
  buckets: number,
): WireTrends["trends"][number] => {
  const length = to - from;
  const [source, finest] =
    length <= READINGS_UP_TO_MS
      ? (["readings", 10_000] as const)
      : length <= MINUTES_UP_TO_MS
        ? (["minutes", MINUTE_MS] as const)
        : (["quarters", 15 * MINUTE_MS] as const);
  const step = Math.ceil(length / buckets / finest) * finest;
  const words = point.words ?? [];
  const staleAfter = point.staleAfterSeconds * 1000;
  const first = Math.ceil(from / step) * step;
  const at = Array.from(
    { length: Math.ceil((to - first) / step) },
    (_, index) => first + index * step,
  ).filter(moment => isHeard(moment) && (words.length === 0 || moment % (10 * MINUTE_MS) < step));
  const middle = at.map(moment => (words.length > 0 ? wordAt(moment) : valueAt(point, moment)));
  const spread = words.length > 0 ? 0 : Math.min(0.4, step / DAY_MS);
  return {
    point: point.point,
    name: point.name,
    unit: point.unit ?? "",
    words: [...words],
    stepMs: step,
    source,
    at,
    min: middle.map(value => value * (1 - spread)),
    max: middle.map(value => value * (1 + spread)),
    mean: middle,
    first: middle,
    last: middle,
    gapMs: Math.max(words.length > 0 ? 30 * MINUTE_MS : staleAfter, 2 * step),
  };
};

const hourOf = (at: number): number => (at % DAY_MS) / HOUR_MS;
const isHeard = (at: number): boolean => hourOf(at) < SILENT[0] || hourOf(at) >= SILENT[1];

/** Open at times by day, closed by night. */
const wordAt = (at: number): number =>
  hourOf(at) < 10 && Math.floor(at / (40 * MINUTE_MS)) % 3 === 0 ? 1 : 0;

const valueAt = ({ value, point }: WirePoint, at: number): number => {
  const usual = value ?? 0;
  const day = 1 + 0.3 * Math.sin(((hourOf(at) + point.length) / 24) * 2 * Math.PI);
  return usual * day * (1 + 0.02 * Math.sin(at / 700_000));
};
