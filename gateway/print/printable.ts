/** Characters that our font does not have, and what stands for them on paper. */
const INSTEAD: Readonly<Record<string, string>> = {
  "℃": "°C",
  "℉": "°F",
  "₂": "2",
  "≥": ">=",
  "≤": "<=",
  "→": "->",
  "≈": "~",
  "‰": "/1000",
  "✓": "v",
  "✗": "×",
  "\u2009": " ",
  "\u202f": " ",
};

const MISSING = new RegExp(`[${Object.keys(INSTEAD).join("")}]`, "g");

/**
 * The same with every text in it as our font can print it: a character that it lacks would be left out without a word.
 *
 * @param value  a text, or plain data with texts in it
 */
export const printable = <T>(value: T): T => inPlaceOf(value) as T;

const inPlaceOf = (value: unknown): unknown => {
  if (typeof value === "string") return value.replace(MISSING, sign => INSTEAD[sign] ?? sign);
  if (Array.isArray(value)) return value.map(inPlaceOf);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inPlaceOf(each)]));
};
