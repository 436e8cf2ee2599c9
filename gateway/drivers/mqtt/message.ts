import { isUtf8 } from "node:buffer";
import { admit, badReading } from "#rules/reading/admit.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { MqttSource, Point } from "#rules/site/model.ts";
import type { Instant } from "#rules/time/instant.ts";
import { parseJson } from "./json.ts";
import { type Finder, finder } from "./path.ts";
import { type TimeReader, timeReader } from "./source-time.ts";
import { type ValueReader, valueReader } from "./value.ts";

/** A point with its MQTT source, as the site file says. */
export type MqttPoint = { readonly point: Point; readonly source: MqttSource };

/**
 * Reads one message: adds its readings to `out`, in site order. Returns why the payload as a whole could not be read
 * (then every point of the topic has a bad reading), else null.
 *
 * An empty payload is no message: it is how a retained one is removed.
 *
 * @param retained  whether the message is a broker's memory rather than news
 */
export type MessageReader = (
  payload: Buffer,
  retained: boolean,
  receivedAt: Instant,
  out: Reading[],
) => string | null;

type Field = { readonly point: Point; readonly find: Finder; readonly read: ValueReader };
type TimedFields = { readonly time: TimeReader; readonly fields: readonly Field[] };

/**
 * Makes the reader for the points of one topic; the payload is parsed once for all of them.
 *
 * @param maxBytes  longest payload that is parsed
 */
export const messageReader = (points: readonly MqttPoint[], maxBytes: number): MessageReader => {
  const texts = points.filter(p => p.source.path.length === 0).map(field);
  const json = byTime(points.filter(p => p.source.path.length > 0));

  return (payload, retained, receivedAt, out) => {
    if (payload.length === 0) return null;
    const text = payload.length > maxBytes ? null : textOf(payload);
    if (text === null) {
      const why =
        payload.length > maxBytes
          ? `payload of ${payload.length} bytes is larger than ${maxBytes}`
          : "payload is not UTF-8";
      for (const { point } of points) out.push(badReading(point, why, receivedAt));
      return why;
    }
    for (const each of texts) take(each, scalar(text), undefined, retained, receivedAt, out);
    if (json.length === 0) return null;
    const parsed = parseJson(text);
    if (parsed.is === "broken") {
      for (const { fields } of json)
        for (const { point } of fields) out.push(badReading(point, parsed.why, receivedAt));
      return parsed.why;
    }
    for (const { time, fields } of json) {
      const sourceAt = time(parsed.value);
      for (const each of fields) take(each, each.find(parsed.value), sourceAt, retained, receivedAt, out);
    }
    return null;
  };
};

/** The payload as text without a byte order mark, or null when it is not UTF-8. */
export const textOf = (payload: Buffer): string | null => {
  const text = payload.toString("utf8");
  if (text.includes("\uFFFD") && !isUtf8(payload)) return null;
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
};

const field = ({ point, source }: MqttPoint): Field => ({
  point,
  find: finder(source.path),
  read: valueReader(point, source),
});

/** Points that take their time from the same place share one look at it. */
const byTime = (points: readonly MqttPoint[]): TimedFields[] =>
  [...Map.groupBy(points, ({ source }) => JSON.stringify(source.time ?? null)).values()].map(group => ({
    time: timeReader(group[0]?.source.time),
    fields: group.map(field),
  }));

/** A payload that is the value itself: bare (`20.9`, `OPEN`), in JSON quotes (`"OPEN"`), or the word null. */
const scalar = (text: string): unknown => {
  const bare = text.trim();
  if (bare === "null") return null;
  if (!/^["{[]/.test(bare)) return bare;
  const parsed = parseJson(bare);
  return parsed.is === "json" ? parsed.value : bare;
};

const take = (
  { point, read }: Field,
  raw: unknown,
  sourceAt: Instant | undefined,
  retained: boolean,
  receivedAt: Instant,
  out: Reading[],
) => {
  if (raw === undefined) return;
  const value = read(raw);
  out.push(
    typeof value === "string"
      ? badReading(point, value, receivedAt)
      : admit(point, { value, sourceAt, retained }, receivedAt),
  );
};
