import { hours, type Millis, millis, minutes, seconds } from "../time/instant.ts";
import { type Told, told } from "./form.ts";

const UNITS: ReadonlyMap<string, Millis> = new Map([
  ["ms", millis(1)],
  ["s", seconds(1)],
  ["min", minutes(1)],
  ["h", hours(1)],
  ["d", hours(24)],
]);

/** Reads a length of time such as `500 ms`, `30 s`, `5min`, `1.5 h`, `45 d`; null when it is none. A day is 24 hours. */
export const parseDuration = (text: string): Millis | null => {
  const [, count, unit] = /^(\d{1,9}(?:\.\d{1,3})?) ?([a-z]+)$/.exec(text.trim()) ?? [];
  const length = UNITS.get(unit ?? "");
  return count === undefined || length === undefined ? null : millis(Math.round(Number(count) * length));
};

/** Reads a length of time between two others, both included. */
export const durationWithin =
  (least: string, most: string) =>
  (text: string): Told<Millis> => {
    const length = parseDuration(text);
    if (length === null) {
      const why = `expected a length of time, found "${text}"`;
      return { is: "refused", code: "CFG201", why, help: "write it as 500 ms, 30 s, 10 min, 2 h or 45 d" };
    }
    if (length < (parseDuration(least) ?? 0) || length > (parseDuration(most) ?? 0)) {
      const why = `${text} is not between ${least} and ${most}`;
      return { is: "refused", code: "CFG105", why, help: "" };
    }
    return told(length);
  };
