import type { ModbusFactor, ModbusSource } from "#rules/site/modbus.ts";
import type { ModbusPoint } from "./plan.ts";
import { bitsOf, readRaw } from "./raw.ts";
import { scaled } from "./scale.ts";
import { shortest } from "./shortest.ts";

/** A value in the unit of the point's class (an index into the words of a worded class), or why there is none. */
export type Decoded =
  | { readonly is: "value"; readonly value: number }
  | { readonly is: "bad"; readonly reason: string };

/** What a scale register may say; SunSpec devices send -10 to 10, and 8000 for none. */
const MOST_TENS = 10;

/**
 * Makes the value of a point from its registers: (raw − raw of `minus`) × factor × scale + offset.
 *
 * @param words  of each of `placesOf` in that order: its registers as read, lowest address first, each 0..65535; one 0 or 1
 *               for a bit table
 */
export const decode = (
  { source, class: kind }: ModbusPoint,
  words: readonly (readonly number[])[],
): Decoded => {
  const none = sentinelIn(source, words);
  if (none !== null) return bad(`the device says that it has no value (${hex(none)})`);
  const raw = difference(source, words);
  if (typeof raw === "bigint") return bad(`${raw} is too large to be exact`);
  if (kind.words) return word(source, kind.words, raw);
  if (!Number.isFinite(raw)) return bad(whyNoNumber(source, raw));
  if (!source.factor) return { is: "value", value: scaled(raw, source.scale, source.offset) };
  return multiplied(raw, source, source.factor, words[source.minus ? 2 : 1]!);
};

const bad = (reason: string): Decoded => ({ is: "bad", reason });
const hex = (bits: bigint): string => `0x${bits.toString(16).toUpperCase()}`;

const sentinelIn = (source: ModbusSource, words: readonly (readonly number[])[]): bigint | null => {
  const { sentinels, minus } = source;
  if (sentinels.length === 0) return null;
  const bits = bitsOf(source, words[0]!);
  if (sentinels.includes(bits)) return bits;
  if (!minus || words[1]!.length !== words[0]!.length) return null;
  const subtracted = bitsOf(minus, words[1]!);
  return sentinels.includes(subtracted) ? subtracted : null;
};

/** A difference of two large counters is exact even where neither of them is as a double. */
const difference = (source: ModbusSource, words: readonly (readonly number[])[]): number | bigint => {
  const raw = readRaw(source, words[0]!);
  if (!source.minus) return raw;
  const subtracted = readRaw(source.minus, words[1]!);
  if (typeof raw === "number" && typeof subtracted === "number") {
    const isFloat = source.type === "f32" && source.minus.type === "f32";
    return isFloat ? shortest(Math.fround(raw - subtracted)) : raw - subtracted;
  }
  if (!Number.isInteger(Number(raw)) || !Number.isInteger(Number(subtracted))) return Number.NaN;
  const exact = BigInt(raw) - BigInt(subtracted);
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
};

const multiplied = (
  raw: number,
  { scale, offset }: ModbusSource,
  { place, form }: ModbusFactor,
  words: readonly number[],
): Decoded => {
  const factor = Number(readRaw(place, words));
  if (form === "power-of-ten") {
    if (!Number.isInteger(factor) || Math.abs(factor) > MOST_TENS)
      return bad(`its scale register ${place.address} says ${factor}, which is no power of ten`);
    return { is: "value", value: scaled(raw, scale, offset, factor) };
  }
  // All ones are the usual sign of a register that is not there, and no ratio is zero or less.
  if (!Number.isFinite(factor) || factor <= 0 || words.every(register => register === 0xffff))
    return bad(`its factor register ${place.address} says ${factor}`);
  return { is: "value", value: scaled(raw * factor, scale, offset) };
};

const whyNoNumber = ({ type }: ModbusSource, raw: number): string =>
  type.startsWith("mod10k")
    ? "the device sent more than 9999 in a register of four digits"
    : `the device sent ${raw} in place of a number`;

const word = ({ values = {} }: ModbusSource, words: readonly string[], raw: number): Decoded => {
  const text = String(raw);
  const index = Object.hasOwn(values, text) ? words.indexOf(values[text]!) : -1;
  return index < 0 ? bad(`no word for the raw value ${text}`) : { is: "value", value: index };
};
