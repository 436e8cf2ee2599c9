import { connectAsync, type IClientOptions, type MqttClient } from "mqtt";
import { type Clock, systemClock } from "#gateway/ports/clock.ts";
import type { Log } from "#gateway/ports/log.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { MqttBroker, Point } from "#rules/site/model.ts";
import { type MqttDriver, mqttDriver } from "../mqtt-driver.ts";
import { type PointSketch, pointsOf } from "./points.ts";

/** What a test says of a hall. Without a broker it has the embedded one, on a free port. */
export type HallSketch = {
  readonly points: readonly PointSketch[];
  readonly broker?: MqttBroker;
  readonly clock?: Clock;
  readonly durable?: () => Promise<void>;
  readonly pacePerSecond?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where credentials are. */
  readonly directory?: string;
};

export type Hall = {
  readonly driver: MqttDriver;
  readonly readings: readonly Reading[];
  /** How many readings each emit carried. */
  readonly batches: readonly number[];
  readonly logged: readonly { readonly level: string; readonly fields: object; readonly event: string }[];
  /** Readings as a person would tell them, from the first to the last: see `tell`. */
  told(): readonly string[];
  count(name: string): number;
};

export const EMBEDDED: Extract<MqttBroker, { is: "embedded" }> = {
  is: "embedded",
  host: "127.0.0.1",
  port: 0,
  maxPacketBytes: 65_536,
};

/** A driver at work on real sockets. */
export const startHall = async ({
  points: sketches,
  broker = EMBEDDED,
  clock = systemClock(),
  environment = {},
  ...options
}: HallSketch): Promise<Hall> => {
  const points = pointsOf(sketches);
  const logged: { level: string; fields: object; event: string }[] = [];
  const site = {
    id: "test-hall",
    points,
    sources: { mqtt: broker, modbus: {} },
    calendar: { timeZone: "Asia/Shanghai" },
  };
  const driver = mqttDriver({ site, clock, log: into(logged), environment, random: () => 0, ...options });
  const readings: Reading[] = [];
  const batches: number[] = [];
  await driver.start(batch => {
    batches.push(batch.length);
    readings.push(...batch);
  });
  return {
    driver,
    readings,
    batches,
    logged,
    told: () => readings.map(reading => tell(points, reading)),
    count: name => driver.health()[0]?.counts[name] ?? 0,
  };
};

/** `contact=open`, `temperature=20.9`, `contact=open (retained)`, `contact: device reports null`. */
export const tell = (
  points: readonly Point[],
  { point: index, value, quality, reason, flag }: Reading,
): string => {
  const point = points[index];
  if (point === undefined) throw new Error(`no point ${index}`);
  if (quality === "bad") return `${point.id}: ${reason}`;
  const said = point.class.words?.[value] ?? value;
  return `${point.id}=${said}${flag === undefined ? "" : ` (${flag}, ${quality})`}`;
};

/** A device as the `mqtt` library makes one; it does not come back by itself. */
export const deviceAt = (url: number | string, options: IClientOptions = {}): Promise<MqttClient> =>
  connectAsync(
    typeof url === "number" ? `mqtt://127.0.0.1:${url}` : url,
    { reconnectPeriod: 0, ...options },
    false,
  );

/** Resolves when the device's connection is gone. */
export const gone = (device: MqttClient): Promise<void> =>
  new Promise(resolve => {
    device.once("close", () => resolve());
  });

const into = (logged: { level: string; fields: object; event: string }[]): Log => {
  const at = (level: string) => (fields: object, event: string) => {
    logged.push({ level, fields, event });
  };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
};
