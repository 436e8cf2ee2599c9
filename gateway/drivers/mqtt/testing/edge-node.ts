import protobuf from "protobufjs";

/**
 * The payload as the specification writes it, without data sets and templates. It is not the description that the
 * gateway reads by, so that a mistake in that one shows.
 *
 * @see Sparkplug 3.0.0 §6.4.1
 */
const SPECIFICATION = `
syntax = "proto2";
package org.eclipse.tahu.protobuf;
message Payload {
  message PropertyValue {
    optional uint32 type = 1;
    optional bool is_null = 2;
    oneof value { uint32 int_value = 3; uint64 long_value = 4; float float_value = 5; double double_value = 6; bool boolean_value = 7; string string_value = 8; }
  }
  message PropertySet { repeated string keys = 1; repeated PropertyValue values = 2; }
  message Metric {
    optional string name = 1;
    optional uint64 alias = 2;
    optional uint64 timestamp = 3;
    optional uint32 datatype = 4;
    optional bool is_historical = 5;
    optional bool is_transient = 6;
    optional bool is_null = 7;
    optional PropertySet properties = 9;
    oneof value { uint32 int_value = 10; uint64 long_value = 11; float float_value = 12; double double_value = 13; bool boolean_value = 14; string string_value = 15; bytes bytes_value = 16; }
  }
  optional uint64 timestamp = 1;
  repeated Metric metrics = 2;
  optional uint64 seq = 3;
  optional string uuid = 4;
  optional bytes body = 5;
}`;
const PAYLOAD = protobuf.parse(SPECIFICATION, { keepCase: false }).root.lookupType("Payload");

/** A metric as a test writes it; `value` by its type, `isNull` instead of it. */
export type MetricSketch = {
  readonly name?: string;
  readonly alias?: number;
  readonly at?: number;
  readonly type?: keyof typeof TYPES;
  readonly value?: number | boolean | string;
  readonly isNull?: true;
  readonly isHistorical?: true;
  readonly quality?: number;
};

/** Number of the type by the specification, and the field that its value travels in. */
const TYPES = {
  Int8: [1, "intValue"],
  Int16: [2, "intValue"],
  Int32: [3, "intValue"],
  Int64: [4, "longValue"],
  UInt16: [6, "intValue"],
  UInt64: [8, "longValue"],
  Float: [9, "floatValue"],
  Double: [10, "doubleValue"],
  Boolean: [11, "booleanValue"],
  String: [12, "stringValue"],
} as const;

/** The bytes of a payload. */
export const sparkplugBytes = (
  at: number,
  seq: number | undefined,
  metrics: readonly MetricSketch[],
): Buffer => {
  const payload = {
    timestamp: at,
    ...(seq === undefined ? {} : { seq }),
    metrics: metrics.map(metricOf),
  };
  return Buffer.from(PAYLOAD.encode(PAYLOAD.fromObject(payload)).finish());
};

const metricOf = ({
  name,
  alias,
  at,
  type = "Double",
  value,
  isNull,
  isHistorical,
  quality,
}: MetricSketch) => ({
  ...(name === undefined ? {} : { name, datatype: TYPES[type][0] }),
  ...(alias === undefined ? {} : { alias }),
  ...(at === undefined ? {} : { timestamp: at }),
  ...(isNull === undefined ? {} : { isNull }),
  ...(isHistorical === undefined ? {} : { isHistorical }),
  ...(value === undefined ? {} : { [TYPES[type][1]]: wire(type, value) }),
  ...(quality === undefined
    ? {}
    : { properties: { keys: ["Quality"], values: [{ type: 3, intValue: quality }] } }),
});

/** Signed numbers travel as their two's complement. */
const wire = (type: keyof typeof TYPES, value: number | boolean | string) => {
  if (typeof value !== "number" || value >= 0) return value;
  const bits = { Int8: 8, Int16: 16, Int32: 32, Int64: 64 }[type as "Int8" | "Int16" | "Int32" | "Int64"];
  const unsigned = bits === undefined ? undefined : BigInt.asUintN(bits, BigInt(value));
  if (bits === 64) return { low: Number(BigInt.asIntN(32, unsigned ?? 0n)), high: -1, unsigned: true };
  return unsigned === undefined ? value : Number(unsigned);
};

/** Whether bytes are a request to be born anew. */
export const isRebirthRequest = (bytes: Uint8Array): boolean => {
  const { metrics } = PAYLOAD.toObject(PAYLOAD.decode(bytes)) as {
    metrics?: { name?: string; booleanValue?: boolean }[];
  };
  return (
    metrics?.some(({ name, booleanValue }) => name === "Node Control/Rebirth" && booleanValue === true) ===
    true
  );
};

/** The messages of an edge node `hall/edge1` with a device `db1`, counted as the specification says. */
export const edgeNode = (bdSeq: number) => {
  let seq = 0;
  const next = () => {
    const own = seq;
    seq = (seq + 1) % 256;
    return own;
  };
  const session: MetricSketch = { name: "bdSeq", type: "UInt64", value: bdSeq };
  return {
    nbirth: (at: number, metrics: readonly MetricSketch[] = []) => {
      seq = 0;
      return {
        topic: "spBv1.0/hall/NBIRTH/edge1",
        payload: sparkplugBytes(at, next(), [session, ...metrics]),
      };
    },
    dbirth: (at: number, metrics: readonly MetricSketch[]) => ({
      topic: "spBv1.0/hall/DBIRTH/edge1/db1",
      payload: sparkplugBytes(at, next(), metrics),
    }),
    ddata: (at: number, metrics: readonly MetricSketch[]) => ({
      topic: "spBv1.0/hall/DDATA/edge1/db1",
      payload: sparkplugBytes(at, next(), metrics),
    }),
    ddeath: (at: number) => ({
      topic: "spBv1.0/hall/DDEATH/edge1/db1",
      payload: sparkplugBytes(at, next(), []),
    }),
    ndeath: (at: number) => ({
      topic: "spBv1.0/hall/NDEATH/edge1",
      payload: sparkplugBytes(at, undefined, [session]),
    }),
  };
};
