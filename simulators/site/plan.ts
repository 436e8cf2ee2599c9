/** What the simulators take from a site file: who is in the hall when, what is in it, and how it is wired. */
export type HallPlan = {
  readonly id: string;
  readonly timeZone: string;
  readonly hours: Hours;
  readonly broker: Broker | null;
  /** Modbus endpoints by line name; a serial port of the site file is none. Port 0: any free port. */
  readonly lines: Readonly<Record<string, ModbusEndpoint>>;
  /** Zones first, then equipment, in file order. */
  readonly things: readonly Thing[];
};

/** `rtu`: it answers as a transparent converter does, in frames of a serial bus. */
export type ModbusEndpoint = {
  readonly host: string;
  readonly port: number;
  readonly framing: "tcp" | "rtu";
};

/** A zone or a piece of equipment: what has points. */
export type Thing = {
  readonly id: string;
  /** `zone`, or the equipment's kind as the site file says it. */
  readonly kind: string;
  /** Id of the zone where it is; a zone is in itself. */
  readonly zone: string;
  readonly alwaysOn: boolean;
  readonly points: readonly PointPlan[];
};

export type PointPlan = {
  readonly owner: string;
  readonly role: string;
  readonly source: MqttPoint | ModbusPoint;
};

/** A path into a JSON payload: keys and array positions. Empty: the payload itself. */
export type JsonPath = readonly (string | number)[];

export type MqttPoint = {
  readonly is: "mqtt";
  /** A topic to publish on: wildcards of the site file are already filled in. */
  readonly topic: string;
  readonly path: JsonPath;
  /** What the device says → the hall's word for it: `{ OPEN: "open" }`. Empty: the words as they are. */
  readonly values: Readonly<Record<string, string>>;
  /** value = number × scale + offset, in the hall's unit. */
  readonly scale: number;
  readonly offset: number;
  readonly time: { readonly path: JsonPath; readonly form: "iso" | "ms" | "s" } | null;
  readonly availability: {
    readonly topic: string;
    readonly online: string;
    readonly offline: string;
  } | null;
};

export type Table = "coil" | "discrete" | "holding" | "input";
/** `mod10k32`, `mod10k64`: registers of 0..9999, the digits of a number in base 10,000. */
export type RawType =
  | "bit"
  | "u16"
  | "i16"
  | "u32"
  | "i32"
  | "f32"
  | "u64"
  | "i64"
  | "f64"
  | "mod10k32"
  | "mod10k64";

/** Where a number lies in the registers of a unit. */
export type Place = {
  readonly table: Table;
  /** Zero-based, as on the wire. */
  readonly address: number;
  readonly type: RawType;
  /** `big`: high word first. */
  readonly words: "big" | "little";
  /** The bytes of every word are swapped; absent: high byte first. */
  readonly bytes?: "little";
};

export type ModbusPoint = Place & {
  readonly is: "modbus";
  readonly line: string;
  readonly unit: number;
  /** For `bit` in a register table: which bit, 0 = least significant. */
  readonly bit: number;
  /** What it says for a word that it has no number for; absent: it cannot say the word. */
  readonly otherwise?: number;
  /** What whoever reads it subtracts: the device has nothing there. */
  readonly minus?: Place;
  /** What whoever reads it multiplies with: the device says 1. */
  readonly factor?: Place & { readonly form: "power-of-ten" | "factor" };
  /** value = raw × scale + offset, in the hall's unit. */
  readonly scale: number;
  readonly offset: number;
  /** Raw number (as text) → the hall's word for it: `{ "1": "cool" }`. */
  readonly values: Readonly<Record<string, string>>;
};

export type Broker = {
  /** `mqtt://host:port` or `mqtts://host:port` */
  readonly url: string;
  readonly version: 4 | 5;
  readonly username: string | null;
  /** Name of the environment variable that holds the password. */
  readonly passwordEnv: string | null;
};

/** A stretch of a day in minutes since midnight; `to` is past 1440 when it ends after midnight. */
export type Window = { readonly from: number; readonly to: number };

export type Hours = {
  /** Minutes since midnight from when people are in; null: 40 minutes before opening. */
  readonly staffFrom: number | null;
  /** Opening windows by weekday, Monday first: seven lists. */
  readonly week: readonly (readonly Window[])[];
  /** Single days that differ, by `YYYY-MM-DD`. */
  readonly dates: Readonly<Record<string, readonly Window[]>>;
};
