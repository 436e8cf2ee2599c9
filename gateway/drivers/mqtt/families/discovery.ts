import { parseJson } from "../json.ts";
import { textOf } from "../message.ts";

/** A thing as a device announces it to Home Assistant, in the words of the site file. */
export type Announced = {
  /** `binary_sensor/door`, `sensor/energy`, `lock`: what it is, as a point of the page `ha-discovery` says it. */
  readonly what: string;
  /** What the device is called; the thing's own name where it has none. */
  readonly device: string;
  readonly topic: string;
  readonly path: readonly (string | number)[];
  /** Payload → `on` or `off`, for what has two states. */
  readonly states?: Readonly<Record<string, "on" | "off">>;
  /** UCUM code of its unit. */
  readonly unit?: string;
  readonly staleAfterS?: number;
  readonly availability?: { readonly topic: string; readonly online: string; readonly offline: string };
};

export type Discovery =
  | { readonly is: "announced"; readonly thing: Announced }
  /** An empty announcement takes a thing away. */
  | { readonly is: "withdrawn" }
  | { readonly is: "refused"; readonly why: string };

/**
 * Reads an announcement on `<prefix>/<component>/[<node>/]<object>/config`; null when the topic is none. It is only ever
 * shown and proposed: nothing is read by it.
 *
 * @see home-assistant.io/integrations/mqtt, MQTT discovery: keys may be abbreviated, `~` is the base topic
 */
export const readDiscovery = (topic: string, payload: Buffer): Discovery | null => {
  const [, component, ...rest] = topic.split("/");
  if (component === undefined || rest.at(-1) !== "config" || rest.length < 2 || rest.length > 3) return null;
  if (payload.length === 0) return { is: "withdrawn" };
  const text = textOf(payload);
  const parsed = text === null ? null : parseJson(text);
  if (parsed?.is !== "json") return refused(parsed?.why ?? "payload is not UTF-8");
  if (typeof parsed.value !== "object" || parsed.value === null) return refused("announcement is no object");
  return thingOf(component, unfolded(parsed.value as Record<string, unknown>), rest.slice(0, -1).join("/"));
};

const thingOf = (component: string, config: Record<string, unknown>, name: string): Discovery => {
  const topic = textIn(config, "state_topic");
  if (topic === undefined) return refused("announcement has no state_topic: it can only be commanded");
  const template = textIn(config, "value_template");
  const path = template === undefined ? [] : pathOf(template);
  if (path === null) return refused(`value_template is more than a path: ${template?.slice(0, 80)}`);
  const kind = textIn(config, "device_class");
  const device = config.device as Record<string, unknown> | undefined;
  const unit = textIn(config, "unit_of_measurement");
  const expires = config.expire_after;
  const availability = availabilityOf(config);
  return {
    is: "announced",
    thing: {
      what: kind === undefined ? component : `${component}/${kind}`,
      device: (device && textIn(device, "name")) ?? textIn(config, "name") ?? name,
      topic,
      path,
      ...(STATES[component] === undefined ? {} : { states: statesOf(config, STATES[component]) }),
      ...(unit === undefined ? {} : { unit: UNITS[unit] ?? unit }),
      ...(typeof expires === "number" && expires > 0 ? { staleAfterS: expires } : {}),
      ...(availability === undefined ? {} : { availability }),
    },
  };
};

/** The keys that say what is sent when it is on and off. */
const STATES: Readonly<Record<string, readonly [on: string, off: string]>> = {
  binary_sensor: ["payload_on", "payload_off"],
  switch: ["state_on", "state_off"],
};

const statesOf = (
  config: Record<string, unknown>,
  [on, off]: readonly [string, string],
): Record<string, "on" | "off"> => ({
  [String(config[on] ?? config.payload_on ?? "ON")]: "on",
  [String(config[off] ?? config.payload_off ?? "OFF")]: "off",
});

const availabilityOf = (config: Record<string, unknown>): Announced["availability"] => {
  const list = Array.isArray(config.availability) ? config.availability : [];
  // Of several, none alone says that the device is there: which counts is for a person to choose.
  const entry =
    list.length === 1 && typeof list[0] === "object" ? (list[0] as Record<string, unknown>) : config;
  const own = unfolded(entry ?? {});
  const topic = textIn(own, "topic") ?? textIn(config, "availability_topic");
  if (topic === undefined) return undefined;
  const word = (key: string, usual: string) => textIn(own, key) ?? textIn(config, key) ?? usual;
  return {
    topic,
    online: word("payload_available", "online"),
    offline: word("payload_not_available", "offline"),
  };
};

const PATH = /^\{\{\s*value_json((?:\.[A-Za-z_]\w*|\[(?:'[^']*'|"[^"]*"|\d+)\])+)\s*\}\}$/;
const STEP = /\.([A-Za-z_]\w*)|\[(?:'([^']*)'|"([^"]*)"|(\d+))\]/g;

/** `{{ value_json.ENERGY.Total }}` → ENERGY, Total; null when the template does more than that. */
const pathOf = (template: string): readonly (string | number)[] | null => {
  if (/^\{\{\s*value\s*\}\}$/.test(template)) return [];
  const steps = PATH.exec(template.trim())?.[1];
  if (steps === undefined) return null;
  return [...steps.matchAll(STEP)].map(([, key, single, double, position]) =>
    position === undefined ? (key ?? single ?? double ?? "") : Number(position),
  );
};

/** Writes abbreviated keys out and puts the base topic in for `~`. */
const unfolded = (config: Record<string, unknown>): Record<string, unknown> => {
  const base = typeof config["~"] === "string" ? config["~"] : "";
  const entries = Object.entries(config).map(([key, value]) => {
    const long = LONG[key] ?? key;
    if (typeof value !== "string" || !long.endsWith("topic")) return [long, value] as const;
    return [long, value.replace(/^~/, () => base).replace(/~$/, () => base)] as const;
  });
  return Object.fromEntries(entries);
};

const textIn = (config: Record<string, unknown>, key: string): string | undefined => {
  const value = Object.hasOwn(config, key) ? config[key] : undefined;
  return typeof value === "string" ? value : undefined;
};

const refused = (why: string): Discovery => ({ is: "refused", why });

/** @see home-assistant.io/integrations/mqtt, supported abbreviations: those that say where and how something is told */
const LONG: Readonly<Record<string, string>> = {
  stat_t: "state_topic",
  val_tpl: "value_template",
  dev_cla: "device_class",
  dev: "device",
  unit_of_meas: "unit_of_measurement",
  exp_aft: "expire_after",
  avty: "availability",
  avty_t: "availability_topic",
  t: "topic",
  pl_avail: "payload_available",
  pl_not_avail: "payload_not_available",
  pl_on: "payload_on",
  pl_off: "payload_off",
  stat_on: "state_on",
  stat_off: "state_off",
};

/** Units as Home Assistant writes them → UCUM, where the two differ. */
const UNITS: Readonly<Record<string, string>> = {
  "°C": "Cel",
  "°F": "[degF]",
  kWh: "kW.h",
  Wh: "W.h",
  VA: "V.A",
  var: "var",
  ppm: "[ppm]",
  lx: "lx",
};
