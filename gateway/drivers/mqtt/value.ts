import type { MqttSource, Point } from "#rules/site/model.ts";
import { quote } from "./json-trouble.ts";

/** A value in the unit (or the word index) of the point's class; a text says why there is none. */
export type ValueReader = (raw: unknown) => number | string;

/**
 * Makes the reader for one point of what its device writes.
 *
 * A number may be written as a JSON number or as a text of the same form (`"20.9"`, spaces around it allowed). A worded
 * class takes a text, number or true/false and looks it up in the point's `values`, else in the class's own words.
 */
export const valueReader = (point: Point, source: MqttSource): ValueReader =>
  point.class.words === undefined
    ? numberReader(source.scale, source.offset ?? 0)
    : wordReader(point.class.words, source.values);

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const numberReader =
  (scale: number, offset: number): ValueReader =>
  raw => {
    if (typeof raw === "number") return exact(raw, scale, offset);
    if (typeof raw !== "string") return notA("number", raw);
    const text = raw.trim();
    if (NUMBER.test(text)) return exact(Number(text), scale, offset);
    if (/^[+-]?\d+,\d+$/.test(text))
      return `device reports ${quote(text)}, which is not a number: set it to write a decimal point`;
    return `device reports ${quote(text)} where a number belongs`;
  };

/**
 * Above 2^53 a count loses its last digits silently; no measured value of a hall is as large. What is scaled is rounded
 * to 15 digits, so that 2985 mV are 2.985 V and not a little more.
 */
const exact = (n: number, scale: number, offset: number): number | string => {
  if (Math.abs(n) > Number.MAX_SAFE_INTEGER) return "device reports a number too large to be held exactly";
  return scale === 1 && offset === 0 ? n : Number((n * scale + offset).toPrecision(15));
};

const wordReader = (words: readonly string[], values: MqttSource["values"]): ValueReader => {
  const index = new Map(
    values === undefined
      ? words.map((word, i) => [word, i] as const)
      : Object.entries(values).map(([text, word]) => [text, words.indexOf(word)] as const),
  );
  const known = [...index.keys()].join(", ");
  return raw => {
    if (typeof raw === "object") return notA("word", raw);
    const text = typeof raw === "string" ? raw.trim() : String(raw);
    return index.get(text) ?? `device reports ${quote(text)}, which is none of ${known}`;
  };
};

const notA = (wanted: "number" | "word", raw: unknown): string => {
  if (raw === null) return "device reports null";
  const got = Array.isArray(raw) ? "a list" : typeof raw === "object" ? "an object" : String(raw);
  return `device reports ${got} where a ${wanted} belongs`;
};
