import type { Millis } from "../time/instant.ts";
import type { ModbusFactor, ModbusPlace, ModbusWrite, SerialFormat, UnitLimits } from "./modbus.ts";
import type { MqttFamily, MqttWrite } from "./mqtt.ts";
import type { PointClass } from "./point-class.ts";

/** One device model as its page says it. Everything is resolved and in the units of the point classes. */
export type Profile = ModbusProfile | MqttProfile;

/** What every page says. `id` is its file's name: `eastron-sdm630`. */
type About = {
  readonly id: string;
  readonly vendor: string;
  readonly product: string;
  /** What it is, for lists: `meter-3ph`, `ac-gateway`, `env-sensor`. */
  readonly kind: string;
  /** `verified`: read in source code or the maker's document; `secondary`: another site or thread; `memory`: check on the device. */
  readonly confidence: "verified" | "secondary" | "memory";
  /** Where its figures are from; at least one. */
  readonly sources: readonly string[];
  /** What an installer must know, in sentences. */
  readonly quirks: readonly string[];
};

export type ModbusProfile = About & {
  readonly is: "modbus";
  /** By key: `ei_total`. */
  readonly points: Readonly<Record<string, ModbusProfilePoint>>;
  readonly limits: UnitLimits;
  /** As it leaves the factory; absent: nobody said. */
  readonly serial?: { readonly baud: number; readonly format: SerialFormat; readonly note?: string };
  /** Registers from one unit behind the gateway to the next: the point of unit n lies n strides further. Absent: one unit. */
  readonly stride?: number;
  /** Ratios that the site must state, by name: `CT`. The register that holds one, where the device tells it. */
  readonly multipliers: Readonly<Record<string, { readonly register?: ModbusPlace; readonly note?: string }>>;
  /** Together they prove that the device is what its label says; empty: nothing can. */
  readonly probe: readonly ProbeCheck[];
  /** Sums that must hold: the points add up to `total`, give or take `within` in the unit of their class. */
  readonly invariants: readonly {
    readonly sum: readonly string[];
    readonly total: string;
    readonly within: number;
  }[];
};

/** A value that the device has when it is this model: the point lies in a range of its class's unit, or says one of the raws. */
export type ProbeCheck =
  | { readonly is: "between"; readonly point: string; readonly low: number; readonly high: number }
  | { readonly is: "raw"; readonly place: ModbusPlace; readonly oneOf: readonly number[] };

/** What points of both wires say. */
type ProfilePoint = {
  readonly class: PointClass;
  /** The role that it has on a piece of equipment unless the site file gives the role another key: `energy`. */
  readonly role?: string;
  /** `L1`, `total` */
  readonly phase?: string;
  /** 尖, 峰, 平, 谷 or T1, T2: the rate that a counter counts for. */
  readonly tariff?: string;
  /** Lowest and highest plausible value, in the class's unit; absent: the class's own. */
  readonly range?: readonly [low: number, high: number];
  /** Two sources disagree: which say what. Shown, never chosen silently. */
  readonly conflict?: string;
  /** Worth telling whoever uses it. */
  readonly note?: string;
};

export type ModbusProfilePoint = ProfilePoint & {
  readonly is: "modbus";
  /** As of the first unit behind a gateway. */
  readonly place: ModbusPlace;
  readonly minus?: ModbusPlace;
  readonly factor?: ModbusFactor;
  /** value = raw × scale + offset, in the class's unit, before multipliers. */
  readonly scale: number;
  readonly offset: number;
  /** Names of the ratios that it is multiplied with: `["PT", "CT"]`. */
  readonly multipliers: readonly string[];
  readonly sentinels: readonly bigint[];
  /** Raw number as text → word of the class. */
  readonly values?: Readonly<Record<string, string>>;
  readonly write?: ModbusWrite;
  /** Whether its address is doubtful: `modbus read` first. */
  readonly isDoubtful?: true;
};

export type MqttProfile = About & {
  readonly is: "mqtt";
  /** Whose rules of the game it plays by. */
  readonly family: MqttFamily;
  readonly points: Readonly<Record<string, MqttProfilePoint>>;
  /** Nothing for so long means that it is gone; absent: the staleness of its points' classes. */
  readonly silentAfter?: Millis;
};

export type MqttProfilePoint = ProfilePoint & {
  readonly is: "mqtt";
  /**
   * Where it is told; the first that a message has counts. `topic` with `{base}` for what the site file calls the device
   * (`tele/{base}/SENSOR`); for Sparkplug the metric's name, for Homie `node/property`.
   */
  readonly places: readonly { readonly topic: string; readonly path: readonly (string | number)[] }[];
  readonly values?: Readonly<Record<string, string>>;
  /** value = number × scale + offset, in the class's unit. */
  readonly scale: number;
  readonly offset: number;
  /** It happened, it is not a state: an action of a lock. */
  readonly isEvent?: true;
  /** How it is told what to do, its topic with `{base}` as well; absent: it is only read. */
  readonly write?: MqttWrite;
};
