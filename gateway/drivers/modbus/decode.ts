import type { ModbusSource } from "#rules/site/model.ts";
import { isBitTable, type ModbusPoint } from "./plan.ts";
import { shortest } from "./shortest.ts";

/** A value in the unit of the point's class (an index into the words of a worded class), or why there is none. */
export type Decoded =
  | { readonly is: "value"; readonly value: number }
  | { readonly is: "bad"; readonly reason: string };

/**
 * Makes the value of a point from its registers.
 *
 * @param words  the point's own registers as read, lowest address first, each 0..65535; one 0 or 1 for a bit table
 * @see Modbus Application Protocol V1.1b3 §4.2: bytes are big-endian; word order is the vendor's choice
 */
export const decode = ({ source, class: kind }: ModbusPoint, words: readonly number[]): Decoded => {
  load(words, source.words);
  if (source.sentinels.length > 0) {
    const bits = unsigned(words.length);
    if (source.sentinels.includes(bits)) return bad(`the device says that it has no value (${hex(bits)})`);
  }
  const raw = rawNumber(source, words);
  if (typeof raw === "bigint") return bad(`${raw} is too large to be exact`);
  if (kind.words) return word(source, kind.words, raw);
  if (!Number.isFinite(raw)) return bad(`the device sent ${raw} in place of a number`);
  return { is: "value", value: scaled(raw, source) };
};

const bad = (reason: string): Decoded => ({ is: "bad", reason });
const hex = (bits: bigint): string => `0x${bits.toString(16).toUpperCase()}`;

/** Where the words of the point at hand are put in order; nothing of it outlives a call of `decode`. */
const scratch = new DataView(new ArrayBuffer(8));

const load = (words: readonly number[], order: ModbusSource["words"]): void => {
  const last = words.length - 1;
  for (let i = 0; i <= last; i += 1) scratch.setUint16(2 * (order === "big" ? i : last - i), words[i]!);
};

const unsigned = (words: number): bigint => {
  let bits = 0n;
  for (let i = 0; i < words; i += 1) bits = (bits << 16n) | BigInt(scratch.getUint16(2 * i));
  return bits;
};

/** The number as the device means it; a bigint when a double cannot hold it exactly. */
const rawNumber = ({ table, type, bit = 0 }: ModbusSource, words: readonly number[]): number | bigint => {
  if (isBitTable(table)) return words[0]!;
  switch (type) {
    case "bit":
      return (words[0]! >> bit) & 1;
    case "u16":
      return scratch.getUint16(0);
    case "i16":
      return scratch.getInt16(0);
    case "u32":
      return scratch.getUint32(0);
    case "i32":
      return scratch.getInt32(0);
    case "f32":
      return shortest(scratch.getFloat32(0));
    case "f64":
      return scratch.getFloat64(0);
    case "mod10k32":
    case "mod10k64":
      return digits(words.length);
    case "u64":
      return exact(scratch.getBigUint64(0));
    case "i64":
      return exact(scratch.getBigInt64(0));
    default:
      return type satisfies never;
  }
};

/** Registers of 0..9999 each as the digits of one number; NaN where one of them is no such digit. */
const digits = (words: number): number => {
  let raw = 0;
  for (let i = 0; i < words; i += 1) {
    const digit = scratch.getUint16(2 * i);
    raw = digit < 10_000 ? raw * 10_000 + digit : Number.NaN;
  }
  return raw;
};

const exact = (raw: bigint): number | bigint => {
  const number = Number(raw);
  return Number.isSafeInteger(number) ? number : raw;
};

const word = ({ values = {} }: ModbusSource, words: readonly string[], raw: number): Decoded => {
  const text = String(raw);
  const index = Object.hasOwn(values, text) ? words.indexOf(values[text]!) : -1;
  return index < 0 ? bad(`no word for the raw value ${text}`) : { is: "value", value: index };
};

/**
 * raw × scale + offset. A scale such as 0.1 is no binary number but one tenth is a division, which gives the nearest
 * number to the decimal that the device means: 3 × 0.1 is 0.30000000000000004, 3 ÷ 10 is 0.3.
 */
const scaled = (raw: number, { scale, offset }: ModbusSource): number => {
  const parts = Math.round(1 / scale);
  const isFraction = parts > 1 && 1 / parts === scale && Number.isInteger(offset * parts);
  return isFraction ? (raw + offset * parts) / parts : raw * scale + offset;
};
