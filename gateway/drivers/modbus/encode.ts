import type { ModbusPlace } from "#rules/site/modbus.ts";
import { isBitTable } from "./bounds.ts";
import type { WriteRequest } from "./exchange.ts";
import type { ModbusPoint } from "./plan.ts";
import { bitsOf, writeRaw } from "./raw.ts";
import { scaled, unscaled } from "./scale.ts";

/** What is written for a value, or why it cannot be. */
export type Encoded =
  | { readonly is: "request"; readonly request: WriteRequest }
  | { readonly is: "refused"; readonly why: string };

/** A value is one of a register's steps when it is as near to it as a double tells. */
const NEAR = 1e-9;

/**
 * The one request that writes a value to a point: to the place that its source names and to no other, or a reason why the
 * device cannot take this value. Nothing is rounded: 24.55 °C is not written to a register that counts tenths.
 *
 * @param value  as in a reading: in the unit of the point's class, or the index of its word
 */
export const encode = ({ source, class: kind }: ModbusPoint, value: number): Encoded => {
  const { write, unit } = source;
  if (!write) return refused("this point can only be read");
  if (source.minus || source.factor) return refused("this point is made of several registers");
  if (unit === 0) return refused("unit 0 is every device at once");
  const place = write.place ?? source;
  const wanted = write.code === 5 || write.code === 15 ? "coil" : "holding";
  if (place.table !== wanted)
    return refused(`function ${write.code} does not write to ${place.table} registers`);
  const raw = kind.words ? rawOf(source.values ?? {}, kind.words[value]) : numberOf(source, place, value);
  if (typeof raw === "string") return refused(raw);
  const words = writeRaw(place, raw);
  if (!words) return refused(`${raw} does not fit into ${isBitTable(place.table) ? "a coil" : place.type}`);
  if (words.length > 1 && (write.code === 5 || write.code === 6))
    return refused(`function ${write.code} writes one register, ${place.type} takes ${words.length}`);
  if (!isBitTable(place.table) && source.sentinels.includes(bitsOf(place, words)))
    return refused(`${raw} means "no value" to this device`);
  return { is: "request", request: { unit, code: write.code, address: place.address, values: words } };
};

const refused = (why: string): Encoded => ({ is: "refused", why });

/** The first raw number that means the word. */
const rawOf = (values: Readonly<Record<string, string>>, word: string | undefined): number | string => {
  const found = Object.entries(values).find(([, meant]) => meant === word);
  return found && word !== undefined
    ? Number(found[0])
    : `the device knows no raw value for ${word ?? "this word"}`;
};

const numberOf = (
  { scale, offset }: ModbusPoint["source"],
  { type }: ModbusPlace,
  value: number,
): number | string => {
  if (!Number.isFinite(value)) return `${value} is no number`;
  const raw = unscaled(value, scale, offset);
  if (type === "f32" || type === "f64") return raw;
  const step = Math.round(raw);
  const isStep = Math.abs(scaled(step, scale, offset) - value) <= NEAR * Math.max(1, Math.abs(value));
  return isStep ? step : `${value} lies between two steps of the register`;
};
