import type { XY } from "../site/site-plan.ts";

/** What a path goes through. */
export type PathRead = {
  /** The end of every step, in order. */
  readonly spots: readonly XY[];
  /** Whether it is one line of straight steps. */
  readonly isStraight: boolean;
};

/** How many numbers each command takes a time. */
const TAKES: Readonly<Record<string, number>> = {
  M: 2,
  L: 2,
  H: 1,
  V: 1,
  C: 6,
  S: 4,
  Q: 4,
  T: 2,
  A: 7,
  Z: 0,
};
const COMMAND = /\s*([A-Za-z])\s*/y;
const NUMBER = /[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)/iy;
/** The two flags of an arc may stand without anything between them. */
const FLAG = /[\s,]*([01])/y;

/**
 * Reads the `d` of a path; null when it is none.
 *
 * @see https://www.w3.org/TR/SVG11/paths.html#PathData
 */
export const readPath = (d: string): PathRead | null => {
  const spots: XY[] = [];
  let at = 0;
  let here: XY = [0, 0];
  let start: XY = here;
  let isStraight = true;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const [whole, found] = pattern.exec(d) ?? [];
    if (whole === undefined || found === undefined) return null;
    at += whole.length;
    return found;
  };
  while (at < d.trimEnd().length) {
    const letter = take(COMMAND);
    const command = letter?.toUpperCase() ?? "";
    const count = TAKES[command];
    if (letter === null || count === undefined || (spots.length === 0 && command !== "M")) return null;
    if ((command === "M" && spots.length > 0) || !"MLHVZ".includes(command)) isStraight = false;
    if (command === "Z") here = start;
    for (let round = 0; count > 0; round++) {
      const numbers = takeNumbers(take, command, count);
      if (numbers === "none" && round > 0) break;
      if (numbers === "none" || numbers === "cut") return null;
      here = endOf(command, letter !== command, numbers, here);
      if (command === "M" && round === 0) start = here;
      spots.push(here);
    }
  }
  return { spots, isStraight };
};

const takeNumbers = (
  take: (pattern: RegExp) => string | null,
  command: string,
  count: number,
): readonly number[] | "none" | "cut" => {
  const numbers: number[] = [];
  while (numbers.length < count) {
    const isFlag = command === "A" && (numbers.length === 3 || numbers.length === 4);
    const found = take(isFlag ? FLAG : NUMBER);
    if (found === null) return numbers.length === 0 ? "none" : "cut";
    numbers.push(Number(found));
  }
  return numbers;
};

const endOf = (command: string, isRelative: boolean, numbers: readonly number[], [x, y]: XY): XY => {
  const [dx, dy] = isRelative ? [x, y] : [0, 0];
  const [last = 0] = numbers.slice(-1);
  if (command === "H") return [last + dx, y];
  if (command === "V") return [x, last + dy];
  return [(numbers.at(-2) ?? 0) + dx, last + dy];
};
