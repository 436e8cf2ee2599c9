import { type Instant, instant } from "#rules/time/instant.ts";
import type { MqttPoint } from "../message.ts";
import type { Machine } from "./machine.ts";
import { OFFLINE, presence } from "./presence.ts";
import { repeats } from "./repeats.ts";
import { placesOf, readersOf } from "./told-on.ts";

/**
 * A Shelly of the second generation or later.
 *
 * - A component tells its whole state on `status/switch:0`, and what has changed of it in a `NotifyStatus` on
 *   `events/rpc`: what that leaves out is as it was.
 * - `ts` is its time, null until its clock is set. `minute_ts` is not: it is of the counters of past minutes.
 *
 * @param device  what its topics begin with: `shellypro1pm-30c6f7aabbcc`
 * @see shelly-api-docs.shelly.cloud/gen2, MQTT and Notifications
 */
export const shelly = (device: string, points: readonly MqttPoint[], maxBytes: number): Machine => {
  const told = presence(points, [
    { topic: `${device}/online`, online: "true", offline: "false", reason: OFFLINE },
  ]);
  const news = `${device}/events/rpc`;
  const whole = `${device}/status/`;
  const readers = readersOf(points, maxBytes, { time: timeOf, isNews }, point =>
    placesOf(point).flatMap(({ topic, path }) =>
      topic.startsWith(whole) ? [{ topic: news, path: ["params", topic.slice(whole.length), ...path] }] : [],
    ),
  );
  const isRepeat = repeats(/"ts":/);
  return {
    points,
    topics: [...readers.keys(), ...told.topics],
    take: (message, out) => {
      const { topic, payload, retained, at } = message;
      if (told.hear(message, out) !== null || payload.length === 0 || isRepeat(message)) return null;
      const why = readers.get(topic)?.(payload, retained, at, out.readings) ?? null;
      told.alive(message, out);
      return why;
    },
  };
};

const STATUS = ["NotifyStatus", "NotifyFullStatus"];

/** Answers and events on the same topic name components too, and mean something else. */
const isNews = (root: unknown): boolean => {
  const method =
    typeof root === "object" && root !== null ? (root as { method?: unknown }).method : undefined;
  return method === undefined || STATUS.includes(String(method));
};

const timeOf = (root: unknown): Instant | undefined => {
  const { params } = (root ?? {}) as { params?: { ts?: unknown } | null };
  const ts = params?.ts;
  return typeof ts === "number" ? instant(Math.round(ts * 1_000)) : undefined;
};
