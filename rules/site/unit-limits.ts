import { type Building, type Owner, saysWhere } from "./building.ts";
import type { Point, UnitLimits } from "./model.ts";
import type { ModbusProfile } from "./profile.ts";

/** What a unit on a line bears, as one of the things behind it says. */
export type SaidOfUnit = { readonly line: string; readonly unit: number; readonly limits: UnitLimits };

/** What the model of an owner says of the units that its points are read from; nothing of points that say it all themselves. */
export const limitsOf = (
  { written }: Building,
  { model, path }: Owner,
  points: readonly Point[],
): readonly SaidOfUnit[] => {
  if (model?.profile.is !== "modbus") return [];
  const limits = limitsAt(model.profile, model.index);
  return points.flatMap(({ role, source }) => {
    if (source.is !== "modbus" || saysWhere(written, [...path, "points", role])) return [];
    return [{ line: source.line, unit: source.unit, limits }];
  });
};

/** The limits as they are for a unit behind a gateway: what is of the first is so many strides further. */
const limitsAt = ({ limits, stride = 0 }: ModbusProfile, index: number): UnitLimits => {
  const moved = (ranges: UnitLimits["reserved"]) =>
    ranges.map(range => ({ ...range, from: range.from + stride * index, to: range.to + stride * index }));
  return { ...limits, reserved: moved(limits.reserved), illegal: moved(limits.illegal) };
};

/** What all say of the units of one line, by unit; where several speak of one, it bears what each of them does. */
export const unitsOf = (said: readonly SaidOfUnit[], line: string): Readonly<Record<number, UnitLimits>> => {
  const units: Record<number, UnitLimits> = {};
  for (const { unit, limits } of said.filter(each => each.line === line)) {
    const before = units[unit];
    units[unit] = before === undefined || before === limits ? limits : both(before, limits);
  }
  return units;
};

const both = (a: UnitLimits, b: UnitLimits): UnitLimits => {
  const least = (key: "block" | "bits") =>
    Math.min(a[key] ?? Number.POSITIVE_INFINITY, b[key] ?? Number.POSITIVE_INFINITY);
  const [block, bits] = [least("block"), least("bits")];
  const gap = longer(a.gap, b.gap);
  const every = longer(a.every, b.every);
  return {
    ...(Number.isFinite(block) ? { block } : {}),
    ...(Number.isFinite(bits) ? { bits } : {}),
    ...(gap === undefined ? {} : { gap }),
    ...(every === undefined ? {} : { every }),
    ...(a.isEven || b.isEven ? { isEven: true } : {}),
    reserved: union(a.reserved, b.reserved),
    illegal: union(a.illegal, b.illegal),
  };
};

const longer = <T extends number>(a: T | undefined, b: T | undefined): T | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

const union = (a: UnitLimits["reserved"], b: UnitLimits["reserved"]): UnitLimits["reserved"] => [
  ...a,
  ...b.filter(range => !a.some(other => JSON.stringify(other) === JSON.stringify(range))),
];
