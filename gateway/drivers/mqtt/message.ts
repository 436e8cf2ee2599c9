import { isUtf8 } from "node:buffer";
import { admit, badReading } from "#rules/reading/admit.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { MqttSource, Point } from "#rules/site/model.ts";
import type { Instant } from "#rules/time/instant.ts";
import { parseJson } from "./json.ts";
import { type Finder, finder } from "./path.ts";
import { timeReader } from "./source-time.ts";
import { type ValueReader, valueReader } from "./value.ts";

/** A point with its MQTT source, as the site file says. */
export type MqttPoint = { readonly point: Point; readonly source: MqttSource };

/** A point at one topic. `paths`: where messages there tell it, the first that one has counts; absent: its source's. */
export type PlacedPoint = MqttPoint & { readonly paths?: readonly MqttSource["path"][] };

/** How a family of devices reads JSON beyond what the site file says. Each gets the parsed payload. */
export type MessageRules = {
  /** The payload as the other rules and the paths see it; absent: as it is. */
  readonly view?: (root: unknown) => unknown;
  /** The device's own time, instead of the one that a source names. */
  readonly time?: (root: unknown, retained: boolean) => Instant | undefined;
  /** Whether the message says anything of the points; absent: it does. */
  readonly isNews?: (root: unknown) => boolean;
  /** Why nothing of the points can be read, though it is JSON; null: it can. */
  readonly trouble?: (root: unknown) => string | null;
  /** A value in the unit that the payload says it has → in the class's. */
  readonly correct?: (value: number, point: Point, root: unknown) => number;
};

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

type Field = {
  readonly point: Point;
  readonly find: Finder;
  readonly read: ValueReader;
  readonly isEvent: boolean;
};
type TimedFields = { readonly time: NonNullable<MessageRules["time"]>; readonly fields: readonly Field[] };

/**
 * Makes the reader for the points of one topic; the payload is parsed once for all of them.
 *
 * @param maxBytes  longest payload that is parsed
 */
export const messageReader = (
  points: readonly PlacedPoint[],
  maxBytes: number,
  rules: MessageRules = {},
): MessageReader => {
  const texts = points.filter(p => !isJson(p)).map(field);
  const json = byTime(points.filter(isJson), rules.time);

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
    const lost = (why: string): string => {
      for (const { fields } of json)
        for (const { point } of fields) out.push(badReading(point, why, receivedAt));
      return why;
    };
    if (parsed.is === "broken") return lost(parsed.why);
    const root = rules.view === undefined ? parsed.value : rules.view(parsed.value);
    const trouble = rules.trouble?.(root) ?? null;
    if (trouble !== null) return lost(trouble);
    if (rules.isNews?.(root) === false) return null;
    for (const { time, fields } of json) {
      const sourceAt = time(root, retained);
      for (const each of fields)
        take(each, each.find(root), sourceAt, retained, receivedAt, out, rules.correct, root);
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

const pathsOf = ({ source, paths }: PlacedPoint) => paths ?? [source.path];

const isJson = (placed: PlacedPoint): boolean => pathsOf(placed).some(path => path.length > 0);

const field = (placed: PlacedPoint): Field => ({
  point: placed.point,
  find: firstOf(pathsOf(placed).map(finder)),
  read: valueReader(placed.point, placed.source),
  isEvent: placed.source.isEvent === true,
});

const firstOf = (finders: readonly Finder[]): Finder => {
  const [only] = finders;
  if (only !== undefined && finders.length === 1) return only;
  return root => {
    for (const find of finders) {
      const found = find(root);
      if (found !== undefined) return found;
    }
    return undefined;
  };
};

/** Points that take their time from the same place share one look at it. */
const byTime = (points: readonly PlacedPoint[], time: MessageRules["time"]): TimedFields[] => {
  if (time !== undefined) return points.length === 0 ? [] : [{ time, fields: points.map(field) }];
  const groups = Map.groupBy(points, ({ source }) => JSON.stringify(source.time ?? null));
  return [...groups.values()].map(group => ({
    time: timeReader(group[0]?.source.time),
    fields: group.map(field),
  }));
};

/** A payload that is the value itself: bare (`20.9`, `OPEN`), in JSON quotes (`"OPEN"`), or the word null. */
const scalar = (text: string): unknown => {
  const bare = text.trim();
  if (bare === "null") return null;
  if (!/^["{[]/.test(bare)) return bare;
  const parsed = parseJson(bare);
  return parsed.is === "json" ? parsed.value : bare;
};

const take = (
  { point, read, isEvent }: Field,
  raw: unknown,
  sourceAt: Instant | undefined,
  retained: boolean,
  receivedAt: Instant,
  out: Reading[],
  correct?: MessageRules["correct"],
  root?: unknown,
) => {
  if (raw === undefined) return;
  // Devices clear an event with an empty text, null or false; only its coming is news.
  if (isEvent && (retained || raw === null || raw === "" || raw === false)) return;
  const value = read(raw);
  if (typeof value === "string") {
    out.push(badReading(point, value, receivedAt));
    return;
  }
  const corrected = correct === undefined ? value : correct(value, point, root);
  out.push(admit(point, { value: corrected, sourceAt, retained }, receivedAt));
};
