/** How a device's number becomes the hall's: value = number × scale + offset. */
export type Factors = { readonly scale: number; readonly offset: number };

/** UCUM codes of device units, and the factors to the unit that the hall has for that quantity. @see ucum.org */
const factors: Readonly<Record<string, Factors>> = {
  ...times({ W: 1, kW: 1e3, MW: 1e6 }),
  ...times({ "W.h": 1e-3, "kW.h": 1, "MW.h": 1e3, kJ: 1 / 3_600, MJ: 1 / 3.6 }),
  ...times({ mV: 1e-3, V: 1, kV: 1e3, mA: 1e-3, A: 1, mHz: 1e-3, Hz: 1, lx: 1, klx: 1e3 }),
  ...times({ VA: 1, kVA: 1e3, var: 1, kvar: 1e3 }),
  ...times({ "1": 1, "%": 1, "[ppm]": 1, "{person}": 1 }),
  Cel: { scale: 1, offset: 0 },
  K: { scale: 1, offset: -273.15 },
  "[degF]": { scale: 5 / 9, offset: -160 / 9 },
};

/**
 * The factors of a point: its own scale and offset, then its unit's.
 *
 * @param unit      UCUM code; null: the hall's own unit
 * @throws {Error}  when no device is simulated with that unit
 */
export const factorsOf = (own: Factors, unit: string | null): Factors => {
  if (unit === null) return { scale: own.scale, offset: own.offset };
  const found = Object.hasOwn(factors, unit) ? factors[unit] : undefined;
  if (!found)
    throw new Error(`nobody simulates the unit "${unit}"; there are ${Object.keys(factors).join(", ")}`);
  return { scale: own.scale * found.scale, offset: own.offset * found.scale + found.offset };
};

function times(scales: Readonly<Record<string, number>>): Record<string, Factors> {
  return Object.fromEntries(Object.entries(scales).map(([unit, scale]) => [unit, { scale, offset: 0 }]));
}
