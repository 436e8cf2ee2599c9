import type { DigitForm } from "./other-wires.ts";

/** What a meter has under an item: its UCUM unit and the form of its number. */
export type Dlt645Item = { readonly unit: string; readonly digits: DigitForm };

/** Item, role of a meter that it is unless the file says otherwise, UCUM unit, form of the number. */
type Row = readonly [item: string, role: string | null, unit: string, digits: string];

// biome-ignore format: a table is read one row a line.
const rows: readonly Row[] = [
  ["00000000", "energy_total",   "kW.h",  "-XXXXXX.XX"],
  ["00010000", "energy",         "kW.h",  "XXXXXX.XX"],
  ["00020000", "energy_export",  "kW.h",  "XXXXXX.XX"],
  ["02010100", "voltage_l1",     "V",     "XXX.X"],
  ["02010200", "voltage_l2",     "V",     "XXX.X"],
  ["02010300", "voltage_l3",     "V",     "XXX.X"],
  ["02020100", "current_l1",     "A",     "-XXX.XXX"],
  ["02020200", "current_l2",     "A",     "-XXX.XXX"],
  ["02020300", "current_l3",     "A",     "-XXX.XXX"],
  ["02030000", "power",          "kW",    "-XX.XXXX"],
  ["02030100", "power_l1",       "kW",    "-XX.XXXX"],
  ["02030200", "power_l2",       "kW",    "-XX.XXXX"],
  ["02030300", "power_l3",       "kW",    "-XX.XXXX"],
  ["02040000", "reactive_power", "kvar",  "-XX.XXXX"],
  ["02050000", "apparent_power", "kVA",   "-XX.XXXX"],
  ["02060000", "power_factor",   "1",     "-X.XXX"],
  ["02800002", "frequency",      "Hz",    "XX.XX"],
];

/** A minus where the highest bit is the sign, then digits: `-XX.XXXX` is three bytes with four decimals. */
export const digitForm = (text: string): DigitForm | undefined => {
  const [, sign, whole = "", decimals = ""] = /^(-?)(X{1,12})(?:\.(X{1,8}))?$/.exec(text) ?? [];
  const digits = whole.length + decimals.length;
  if (digits === 0 || digits % 2 === 1 || digits > 16) return undefined;
  return { bytes: digits / 2, decimals: decimals.length, isSigned: sign === "-" };
};

/**
 * What is known of items of DL/T 645-2007 meters.
 *
 * @see DL/T 645-2007 annex A, tables A.1 and A.2: item, length, form and unit
 */
export const dlt645Items: ReadonlyMap<string, Dlt645Item> = new Map(
  rows.flatMap(([item, , unit, form]) => {
    const digits = digitForm(form);
    return digits ? [[item, { unit, digits }] as const] : [];
  }),
);

const byRole: ReadonlyMap<string, string> = new Map([
  ...rows.flatMap(([item, role]) => (role === null ? [] : [[role, item] as const])),
  // A meter of one phase has what it has as the first.
  ["voltage", "02010100"],
  ["current", "02020100"],
]);

/** The item that a role of a meter usually is; undefined: there is none. */
export const usualItem = (role: string): string | undefined => byRole.get(role);
