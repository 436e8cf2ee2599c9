import { type Unit, units } from "./units.ts";

/** value in `to` = value in `from` × `scale` + `offset`. */
export type Conversion = { readonly is: "conversion"; readonly scale: number; readonly offset: number };
export type NotConvertible = {
  readonly is: "refused";
  /** `kW.h is energy, Cel is temperature`. */
  readonly why: string;
};

/** How a value in one unit becomes a value in another, both UCUM codes; refused across quantities and for unknown codes. */
export const convert = (from: string, to: string): Conversion | NotConvertible => {
  const [source, target] = [units.get(from), units.get(to)];
  if (source === undefined || target === undefined) {
    return { is: "refused", why: `${source === undefined ? from : to} is not a unit that we know` };
  }
  if (source.quantity !== target.quantity) {
    return { is: "refused", why: `${from} is ${source.quantity}, ${to} is ${target.quantity}` };
  }
  return { is: "conversion", scale: source.scale / target.scale, offset: shift(source, target) };
};

const shift = (source: Unit, target: Unit): number => (source.offset - target.offset) / target.scale;

/** The codes of all units that convert into this one, itself included; empty for an unknown code. */
export const convertibleTo = (code: string): readonly string[] => {
  const quantity = units.get(code)?.quantity;
  return [...units.values()].filter(unit => unit.quantity === quantity).map(unit => unit.code);
};
