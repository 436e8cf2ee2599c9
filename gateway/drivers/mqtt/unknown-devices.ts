import type { MqttFamily } from "#rules/site/model.ts";
import type { MqttProfile, Profile } from "#rules/site/profile.ts";
import type { Instant } from "#rules/time/instant.ts";
import { type Announced, readDiscovery } from "./families/discovery.ts";
import { shapeOf } from "./families/shape.ts";
import { readPayload } from "./families/sparkplug-payload.ts";
import { parseJson } from "./json.ts";
import { textOf } from "./message.ts";

/** Something on the broker that the site file does not know. It is listed, never read. */
export type UnknownDevice = {
  /** What a site file would call it (`base`), or its topic. */
  readonly name: string;
  /** The family whose form it has; null: none that we know. */
  readonly family: MqttFamily | null;
  /** Places in its messages, as a page writes them: `tele/{base}/SENSOR ENERGY.Total`; at most 100. */
  readonly places: readonly string[];
  /** What it announces of itself. */
  readonly announced: readonly Announced[];
  /** Why something that it announces cannot be proposed; empty: nothing is wrong. */
  readonly trouble: string;
  readonly messages: number;
  readonly lastAt: Instant;
};

const MOST = 200;
const LONGEST_NAME = 200;
const PLACES = 100;
const DEPTH = 5;
const LONGEST_LOOKED_INTO = 16_384;
/** A device that shows nothing new in so many messages is not looked into any more. */
const LOOKS = 50;

type Seen = {
  readonly family: MqttFamily | null;
  readonly places: Set<string>;
  readonly announced: Map<string, Announced>;
  trouble: string;
  messages: number;
  lastAt: Instant;
};

/** Remembers the first 200 unknown devices, with what their messages are made of, for whoever sets up devices. */
export const unknownDevices = () => {
  const seen = new Map<string, Seen>();
  return {
    note: (topic: string, payload: Buffer, at: Instant): void => {
      const shape = shapeOf(topic);
      if (shape === null) return;
      const name = shape.name.length > LONGEST_NAME ? `${shape.name.slice(0, LONGEST_NAME)}…` : shape.name;
      let device = seen.get(name);
      if (device === undefined) {
        if (seen.size >= MOST) return;
        const { family } = shape;
        device = { family, places: new Set(), announced: new Map(), trouble: "", messages: 0, lastAt: at };
        seen.set(name, device);
      }
      device.messages++;
      device.lastAt = at;
      if (device.messages <= LOOKS && payload.length <= LONGEST_LOOKED_INTO)
        lookInto(device, topic, name, payload);
    },
    list: (): readonly UnknownDevice[] =>
      [...seen].map(([name, { places, announced, ...device }]) => ({
        name,
        ...device,
        places: [...places],
        announced: [...announced.values()],
      })),
  };
};

const lookInto = (device: Seen, topic: string, name: string, payload: Buffer): void => {
  if (device.family === "home-assistant") {
    const said = readDiscovery(topic, payload);
    if (said?.is === "announced") device.announced.set(topic, said.thing);
    else if (said?.is === "withdrawn") device.announced.delete(topic);
    else if (said?.is === "refused") device.trouble = said.why;
    return;
  }
  const based = topic.replace(name, () => "{base}");
  // A page of Homie names node and property alone.
  const own = device.family === "homie" ? based.replace(/^\{base\}\//, "") : based;
  for (const place of placesIn(device.family, own, payload)) {
    if (device.places.size >= PLACES) return;
    device.places.add(place);
  }
};

const placesIn = (family: MqttFamily | null, topic: string, payload: Buffer): readonly string[] => {
  if (family === "sparkplug")
    return (readPayload(payload)?.metrics ?? []).flatMap(({ name }) => (name === undefined ? [] : [name]));
  const text = textOf(payload);
  const parsed = text !== null && /^\s*[{[]/.test(text) ? parseJson(text) : null;
  if (parsed?.is !== "json") return [topic];
  return leaves(parsed.value, [], DEPTH).map(path => `${topic} ${path.join(".")}`);
};

const leaves = (value: unknown, path: readonly string[], depth: number): readonly (readonly string[])[] => {
  if (typeof value !== "object" || value === null || depth === 0) return [path];
  return Object.entries(value)
    .slice(0, PLACES)
    .flatMap(([key, inner]) => leaves(inner, [...path, key], depth - 1));
};

/**
 * Which profiles an unknown device could be, by what its messages are made of: those of its family whose points it tells,
 * the one that it tells most of first. At most five. What has no family is like no profile.
 */
export const profilesFor = (
  { family, places }: Pick<UnknownDevice, "family" | "places">,
  profiles: readonly Profile[],
): readonly string[] => {
  const told = new Set(places);
  const ranked = profiles.flatMap(profile => {
    if (profile.is !== "mqtt" || profile.family !== family || family === "home-assistant") return [];
    const score = shareTold(profile, told);
    return score > 0 ? [{ id: profile.id, score }] : [];
  });
  return ranked
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, 5)
    .map(({ id }) => id);
};

/** Points of the profile that the device tells, squared over how many there are: many and most of them count. */
const shareTold = ({ points }: MqttProfile, told: ReadonlySet<string>): number => {
  const all = Object.values(points);
  const found = all.filter(({ places }) =>
    places.some(({ topic, path }) => told.has([topic, path.join(".")].filter(part => part !== "").join(" "))),
  );
  // That it says whether it is there, and its battery, tells nothing of what it is.
  const telling = found.filter(({ class: { id } }) => !COMMON.includes(id));
  return telling.length === 0 ? 0 : found.length ** 2 / all.length;
};

const COMMON = [
  "device-online",
  "device-battery",
  "device-battery-voltage",
  "device-battery-low",
  "device-temp",
];
