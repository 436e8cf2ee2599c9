import { parseDuration } from "../site/durations.ts";
import { type Told, told } from "../site/form.ts";
import type { Point } from "../site/model.ts";
import { nearest } from "../site/nearest.ts";
import type { Millis } from "../time/instant.ts";
import { readQuantity } from "./amounts.ts";
import type { Course } from "./timeline.ts";

/** A value as it is written: a number, a word or number with unit, or one that goes on by itself. */
export type ValueForm = { readonly is: "plain"; readonly text: string } | MovingForm;
type MovingForm = {
  readonly is: "moving";
  readonly from: string;
  readonly by: string;
  readonly every: Millis;
  readonly to: string | null;
};

const HELP = "write a number, a number with its unit, a word, or { from: 25, by: 0.5, every: 1 min, to: 28 }";
const KEYS = ["from", "by", "every", "to"] as const;

/** Reads the form of a value; what it means is seen when the point is known. */
export const valueForm = (input: unknown): Told<ValueForm> => {
  if (isPlain(input)) return told({ is: "plain", text: String(input) });
  if (typeof input !== "object" || input === null || Array.isArray(input))
    return refused("expected a value", HELP);
  const given = input as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(given).find(key => !KEYS.some(known => known === key));
  if (unknown !== undefined) {
    const close = nearest(unknown, KEYS);
    return refused(`unknown key "${unknown}" of a moving value`, close ? `did you mean "${close}"?` : HELP);
  }
  const { from, by, every, to } = given;
  const length = typeof every === "string" ? parseDuration(every) : null;
  if (!isPlain(from) || !isPlain(by) || length === null || length <= 0 || !(to === undefined || isPlain(to)))
    return refused("a moving value says from where, by how much and how often", HELP);
  const end = to === undefined ? null : String(to);
  return told({ is: "moving", from: String(from), by: String(by), every: length, to: end });
};

const isPlain = (value: unknown): value is string | number =>
  typeof value === "number" || (typeof value === "string" && value.trim() !== "");

/** What the value means for its point: a number in the class's unit, or the position of the class's word. */
export const courseOf = (written: ValueForm, point: Point): Told<Course> => {
  if (written.is === "plain") {
    const value = numberOf(written.text, point);
    return value.is === "told" ? told({ is: "still", value: value.value }) : value;
  }
  if (point.class.words)
    return wrong(`${point.id} has words, ${point.class.words.join(", ")}: they do not move`, "");
  const { every, to } = written;
  const from = numberOf(written.from, point);
  const by = differenceOf(written.by, point);
  const end = to === null ? told(null) : numberOf(to, point);
  if (from.is === "refused") return from;
  if (by.is === "refused") return by;
  if (end.is === "refused") return end;
  if (by.value === 0 || (end.value !== null && by.value > 0 !== end.value > from.value))
    return wrong(`${written.by} does not lead from ${written.from} to ${to ?? "anywhere"}`, "");
  return told({ is: "moving", from: from.value, by: by.value, every, to: end.value });
};

/** A difference has no zero: `2 °C` warmer is 2, whatever the zero of the scale. */
const differenceOf = (text: string, point: Point): Told<number> =>
  readQuantity(text.replace(/ ?(K|Cel|°C|℃)$/, ""), point);

/** A value of a point that is not moving. */
export const numberOf = (text: string, point: Point): Told<number> => {
  const { words } = point.class;
  if (words !== undefined) return wordOf(text, point, words);
  const number = readQuantity(text, point);
  if (number.is === "refused" || point.range === undefined) return number;
  const [low, high] = point.range;
  if (number.value >= low && number.value <= high) return number;
  const unit = point.class.unit ?? "";
  return wrong(
    `${number.value} ${unit} is outside ${low}..${high}`,
    "a device that says so is bad: write it under bad",
  );
};

const wordOf = (text: string, point: Point, words: readonly string[]): Told<number> => {
  const index = words.indexOf(text);
  if (index >= 0) return told(index);
  const close = nearest(text, words);
  const help = close ? `did you mean "${close}"?` : `one of ${words.join(", ")}`;
  return wrong(`${point.id} has no word "${text}"`, help);
};

const refused = (why: string, help: string): Told<never> => ({ is: "refused", code: "CFG103", why, help });
const wrong = (why: string, help: string): Told<never> => ({ is: "refused", code: "CFG602", why, help });
