import { convert } from "../units/convert.ts";
import { units } from "../units/units.ts";

/** Its values become °C where they are named, so that a difference is always in K. */
export const FAHRENHEIT = "[degF]";

const PEOPLE = "{person}";

/** value in `to` = value in `from` × scale + offset. */
export type UnitChange = { readonly is: "change"; readonly scale: number; readonly offset: number };
/** Why a value cannot be told in another unit. */
export type NoChange = { readonly is: "refused"; readonly why: string };

/** What a unit measures, for people: `power`, `temperature`, `difference of temperatures`, `power per time`. */
export const quantityName = (unit: string): string => {
  if (unit === "K") return "difference of temperatures";
  const rate = rateOf(unit);
  if (rate !== null) return `${quantityName(rate.over)} per time`;
  return units.get(unit)?.quantity ?? unit;
};

/**
 * How a value in one unit is told in another. K is the unit of differences: a temperature in °C is none, so the two do
 * not convert.
 */
export const changeUnit = (from: string, to: string): UnitChange | NoChange => {
  if (from === to || (isCount(from) && isCount(to))) return { is: "change", scale: 1, offset: 0 };
  const refusal = {
    is: "refused",
    why: `${from} is ${quantityName(from)}, ${to} is ${quantityName(to)}`,
  } as const;
  if ((from === "K") !== (to === "K")) return refusal;
  const direct = convert(from, to);
  if (direct.is === "conversion") return { is: "change", scale: direct.scale, offset: direct.offset };
  const [a, b] = [rateOf(from), rateOf(to)];
  if (a === null || b === null) return refusal;
  const over = changeUnit(differenceUnit(a.over), differenceUnit(b.over));
  const under = changeUnit(a.under, b.under);
  if (over.is === "refused" || under.is === "refused") return refusal;
  return { is: "change", scale: over.scale / under.scale, offset: 0 };
};

/** People are a bare number: so many of them can be compared with so many of anything. */
const isCount = (unit: string): boolean => unit === "1" || unit === PEOPLE;

/** The parts of a rate that is no unit of its own: `K/h`. */
const rateOf = (unit: string): { readonly over: string; readonly under: string } | null => {
  const [over = "", under = "", more] = unit.split("/");
  const isRate = !units.has(unit) && more === undefined && units.has(over) && isTime(under);
  return isRate && over !== FAHRENHEIT ? { over, under } : null;
};

/** Whether a unit tells how warm something is, so that only differences of it can be added. */
export const isTemperature = (unit: string | null): boolean =>
  unit !== null && unit !== "K" && units.get(unit)?.quantity === "temperature";

/** The unit of the difference of two values: K for temperatures. */
export const differenceUnit = (unit: string): string => (isTemperature(unit) ? "K" : unit);

/** Whether values in the unit are bare numbers or parts of a whole: 80 % is 0.8. */
export const isPlain = (unit: string): boolean => isCount(unit) || units.get(unit)?.quantity === "ratio";

/** Whether a unit is one of time. */
export const isTime = (unit: string | null): boolean => unit !== null && units.get(unit)?.quantity === "time";
