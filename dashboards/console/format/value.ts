import { language, say, t } from "../words/language.ts";
import { valueWords } from "../words/values.ts";

/** What is needed of a reading to write it down. */
export type Value = {
  readonly value: number | null;
  readonly word?: string | undefined;
  readonly unit?: string | undefined;
};

/** Between a number and its unit: narrow, and never a line break. */
const THIN = "\u202f";

/** UCUM code → what people write, where it is the same in both languages. */
const symbols: Readonly<Record<string, string>> = {
  Cel: "°C",
  "[degF]": "°F",
  "[ppm]": "ppm",
  "[ppth]": "‰",
  "1": "",
};
/** Digits after the point; one unless it is a count or a ratio. */
const digits: Readonly<Record<string, number>> = {
  "{person}": 0,
  "[ppm]": 0,
  lx: 0,
  Pa: 0,
  s: 0,
  "W.h": 0,
  "%": 0,
  "1": 2,
};

/** A reading as people read it: `27.9 °C`, `4.1 kW`, `已锁`; a dash where there is no value. */
export const valueText = ({ value, word, unit }: Value, pointClass = ""): string => {
  if (word !== undefined) return say(valueWords(word, pointClass));
  if (value === null) return "–";
  if (unit === undefined) return number(value, 2);
  if (unit === "W" && Math.abs(value) >= 10 && Math.abs(value) < 1000) return `${number(value, 0)}${THIN}W`;
  if (unit === "W" && Math.abs(value) >= 1000) return `${number(value / 1000, 1)}${THIN}kW`;
  const name = unitText(unit, value);
  const text = number(value, digits[unit] ?? 1);
  return name === "" ? text : `${text}${THIN}${name}`;
};

/** How people write the unit of a value, in the language in use; a code that is not known is shown as it is. */
export const unitText = (unit: string, value: number): string =>
  t().units[`${value} ${unit}`] ?? t().units[unit] ?? symbols[unit] ?? unit;

/** A share of one as per cent with one digit; a share that is not nothing never reads as 0.0. */
export const percent = (share: number): string =>
  `${number(share > 0 ? Math.max(share * 100, 0.1) : 0, 1)}${THIN}%`;

const formats = new Map<string, Intl.NumberFormat>();

/** A number with at most `places` digits after the point; one place is always written, so that columns stand still. */
function number(value: number, places: number): string {
  const isNought = Math.abs(value) < 0.5 * 10 ** -places;
  const key = `${language.value}${places}`;
  const format =
    formats.get(key) ??
    new Intl.NumberFormat(language.value, {
      maximumFractionDigits: places,
      minimumFractionDigits: places === 1 ? 1 : 0,
    });
  formats.set(key, format);
  return isNought ? "0" : format.format(value);
}
