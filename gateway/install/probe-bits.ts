import type { ModbusProfile, ModbusProfilePoint, ProbeCheck } from "#rules/site/profile.ts";
import { widthOf } from "../drivers/modbus/plan.ts";
import { timesLikelier } from "./decodings.ts";
import { QUANTITIES, type Quantity } from "./quantity.ts";

/** Which quantity a class of points measures; the others are judged by their range alone. */
const BY_CLASS: Readonly<Record<string, Quantity>> = {
  "elec-voltage": QUANTITIES.voltage,
  "elec-frequency": QUANTITIES.frequency,
  "zone-air-temp": QUANTITIES.temperature,
  "zone-air-humidity": QUANTITIES.humidity,
};

/**
 * How much it proves, in bits, that a check of a probe found this value: how rarely the registers of some other device would
 * hold one as likely. Zero proves nothing, since registers are empty in most devices.
 */
export const checkBits = (profile: ModbusProfile, check: ProbeCheck, value: number): number => {
  if (value === 0) return 0;
  if (check.is === "raw") return 16 * widthOf(check.place) - Math.log2(check.oneOf.length);
  const point = profile.points[check.point];
  return point ? valueBits(point, value, check) : 0;
};

/** The same of a point that may be anywhere in a range, in the unit of its class. */
export const valueBits = (
  point: ModbusProfilePoint,
  value: number,
  { low, high }: { readonly low: number; readonly high: number },
): number => {
  const quantity = BY_CLASS[point.class.id];
  const { type } = point.place;
  if (!quantity || type === "bit") return Math.max(0, rangeBits(point, low, high));
  const form = { type, width: widthOf(point.place) as 1 | 2 | 4 };
  const raw = (value - point.offset) / point.scale;
  return Math.max(0, Math.log2(timesLikelier(form, raw, quantity.density(value) * Math.abs(point.scale))));
};

/** How small the range is among all that the registers can hold. */
const rangeBits = ({ place, scale }: ModbusProfilePoint, low: number, high: number): number => {
  const octaves = low > 0 ? Math.log2(high / low) : 10;
  if (place.type === "f32") return -Math.log2(octaves / 512);
  if (place.type === "f64") return -Math.log2(octaves / 4_096);
  return 16 * widthOf(place) - Math.log2(Math.max(1, (high - low) / Math.abs(scale)));
};
