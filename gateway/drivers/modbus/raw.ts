import type { ModbusPlace } from "#rules/site/modbus.ts";
import { isBitTable } from "./bounds.ts";
import { shortest } from "./shortest.ts";

/** Where the words of the place at hand are put in order; nothing of it outlives a call. */
const scratch = new DataView(new ArrayBuffer(8));
const DIGITS = 10_000;

/**
 * The number in the registers of a place, as the device means it; a bigint when a double cannot hold it exactly, NaN when
 * one of four digits is none.
 *
 * @param words  the place's own registers, lowest address first, each 0..65535; one 0 or 1 for a bit table
 * @see Modbus Application Protocol V1.1b3 §4.2: bytes are big-endian; word order is the vendor's choice
 */
export const readRaw = (place: ModbusPlace, words: readonly number[]): number | bigint => {
  if (isBitTable(place.table)) return words[0]!;
  load(place, words);
  switch (place.type) {
    case "bit":
      return (scratch.getUint16(0) >> (place.bit ?? 0)) & 1;
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
      return place.type satisfies never;
  }
};

/** All words of a place as one unsigned number, in its word and byte order: what a sentinel is compared with. */
export const bitsOf = (place: ModbusPlace, words: readonly number[]): bigint => {
  load(place, words);
  let bits = 0n;
  for (let i = 0; i < words.length; i += 1) bits = (bits << 16n) | BigInt(scratch.getUint16(2 * i));
  return bits;
};

/**
 * The registers that hold a number, lowest address first; null when it does not fit into the type.
 *
 * @param raw  an integer, except for the types f32 and f64
 */
export const writeRaw = (place: ModbusPlace, raw: number): readonly number[] | null => {
  if (isBitTable(place.table)) return raw === 0 || raw === 1 ? [raw] : null;
  const width = store(place, raw);
  if (width === 0) return null;
  const words = Array.from({ length: width }, (_, i) => swapped(place, scratch.getUint16(2 * i)));
  return place.words === "big" ? words : words.reverse();
};

const load = ({ words: order, bytes }: ModbusPlace, words: readonly number[]): void => {
  const last = words.length - 1;
  for (let i = 0; i <= last; i += 1) {
    const word = words[order === "big" ? i : last - i]!;
    scratch.setUint16(2 * i, word, bytes === "little");
  }
};

const swapped = ({ bytes }: ModbusPlace, word: number): number =>
  bytes === "little" ? ((word & 0xff) << 8) | (word >> 8) : word;

const digits = (words: number): number | bigint => {
  let raw = 0n;
  for (let i = 0; i < words; i += 1) {
    const digit = scratch.getUint16(2 * i);
    if (digit >= DIGITS) return Number.NaN;
    raw = raw * BigInt(DIGITS) + BigInt(digit);
  }
  return exact(raw);
};

const exact = (raw: bigint): number | bigint => {
  const number = Number(raw);
  return Number.isSafeInteger(number) ? number : raw;
};

/** Puts the number into the scratch, high word first; how many words it takes, 0 when it does not fit. */
const store = ({ type }: ModbusPlace, raw: number): number => {
  const whole = (bits: number, low: number, high: number): number => {
    if (!Number.isSafeInteger(raw) || raw < low || raw > high) return 0;
    scratch.setBigUint64(0, BigInt.asUintN(bits, BigInt(raw)) << BigInt(64 - bits));
    return bits / 16;
  };
  switch (type) {
    case "bit":
      return 0;
    case "u16":
      return whole(16, 0, 2 ** 16 - 1);
    case "i16":
      return whole(16, -(2 ** 15), 2 ** 15 - 1);
    case "u32":
      return whole(32, 0, 2 ** 32 - 1);
    case "i32":
      return whole(32, -(2 ** 31), 2 ** 31 - 1);
    case "u64":
      return whole(64, 0, Number.MAX_SAFE_INTEGER);
    case "i64":
      return whole(64, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    case "f32":
      scratch.setFloat32(0, raw);
      return Number.isFinite(scratch.getFloat32(0)) ? 2 : 0;
    case "f64":
      scratch.setFloat64(0, raw);
      return Number.isFinite(raw) ? 4 : 0;
    case "mod10k32":
      return storeDigits(raw, 2);
    case "mod10k64":
      return storeDigits(raw, 4);
    default:
      return type satisfies never;
  }
};

const storeDigits = (raw: number, words: number): number => {
  if (!Number.isSafeInteger(raw) || raw < 0 || raw >= DIGITS ** words) return 0;
  let rest = raw;
  for (let i = words - 1; i >= 0; i -= 1) {
    scratch.setUint16(2 * i, rest % DIGITS);
    rest = Math.floor(rest / DIGITS);
  }
  return words;
};
