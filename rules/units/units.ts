/** A unit by its UCUM code: value in the quantity's base unit = value × `scale` + `offset`. */
export type Unit = {
  readonly code: string;
  /** Units convert into each other only within one quantity. */
  readonly quantity: string;
  readonly scale: number;
  readonly offset: number;
  /** How people write it. */
  readonly name: { readonly zh: string; readonly en: string };
};

/** Code, factor to the base unit, English name, Chinese name where it differs. */
type Row = readonly [code: string, scale: number, en: string, zh?: string];

/** Every quantity with its units, the base unit first. Factors are exact by definition. @see ucum.org, BIPM SI brochure */
const quantities: Readonly<Record<string, readonly Row[]>> = {
  power: [
    ["W", 1, "W"],
    ["kW", 1_000, "kW"],
    ["MW", 1_000_000, "MW"],
  ],
  "reactive power": [
    ["var", 1, "var"],
    ["kvar", 1_000, "kvar"],
  ],
  "apparent power": [
    ["VA", 1, "VA"],
    ["kVA", 1_000, "kVA"],
  ],
  energy: [
    ["W.h", 1, "W·h"],
    ["kW.h", 1_000, "kW·h"],
    ["MW.h", 1_000_000, "MW·h"],
    ["kJ", 1 / 3.6, "kJ"],
    ["MJ", 1_000 / 3.6, "MJ"],
  ],
  voltage: [
    ["V", 1, "V"],
    ["mV", 0.001, "mV"],
    ["kV", 1_000, "kV"],
  ],
  current: [
    ["A", 1, "A"],
    ["mA", 0.001, "mA"],
  ],
  frequency: [
    ["Hz", 1, "Hz"],
    ["mHz", 0.001, "mHz"],
  ],
  ratio: [
    ["1", 1, ""],
    ["%", 0.01, "%"],
    ["[ppth]", 0.001, "‰"],
    ["[ppm]", 1e-6, "ppm"],
  ],
  illuminance: [
    ["lx", 1, "lx"],
    ["klx", 1_000, "klx"],
  ],
  pressure: [
    ["Pa", 1, "Pa"],
    ["hPa", 100, "hPa"],
    ["kPa", 1_000, "kPa"],
    ["bar", 100_000, "bar"],
  ],
  time: [
    ["s", 1, "s", "秒"],
    ["ms", 0.001, "ms", "毫秒"],
    ["min", 60, "min", "分钟"],
    ["h", 3_600, "h", "小时"],
    ["d", 86_400, "d", "天"],
  ],
  length: [
    ["m", 1, "m"],
    ["cm", 0.01, "cm"],
  ],
  speed: [
    ["m/s", 1, "m/s"],
    ["km/h", 1 / 3.6, "km/h"],
  ],
  "rain intensity": [
    ["mm/h", 1, "mm/h"],
    ["mm/min", 60, "mm/min"],
  ],
  people: [["{person}", 1, "people", "人"]],
};

const temperatures: readonly Unit[] = [
  { code: "K", quantity: "temperature", scale: 1, offset: 0, name: { zh: "K", en: "K" } },
  { code: "Cel", quantity: "temperature", scale: 1, offset: 273.15, name: { zh: "℃", en: "°C" } },
  {
    code: "[degF]",
    quantity: "temperature",
    scale: 5 / 9,
    offset: (459.67 * 5) / 9,
    name: { zh: "℉", en: "°F" },
  },
];

/** Every unit that a point may have, by UCUM code. */
export const units: ReadonlyMap<string, Unit> = new Map(
  [
    ...temperatures,
    ...Object.entries(quantities).flatMap(([quantity, rows]) =>
      rows.map(
        ([code, scale, en, zh]): Unit => ({ code, quantity, scale, offset: 0, name: { zh: zh ?? en, en } }),
      ),
    ),
  ].map(unit => [unit.code, unit]),
);

/** How people write the unit, `°C` for `Cel`; a code that is not known is shown as it is. */
export const unitName = (code: string, language: "zh" | "en"): string =>
  units.get(code)?.name[language] ?? code;
