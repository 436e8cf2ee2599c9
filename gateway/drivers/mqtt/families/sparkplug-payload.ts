import { type Instant, instant } from "#rules/time/instant.ts";
import { PAYLOAD } from "./sparkplug-form.ts";

/** One value of an edge node or device. `name` may be left out after the birth where there is an alias. */
export type Metric = {
  readonly name: string | undefined;
  readonly alias: number | undefined;
  readonly at: Instant | undefined;
  /** Number of its type by the specification; in data it may be left out. */
  readonly datatype: number | undefined;
  readonly isHistorical: boolean;
  /** Null: the device has none. Undefined: of a kind that no point can have. */
  readonly value: Raw | null | undefined;
  /** What the `Quality` property says, by OPC: 192 is good. */
  readonly quality: number | undefined;
};

/** A number as it was sent, before its type says whether it has a sign. */
type Raw = { readonly is: "whole"; readonly bits: bigint } | { readonly is: "plain"; readonly plain: Plain };
type Plain = number | boolean | string;

export type SparkplugPayload = {
  readonly at: Instant | undefined;
  readonly seq: number | undefined;
  readonly metrics: readonly Metric[];
};

/** Reads a payload; null when the bytes are none. */
export const readPayload = (bytes: Uint8Array): SparkplugPayload | null => {
  let message: Fields;
  try {
    message = PAYLOAD.decode(bytes) as unknown as Fields;
  } catch {
    return null;
  }
  const seq = whole(message, "seq");
  return {
    at: timeIn(message),
    seq: seq === undefined ? undefined : Number(seq),
    metrics: (message.metrics as readonly Fields[]).map(metricOf),
  };
};

/**
 * A value as a point reads it: a number, true or false, or a text.
 *
 * @param datatype  of the birth, where the data leave it out
 * @see Sparkplug 3.0.0 §6.4.16: whole numbers travel unsigned; 1 to 4 are signed with 8, 16, 32 and 64 bits
 */
export const plainOf = (raw: Raw, datatype: number | undefined): Plain => {
  if (raw.is === "plain") return raw.plain;
  const bits = [0, 8, 16, 32, 64][datatype ?? 0] ?? 0;
  return Number(bits === 0 ? raw.bits : BigInt.asIntN(bits, raw.bits));
};

/** The session that a birth or death is of, by its metric `bdSeq`; null: it does not say. */
export const sessionOf = ({ metrics }: SparkplugPayload): bigint | null => {
  const value = metrics.find(({ name }) => name === "bdSeq")?.value;
  return value?.is === "whole" ? value.bits : null;
};

/** The request to an edge node to tell everything anew. @see Sparkplug 3.0.0 §6.4.25 (tck-id-payloads-ncmd-rebirth) */
export const rebirthRequest = (at: Instant): Buffer => {
  const name = "Node Control/Rebirth";
  const metric = { name, timestamp: at, datatype: BOOLEAN, booleanValue: true };
  return Buffer.from(PAYLOAD.encode(PAYLOAD.fromObject({ timestamp: at, metrics: [metric] })).finish());
};

const BOOLEAN = 11;

type Fields = { readonly metrics?: unknown; readonly isHistorical?: unknown } & Readonly<
  Record<string, unknown>
>;
type Long = { readonly low: number; readonly high: number };

const metricOf = (fields: Fields): Metric => {
  const alias = whole(fields, "alias");
  return {
    name: own(fields, "name") as string | undefined,
    alias: alias === undefined ? undefined : Number(alias),
    at: timeIn(fields),
    datatype: own(fields, "datatype") as number | undefined,
    isHistorical: fields.isHistorical === true,
    value: own(fields, "isNull") === true ? null : rawOf(fields),
    quality: qualityOf(fields),
  };
};

const rawOf = (fields: Fields): Raw | undefined => {
  const bits = whole(fields, "intValue") ?? whole(fields, "longValue");
  if (bits !== undefined) return { is: "whole", bits };
  const float = own(fields, "floatValue") as number | undefined;
  if (float !== undefined) return { is: "plain", plain: shortest(float) };
  const plain = ["doubleValue", "booleanValue", "stringValue"].find(key => Object.hasOwn(fields, key));
  return plain === undefined ? undefined : { is: "plain", plain: fields[plain] as Plain };
};

/** The shortest decimal that is the same 32-bit float: 0.1 and not 0.10000000149. */
const shortest = (float: number): number => {
  const short = Number(float.toPrecision(7));
  return Math.fround(short) === float ? short : float;
};

const qualityOf = (fields: Fields): number | undefined => {
  const set = own(fields, "properties") as { keys: readonly string[]; values: readonly Fields[] } | undefined;
  const value = set?.values[set.keys.indexOf("Quality")];
  const bits = value && (whole(value, "intValue") ?? whole(value, "longValue"));
  return bits === undefined ? undefined : Number(bits);
};

const timeIn = (fields: Fields): Instant | undefined => {
  const ms = whole(fields, "timestamp");
  return ms === undefined ? undefined : instant(Number(ms));
};

/** protobufjs gives defaults by the prototype: only what was sent is a message's own. */
const own = (fields: Fields, key: string): unknown => (Object.hasOwn(fields, key) ? fields[key] : undefined);

const whole = (fields: Fields, key: string): bigint | undefined => {
  const value = own(fields, key);
  if (value === undefined) return undefined;
  if (typeof value === "number") return BigInt(value);
  const { low, high } = value as Long;
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
};
