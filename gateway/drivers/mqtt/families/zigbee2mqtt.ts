import type { Reading } from "#rules/reading/reading.ts";
import { after, type Instant, instant, seconds } from "#rules/time/instant.ts";
import { parseJson } from "../json.ts";
import type { MqttPoint } from "../message.ts";
import { textOf } from "../message.ts";
import { timeReader } from "../source-time.ts";
import type { Machine, Message, Outcome } from "./machine.ts";
import { loseAll, OFFLINE, type PresenceTopic, presence } from "./presence.ts";
import { repeats } from "./repeats.ts";
import { readersOf } from "./told-on.ts";

/** After its birth a bridge sends what it remembers as if it were news. */
const SETTLES = seconds(30);

/**
 * A Zigbee device behind Zigbee2MQTT. Its name may hold slashes, so that nobody knows where the bridge's own topics
 * begin: every part of the name is tried.
 *
 * - The bridge's will covers every device behind it; its birth makes none good.
 * - After a birth, what equals the last value and carries no time of its own is the bridge's memory: uncertain.
 * - `last_seen` is the source time, in milliseconds or ISO.
 * - An empty message is a device that was renamed or removed: forgotten. One that left the network is lost.
 *
 * @param device  `zigbee2mqtt/hall-2/door-north`
 * @see zigbee2mqtt.io, MQTT topics and messages: v1 writes states as text, v2 as JSON
 */
export const zigbee2mqtt = (device: string, points: readonly MqttPoint[], maxBytes: number): Machine => {
  const readers = readersOf(points, maxBytes, { time: lastSeen });
  const bridges = prefixesOf(device).map(prefix => `${prefix}/bridge/state`);
  const events = new Map(prefixesOf(device).map(prefix => [`${prefix}/bridge/event`, prefix]));
  const told = presence(points, [
    { ...WORDS, topic: `${device}/availability`, reason: OFFLINE },
    ...bridges.map(topic => ({ ...WORDS, topic, reason: BRIDGE_OFFLINE })),
  ]);
  const isRepeat = repeats(/"(?:trigger_count|last_seen)"/);
  const last = new Map<number, number>();
  let settlesUntil: Instant = instant(0);

  const heard = (reading: Reading, hasTime: boolean): Reading => {
    if (reading.quality !== "good") return reading;
    const isMemory =
      reading.receivedAt < settlesUntil &&
      !hasTime &&
      (!last.has(reading.point) || last.get(reading.point) === reading.value);
    last.set(reading.point, reading.value);
    return isMemory ? { ...reading, quality: "uncertain", flag: "retained" } : reading;
  };

  return {
    points,
    topics: [...readers.keys(), ...told.topics, ...events.keys()],
    take: (message, out) => {
      const said = told.hear(message, out);
      if (said !== null) {
        const isBirth = said === "online" && !message.retained && bridges.includes(message.topic);
        if (isBirth) settlesUntil = after(message.at, SETTLES);
        return null;
      }
      const prefix = events.get(message.topic);
      if (prefix !== undefined) {
        if (hasLeft(message, device.slice(prefix.length + 1))) loseAll(points, LEFT, message, out);
        return null;
      }
      return read(message, out);
    },
  };

  function read(message: Message, out: Outcome): string | null {
    const { topic, payload, retained, at } = message;
    if (payload.length === 0) last.clear();
    if (payload.length === 0 || isRepeat(message)) return null;
    const from = out.readings.length;
    const why = readers.get(topic)?.(payload, retained, at, out.readings) ?? null;
    const hasTime = at < settlesUntil && payload.includes('"last_seen"');
    if (at >= settlesUntil) told.alive(message, out);
    for (let i = from; i < out.readings.length; i++) out.readings[i] = heard(out.readings[i]!, hasTime);
    return why;
  }
};

const WORDS: Omit<PresenceTopic, "topic" | "reason"> = { online: "online", offline: "offline" };
const BRIDGE_OFFLINE = "zigbee2mqtt is offline: nothing behind it is known";
const LEFT = "device has left the Zigbee network";

/** `a/b/c` → `a`, `a/b`, `a/b/c`: the last for the bridge itself, which is a device, too. */
const prefixesOf = (device: string): readonly string[] => {
  const parts = device.split("/");
  return parts.map((_, i) => parts.slice(0, i + 1).join("/"));
};

const iso = timeReader({ path: ["last_seen"], form: "iso" });
const ms = timeReader({ path: ["last_seen"], form: "ms" });

const lastSeen = (root: unknown): Instant | undefined => {
  const found = iso(root);
  return found === undefined || !Number.isNaN(found) ? found : ms(root);
};

/** @see zigbee2mqtt.io: bridge/event `{"type":"device_leave","data":{"friendly_name":…}}` */
const hasLeft = ({ payload, retained }: Message, name: string): boolean => {
  const text = retained ? null : textOf(payload);
  const parsed = text === null || !text.includes("device_leave") ? null : parseJson(text);
  if (parsed?.is !== "json") return false;
  const event = parsed.value as { type?: unknown; data?: { friendly_name?: unknown } | null } | null;
  return event?.type === "device_leave" && event.data?.friendly_name === name;
};
