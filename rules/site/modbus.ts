import type { Millis } from "../time/instant.ts";

export type ModbusTable = "coil" | "discrete" | "holding" | "input";
/** `mod10k32`, `mod10k64`: two or four registers of 0..9999 each, as digits in base 10,000, highest first in word order. */
export type ModbusType =
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

/** Where a raw number lies in the registers of a unit, and in which form. */
export type ModbusPlace = {
  readonly table: ModbusTable;
  /** Zero-based address on the wire, 0..65535. */
  readonly address: number;
  readonly type: ModbusType;
  /** Only for `bit` in a register table: which bit, 0 = least significant. */
  readonly bit?: number;
  /** `big`: high word first (ABCD); `little`: low word first (CDAB). */
  readonly words: "big" | "little";
  /** Bytes inside a word; absent: `big`, as the specification says. `little` with big words is BADC, with little words DCBA. */
  readonly bytes?: "little";
};

/** Another register that says what the raw number is multiplied with: 10 to its power (SunSpec), or the number itself. */
export type ModbusFactor = { readonly place: ModbusPlace; readonly form: "power-of-ten" | "factor" };

/** How a point is written: function 5 or 15 for coils, 6 or 16 for registers; to its own place unless it names another. */
export type ModbusWrite = {
  readonly code: 5 | 6 | 15 | 16;
  readonly place?: ModbusPlace;
  /** What else it does: `switches the unit on`. Shown to whoever commands. */
  readonly sideEffect?: string;
};

export type ModbusSource = ModbusPlace & {
  readonly is: "modbus";
  /** Key into `sources.modbus`. */
  readonly line: string;
  /** Unit id on the wire, 0..255. */
  readonly unit: number;
  /** value = (raw − raw of `minus`) × factor × scale + offset, in the class's unit. */
  readonly scale: number;
  readonly offset: number;
  /** Raw values that mean "no value", compared as unsigned integers over all words of the point, before scaling. */
  readonly sentinels: readonly bigint[];
  /** Raw number (as text) → word of the point's class: `{ "1": "cool" }`. */
  readonly values?: Readonly<Record<string, string>>;
  /** Subtracted before scaling: import minus export. */
  readonly minus?: ModbusPlace;
  readonly factor?: ModbusFactor;
  readonly every: Millis;
  readonly write?: ModbusWrite;
};

/** One line: the units on it share one connection (or port) and one request in flight. */
export type ModbusLine = {
  readonly wire: ModbusWire;
  /** Longest wait for one answer. */
  readonly timeout: Millis;
  /** Longest wait for the connection. */
  readonly connectTimeout: Millis;
  /** Idle time between two requests. */
  readonly gap: Millis;
  /** What the units on it bear, by unit id; a unit that is not here bears what most do. */
  readonly units: Readonly<Record<number, UnitLimits>>;
};

/**
 * How the frames travel. `rtu`: RTU frames through a transparent converter. `port` of a serial line: a device path, or
 * `usb:<serial number>` of the adapter, which stays the same wherever it is plugged in.
 */
export type ModbusWire =
  | { readonly is: "tcp" | "rtu"; readonly host: string; readonly port: number }
  | { readonly is: "serial"; readonly port: string; readonly baud: number; readonly format: SerialFormat };

export type SerialFormat = `${7 | 8}${"N" | "E" | "O"}${1 | 2}`;

/** What a unit bears. Absent values: the defaults of the reader. */
export type UnitLimits = {
  /** Most registers in one read, 1..125. */
  readonly block?: number;
  /** Most bits in one read, 1..2000. */
  readonly bits?: number;
  /** Idle time that it needs between two requests. */
  readonly gap?: Millis;
  /** It must not be read more often than this. */
  readonly every?: Millis;
  /** Reads begin at an even address and have an even length. */
  readonly isEven?: true;
  /** Addresses at which no read may begin (it may run over them); both ends included. */
  readonly reserved: readonly AddressRange[];
  /** Addresses that no read may touch; both ends included. */
  readonly illegal: readonly AddressRange[];
};

export type AddressRange = { readonly table: ModbusTable; readonly from: number; readonly to: number };
