import { unitName } from "#rules/units/units.ts";
import type { WirePoint } from "../wire/point.ts";
import { widthOf } from "./cut.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

type Column = keyof Words["points"]["head"];

const ALL: readonly Column[] = ["point", "name", "value", "age", "state", "why", "via"];
/** What a narrow terminal leaves out, in this order. */
const DROPPED: readonly Column[] = ["name", "via", "why"];

/**
 * One line a point, and how many cannot be trusted. Where there is no room for the reasons beside the points, they stand
 * below the table.
 *
 * @param now      the gateway's time, epoch milliseconds
 * @param columns  of the terminal; absent in a pipe: then nothing is left out
 */
export const pointsText = (
  points: readonly WirePoint[],
  now: number,
  columns: number | undefined,
  words: Words,
): string => {
  const { text, reasons } = fitted(points, now, columns ?? Number.POSITIVE_INFINITY, words);
  const below = reasons.length > 0 ? ["", ...reasons] : [];
  return [text, ...below, "", trustOf(points, words)].join("\n");
};

/**
 * The same for one screen: the count on top, since it is always seen. What is not to be trusted comes first when not
 * all lines have room.
 */
export const pointsLive = (
  title: string,
  points: readonly WirePoint[],
  now: number,
  { columns, rows }: { readonly columns: number; readonly rows: number },
  words: Words,
): string => {
  const whole = fitted(points, now, columns, words);
  const reasons = whole.reasons.slice(0, Math.max(0, Math.floor(rows / 4)));
  const below = reasons.length > 0 ? ["", ...reasons] : [];
  const room = rows - below.length - 3;
  const top = [`${title}  ${trustOf(points, words)}`, ""];
  if (points.length <= room) return [...top, whole.text, ...below].join("\n");
  const first = points.toSorted((a, b) => Number(a.state === "good") - Number(b.state === "good"));
  const lines = fitted(first, now, columns, words).text.split("\n").slice(0, Math.max(1, room));
  const hidden = words.points.hidden(points.length - lines.length + 1);
  return [...top, ...lines, hidden, ...below].join("\n");
};

const trustOf = (points: readonly WirePoint[], words: Words): string =>
  words.points.trust(points.length, points.filter(({ state }) => state !== "good").length);

type Fitted = { readonly text: string; readonly reasons: readonly string[] };

const fitted = (points: readonly WirePoint[], now: number, width: number, words: Words): Fitted => {
  const cells = [words.points.head, ...points.map(point => cellsOf(point, now, words))];
  const shown = points.some(({ reason }) => reason) ? ALL : ALL.filter(column => column !== "why");
  for (let dropped = 0; ; dropped++) {
    const left = shown.filter(column => !DROPPED.slice(0, dropped).includes(column));
    const text = table(cells.map(row => left.map(column => row[column])));
    if (widthOf(text) <= width || dropped === DROPPED.length)
      return { text, reasons: left.includes("why") ? [] : reasonsOf(points) };
  }
};

const cellsOf = (point: WirePoint, now: number, words: Words): Record<Column, string> => ({
  point: point.point,
  name: point.name[words.language],
  value: valueText(point, words),
  age: ageText(point, now, words),
  state: words.points.state(point.state),
  why: point.reason ?? "",
  via: point.via,
});

/** Each reason once, with what it is about. */
const reasonsOf = (points: readonly WirePoint[]): string[] => [
  ...new Set(points.flatMap(({ reason, via }) => (reason ? [`${via}: ${reason}`] : []))),
];

/** Worded values in the words of the site file, which is what an installer compares them with. */
export const valueText = ({ value, word, unit, state }: WirePoint, { language }: Words): string => {
  if (value === null) return "–";
  const text =
    word ??
    `${Number(value.toFixed(2))} ${unit === undefined || unit === "1" ? "" : unitName(unit, language)}`.trim();
  return state === "good" ? text : `${text} ?`;
};

/** How long ago it was measured, in the largest unit that tells enough. */
export const ageText = ({ at }: WirePoint, now: number, { points: { age } }: Words): string => {
  if (at === null) return "–";
  const seconds = Math.max(0, Math.round((now - Date.parse(at)) / 1000));
  if (seconds < 120) return age(seconds, "s");
  if (seconds < 7_200) return age(Math.round(seconds / 60), "min");
  return seconds < 172_800 ? age(Math.round(seconds / 3_600), "h") : age(Math.round(seconds / 86_400), "d");
};
