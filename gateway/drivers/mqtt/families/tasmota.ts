import type { Point } from "#rules/site/model.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import type { MqttPoint } from "../message.ts";
import { timeReader } from "../source-time.ts";
import type { Machine } from "./machine.ts";
import { OFFLINE, presence } from "./presence.ts";
import { placesOf, readersOf } from "./told-on.ts";

/**
 * A device with Tasmota.
 *
 * - Its will lies beside its telemetry, whatever the form of its topics: `tele/x/LWT` or `x/tele/LWT`.
 * - `Time` counts only where it says its offset; a local one is no moment. One before 2020, or before the time at which
 *   the device began to count, tells that its clock is wrong.
 * - A retained message is old by an unknown length, whatever its `Time` says.
 * - Probes of one kind are numbered in an order that may change: they are found by Id, as `DS18B20[00000A11CC39]`.
 * - `TempUnit` says what temperatures are in.
 *
 * @see tasmota.github.io/docs/MQTT, /docs/DS18x20
 */
export const tasmota = (points: readonly MqttPoint[], maxBytes: number): Machine => {
  const hasIds = points.some(point => placesOf(point).some(({ path }) => String(path[0]).endsWith("]")));
  const readers = readersOf(points, maxBytes, {
    ...(hasIds ? { view: byId } : {}),
    time: (root, retained) => (retained ? undefined : timeOf(root)),
    correct: toCelsius,
  });
  const wills = new Set(points.flatMap(placesOf).map(({ topic }) => willOf(topic)));
  const told = presence(
    points,
    [...wills].map(topic => ({ topic, online: "Online", offline: "Offline", reason: OFFLINE })),
  );
  return {
    points,
    topics: [...readers.keys(), ...told.topics],
    take: (message, out) => {
      const { topic, payload, retained, at } = message;
      if (told.hear(message, out) !== null || payload.length === 0) return null;
      const why = readers.get(topic)?.(payload, retained, at, out.readings) ?? null;
      told.alive(message, out);
      return why;
    },
  };
};

/** `stat/x/POWER` → `tele/x/LWT`; `x/tele/SENSOR` → `x/tele/LWT` */
const willOf = (topic: string): string =>
  [
    ...topic
      .split("/")
      .slice(0, -1)
      .map(part => (part === "stat" ? "tele" : part)),
    "LWT",
  ].join("/");

const inIso = timeReader({ path: ["Time"], form: "iso" });
const LOCAL = /^(\d{4})-\d\d-\d\dT\d\d:\d\d:\d\d$/;
const WRONG = instant(0);

const timeOf = (root: unknown): Instant | undefined => {
  const time = textAt(root, "Time");
  if (time === undefined) return undefined;
  const started = textAt((root as { ENERGY?: unknown }).ENERGY, "TotalStartTime");
  // Both are of the same clock and written alike, so that their texts can be compared.
  if (started !== undefined && started.length === time.length && time < started) return WRONG;
  const year = LOCAL.exec(time)?.[1];
  if (year === undefined) return inIso(root);
  // A clock that was never set starts on 1 January of 1970 or 2021 and counts from there.
  return Number(year) < 2020 || time.startsWith("2021-01-01T00:") ? WRONG : undefined;
};

const textAt = (root: unknown, key: string): string | undefined => {
  const found =
    typeof root === "object" && root !== null ? (root as Record<string, unknown>)[key] : undefined;
  return typeof found === "string" ? found : undefined;
};

/** Sees each probe a second time under its kind and Id. */
const byId = (root: unknown): unknown => {
  if (typeof root !== "object" || root === null || Array.isArray(root)) return root;
  const probes = Object.entries(root).flatMap(([key, value]) => {
    const id = textAt(value, "Id");
    return id === undefined ? [] : [[`${key.replace(/-\d+$/, "")}[${id}]`, value] as const];
  });
  return { ...root, ...Object.fromEntries(probes) };
};

const toCelsius = (value: number, point: Point, root: unknown): number =>
  point.class.unit === "Cel" && textAt(root, "TempUnit") === "F"
    ? Number(((value - 32) / 1.8).toPrecision(12))
    : value;
