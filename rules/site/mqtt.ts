/** Whose rules of the game an MQTT device plays by, beyond topic and JSON. */
export type MqttFamily =
  | "plain"
  | "zigbee2mqtt"
  | "tasmota"
  | "shelly"
  | "homie"
  | "home-assistant"
  | "chirpstack"
  | "sparkplug";

export type MqttSource = {
  readonly is: "mqtt";
  /** A topic, or a filter with `+` (one level) or a closing `#`. */
  readonly topic: string;
  /** Keys and array positions into the JSON payload; empty: the payload itself is the value. */
  readonly path: readonly (string | number)[];
  /** Other places where the device tells the same value, by the form of the first. */
  readonly also?: readonly { readonly topic: string; readonly path: readonly (string | number)[] }[];
  /** Absent: `plain`. */
  readonly family?: MqttFamily;
  /** What the device is called in its family: `hall-2/door-north`, `hall/edge1/db1`. Absent for plain ones. */
  readonly device?: string;
  /** Payload word or number (as text) → word of the point's class: `{ OPEN: "open" }`. */
  readonly values?: Readonly<Record<string, string>>;
  /** value = number × scale + offset, in the class's unit. */
  readonly scale: number;
  /** Absent: 0. */
  readonly offset?: number;
  /** Where the payload carries its own time, and in which form. */
  readonly time?: { readonly path: readonly (string | number)[]; readonly form: "iso" | "ms" | "s" };
  /** The device's last will and birth. */
  readonly availability?: { readonly topic: string; readonly online: string; readonly offline: string };
  /** It happened, it is not a state: an action of a lock. A broker's memory of it is none. */
  readonly isEvent?: true;
  /** How it is told what to do; absent: it is only read. */
  readonly write?: MqttWrite;
};

/** A command to a device, never retained. `payloads`: word of the class → text; without it the number is sent as text. */
export type MqttWrite = { readonly topic: string; readonly payloads?: Readonly<Record<string, string>> };
