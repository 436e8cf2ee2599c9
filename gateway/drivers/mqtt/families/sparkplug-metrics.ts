import { admit, badReading } from "#rules/reading/admit.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Point } from "#rules/site/model.ts";
import type { Instant } from "#rules/time/instant.ts";
import type { MqttPoint } from "../message.ts";
import { type ValueReader, valueReader } from "../value.ts";
import type { Outcome } from "./machine.ts";
import { loseAll } from "./presence.ts";
import { type Metric, plainOf } from "./sparkplug-payload.ts";

type Field = { readonly point: Point; readonly read: ValueReader };

/** What a birth says of its metrics: aliases → names, names → numbers of their types. */
type Birth = { readonly names: ReadonlyMap<number, string>; readonly types: ReadonlyMap<string, number> };

/** What metrics came with: whose they are, when they were sent and came, and whether with a birth. */
export type Telling = {
  /** Name of the device; empty: the edge node itself. */
  readonly device: string;
  readonly isBirth: boolean;
  readonly sentAt: Instant | undefined;
  readonly at: Instant;
};

/**
 * The metrics of an edge node and its devices: what their births said they are called, and what becomes of their values.
 * What a birth says is so when it is sent, even when the value changed long before. What is historical is stored at its own
 * time; it never stands for now.
 */
export const sparkplugMetrics = (points: readonly MqttPoint[]) => {
  const ofDevice = Map.groupBy(points, ({ source }) => deviceOf(source.device ?? ""));
  const fields = new Map([...ofDevice].map(([device, those]) => [device, fieldsOf(those)]));
  const births = new Map<string, Birth>();
  const lastLive = new Map<number, Instant>();

  const nameOf = ({ name, alias }: Metric, device: string): string | undefined => {
    if (name !== undefined && name !== "") return name;
    return alias === undefined ? undefined : births.get(device)?.names.get(alias);
  };
  const readingOf = (
    { point, read }: Field,
    name: string,
    metric: Metric,
    telling: Telling,
  ): Reading | null => {
    const { device, isBirth, sentAt, at } = telling;
    const type = metric.datatype ?? births.get(device)?.types.get(name);
    const value = whyBad(metric) ?? read(metric.value ? plainOf(metric.value, type) : null);
    const isNow = isBirth && !metric.isHistorical;
    const sourceAt = isNow ? (sentAt ?? metric.at) : (metric.at ?? sentAt);
    const reading =
      typeof value === "string" ? badReading(point, value, at) : admit(point, { value, sourceAt }, at);
    const live = lastLive.get(point.index) ?? Number.NEGATIVE_INFINITY;
    if (!metric.isHistorical) {
      if (reading.at > live) lastLive.set(point.index, reading.at);
      return reading;
    }
    if (metric.at === undefined || reading.quality === "bad" || reading.flag === "clock") return null;
    // Later than what is known of now, it would stand for now.
    return reading.at < live ? reading : { ...reading, quality: "uncertain" };
  };

  return {
    /** Names of the devices that have points. */
    devices: [...ofDevice.keys()].filter(device => device !== ""),
    /** What births said; what was told stays told. */
    forget: () => births.clear(),
    tell: (metrics: readonly Metric[], telling: Telling, out: Outcome) => {
      const { device, isBirth } = telling;
      if (isBirth) births.set(device, birthOf(metrics));
      for (const metric of metrics) {
        const name = nameOf(metric, device);
        if (name === undefined || metric.value === undefined) continue;
        for (const field of fields.get(device)?.get(name) ?? []) {
          const reading = readingOf(field, name, metric, telling);
          if (reading !== null) out.readings.push(reading);
        }
      }
    },
    /** @param device  null: the edge node with everything behind it */
    lose: (device: string | null, reason: string, at: Instant, out: Outcome) => {
      const those = device === null ? points : (ofDevice.get(device) ?? []);
      for (const { point } of those) lastLive.set(point.index, at);
      loseAll(those, reason, { at }, out);
    },
  };
};

/** `hall/edge1/db1` → `db1`; of an edge node itself → empty */
const deviceOf = (path: string): string => path.split("/")[2] ?? "";

const birthOf = (metrics: readonly Metric[]): Birth => {
  const named = metrics.flatMap(({ name, alias, datatype }) =>
    name === undefined ? [] : [{ name, alias, datatype }],
  );
  return {
    names: new Map(named.flatMap(({ name, alias }) => (alias === undefined ? [] : [[alias, name] as const]))),
    types: new Map(
      named.flatMap(({ name, datatype }) => (datatype === undefined ? [] : [[name, datatype] as const])),
    ),
  };
};

const fieldsOf = (points: readonly MqttPoint[]): ReadonlyMap<string, readonly Field[]> =>
  Map.groupBy(
    points.map(({ point, source }) => ({
      name: String(source.path[0] ?? ""),
      point,
      read: valueReader(point, source),
    })),
    ({ name }) => name,
  );

/** @see Sparkplug 3.0.0 §6.4.15, Quality: 0 is bad, 500 is stale, 192 is good */
const whyBad = ({ quality }: Metric): string | null =>
  quality === 0 || quality === 500 ? `device says the quality is ${quality === 0 ? "bad" : "stale"}` : null;
