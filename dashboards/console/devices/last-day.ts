import { effect, signal } from "@preact/signals";
import type { WirePoint } from "#gateway/wire/point.ts";
import type { WireTrends } from "#gateway/wire/trend.ts";
import { get } from "../store/api.ts";
import { connection, now, points } from "../store/live.ts";
import { HOURS, hoursHeard, teller } from "./hours-heard.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = HOURS * HOUR_MS;
/** A step of five minutes is fine enough for a cell of an hour. */
const BUCKETS_A_DAY = 288;
/** Points that the gateway tells at once. */
const AT_ONCE = 8;
const READ_AGAIN_EVERY_MS = 5 * 60_000;
/** More devices than this would ask the gateway more often in a minute than it answers. */
const MOST_DEVICES = 400;

/** How much of each of the last 24 hours is known of each device; a device that is not there was not read. */
export const lastDay = signal<ReadonlyMap<string, readonly number[]>>(new Map());
/** Whether the last try gave nothing: the hall keeps no history, or the gateway did not answer. */
export const isDayUnread = signal(false);

/** One and the same device, by its id and what it comes through. */
export const deviceKey = ({ id, via }: { readonly id: string; readonly via: string }): string =>
  `${id} ${via}`;

/** Reads the last day of every device while the page is shown, a few at a time; returns what ends it. */
export const followLastDay = (): (() => void) => {
  let isCurrent = true;
  const read = async (): Promise<void> => {
    const found = new Map<string, readonly number[]>();
    const asked = tellers();
    for (let place = 0; place < asked.length && isCurrent; place += AT_ONCE)
      for (const [key, hours] of await readSome(asked.slice(place, place + AT_ONCE))) found.set(key, hours);
    if (isCurrent) lastDay.value = found;
  };
  const ask = async (): Promise<void> => {
    try {
      await read();
      isDayUnread.value = false;
    } catch {
      if (!isCurrent) return;
      lastDay.value = new Map();
      isDayUnread.value = true;
    }
  };
  const end = effect(() => {
    if (connection.value === "live" && points.value.size > 0) void ask();
  });
  const timer = setInterval(() => connection.peek() === "live" && void ask(), READ_AGAIN_EVERY_MS);
  return () => {
    isCurrent = false;
    clearInterval(timer);
    end();
  };
};

/** One point of each device: that which says soonest that the device is silent. */
const tellers = (): readonly WirePoint[] => {
  const all = [...points.peek().values()].map(point => point.peek());
  return [...Map.groupBy(all, ({ owner, via }) => deviceKey({ id: owner, via })).values()]
    .flatMap(of => teller(of) ?? [])
    .slice(0, MOST_DEVICES);
};

const readSome = async (
  asked: readonly WirePoint[],
): Promise<readonly (readonly [key: string, hours: readonly number[]])[]> => {
  const to = now.peek();
  const longest = Math.max(...asked.map(({ staleAfterSeconds }) => staleAfterSeconds)) * 1000;
  const length = DAY_MS + Math.min(longest, DAY_MS);
  const query = new URLSearchParams({
    points: asked.map(({ point }) => point).join(","),
    from: new Date(to - length).toISOString(),
    to: new Date(to).toISOString(),
    buckets: String(Math.ceil((BUCKETS_A_DAY * length) / DAY_MS)),
  });
  const { trends } = await get<WireTrends>(`/api/trends?${query}`);
  return asked.flatMap(point => {
    const trend = trends.find(each => each.point === point.point);
    if (!trend) return [];
    // A bad reading says that the device lives, and nothing that could be known.
    const last = point.state === "good" && point.at !== null ? Date.parse(point.at) : null;
    const holdsMs = point.staleAfterSeconds * 1000;
    return [[deviceKey({ id: point.owner, via: point.via }), hoursHeard(trend, { now: to, holdsMs, last })]];
  });
};
