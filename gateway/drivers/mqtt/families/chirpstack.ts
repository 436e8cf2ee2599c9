import type { MqttPoint } from "../message.ts";
import { timeReader } from "../source-time.ts";
import type { Machine } from "./machine.ts";
import { readersOf } from "./told-on.ts";

const REMEMBERED = 32;

/**
 * A LoRaWAN device behind ChirpStack 4.
 *
 * - `object` is what a codec has made of the bytes. Without a codec there are bytes only, which nobody reads here: bad.
 * - An uplink that comes again has the `deduplicationId` of the first.
 * - `time` is absent when no gateway knows the time. `fCnt` begins again after a join and counts nothing here.
 *
 * @see chirpstack.io/docs, Integrations, Events (JSON)
 */
export const chirpstack = (points: readonly MqttPoint[], maxBytes: number): Machine => {
  const heard: string[] = [];
  const isNews = (root: unknown): boolean => {
    const id = (root as { deduplicationId?: unknown } | null)?.deduplicationId;
    if (typeof id !== "string") return true;
    if (heard.includes(id)) return false;
    heard.push(id);
    if (heard.length > REMEMBERED) heard.shift();
    return true;
  };
  const time = timeReader({ path: ["time"], form: "iso" });
  const readers = readersOf(points, maxBytes, { time, trouble, isNews });
  return {
    points,
    topics: [...readers.keys()],
    take: ({ topic, payload, retained, at }, out) =>
      payload.length === 0 ? null : (readers.get(topic)?.(payload, retained, at, out.readings) ?? null),
  };
};

const trouble = (root: unknown): string | null => {
  if (typeof root !== "object" || root === null) return null;
  const { data, object } = root as { data?: unknown; object?: unknown };
  return typeof data === "string" && data !== "" && (object === undefined || object === null)
    ? "payload has bytes but no object: set a codec for the device in ChirpStack"
    : null;
};
