import type { Shown } from "../hall/part.ts";
import type { ModbusPoint, Place, RawType } from "../site/plan.ts";

/** How many 16-bit registers a value takes. */
export const wordsOf = (type: RawType): number => (type.endsWith("64") ? 4 : type.endsWith("32") ? 2 : 1);

/**
 * The registers of a value, lowest address first, each 0..65535: raw = (value − offset) ÷ scale, rounded and held inside
 * the range of an integer type. A word becomes the raw number that the site file gives it. No value is raw 0.
 *
 * @returns  null for a word that the site file gives no number: the device cannot say it
 * @see Modbus Application Protocol V1.1b3 §4.2: the high byte of a register goes first. The order of registers inside a
 *      value is not in the standard: `big` puts the high one at the lowest address.
 */
export const encode = (point: ModbusPoint, shown: Shown): number[] | null => {
  const raw = rawOf(point, shown);
  if (raw === null) return null;
  if (point.type === "bit") return [raw === 0 ? 0 : 1 << point.bit];
  return registersOf(point, raw);
};

/** The registers of a raw number at a place, lowest address first. */
export const registersOf = ({ type, words: order, bytes: byteOrder }: Place, raw: number): number[] => {
  const bytes = new DataView(new ArrayBuffer(wordsOf(type) * 2));
  if (type !== "bit") put[type](bytes, raw);
  const words = Array.from({ length: bytes.byteLength / 2 }, (_, i) =>
    bytes.getUint16(i * 2, byteOrder === "little"),
  );
  return order === "big" ? words : words.reverse();
};

const rawOf = (point: ModbusPoint, shown: Shown): number | null => {
  if (shown === undefined) return 0;
  if (typeof shown === "number") return (shown - point.offset) / point.scale;
  const raw = Object.entries(point.values).find(([, word]) => word === shown)?.[0];
  return raw === undefined ? (point.otherwise ?? null) : Number(raw);
};

const whole = (raw: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, Math.round(raw)));
const most = Number.MAX_SAFE_INTEGER;

const put: Readonly<Record<Exclude<RawType, "bit">, (bytes: DataView, raw: number) => void>> = {
  u16: (bytes, raw) => bytes.setUint16(0, whole(raw, 0, 0xffff)),
  i16: (bytes, raw) => bytes.setInt16(0, whole(raw, -0x8000, 0x7fff)),
  u32: (bytes, raw) => bytes.setUint32(0, whole(raw, 0, 0xffff_ffff)),
  i32: (bytes, raw) => bytes.setInt32(0, whole(raw, -0x8000_0000, 0x7fff_ffff)),
  f32: (bytes, raw) => bytes.setFloat32(0, raw),
  u64: (bytes, raw) => bytes.setBigUint64(0, BigInt(whole(raw, 0, most))),
  i64: (bytes, raw) => bytes.setBigInt64(0, BigInt(whole(raw, -most, most))),
  f64: (bytes, raw) => bytes.setFloat64(0, raw),
  mod10k32: (bytes, raw) => digits(bytes, whole(raw, 0, 1e8 - 1)),
  mod10k64: (bytes, raw) => digits(bytes, whole(raw, 0, most)),
};

/** A number in base 10,000, a digit a register, the highest first. */
const digits = (bytes: DataView, raw: number): void => {
  for (let at = bytes.byteLength - 2, rest = raw; at >= 0; at -= 2, rest = Math.floor(rest / 10_000))
    bytes.setUint16(at, rest % 10_000);
};
