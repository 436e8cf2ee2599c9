import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { bucketsOf } from "../../gateway/stores/trends/buckets.ts";
import { millis } from "../../rules/time/instant.ts";
import { DAY, type Load, made, START } from "./made.ts";

/** A course in 1,000 buckets of some circuits, by their position, over whole days. */
export type Ask = { readonly points: readonly number[]; readonly fromDay: number; readonly days: number };

/** The buckets of one point: columns of equal length, ascending. */
export type Course = {
  readonly at: ArrayLike<number>;
  readonly min: ArrayLike<number>;
  readonly max: ArrayLike<number>;
  readonly mean: ArrayLike<number>;
  readonly count: ArrayLike<number>;
};

/** What a store answers: buckets of `step` ms, of each point that was asked for, in that order. */
export type Answer = { readonly step: number; readonly courses: readonly Course[] };

/** A store that is compared. */
export type Subject = {
  readonly name: string;
  /** Brings a day in, until the store has taken it. */
  add(day: number): Promise<void> | void;
  /** Until everything is on disk in its last form. */
  settle(): Promise<void> | void;
  bytes(): number;
  ask(asked: Ask): Promise<Answer> | Answer;
  /** CPU that a process of the store's own used so far, ms; null where it works in this one. */
  serverCpuMs(): number | null;
  close(): Promise<void> | void;
};

/** The time of a question, and how many buckets it wants. */
export const spanOf = ({ fromDay, days }: Ask) => ({
  from: START + fromDay * DAY,
  to: START + (fromDay + days) * DAY,
  buckets: 1_000,
});

const BLOCK = 512;

/** Bytes that a file, or all files below a directory, take of the disk: servers make files that are mostly holes. */
export const sizeOf = (path: string): number => {
  const found = statSync(path, { throwIfNoEntry: false }); // A file that is merged away while one looks has no size.
  if (found === undefined) return 0;
  return found.isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
    : found.blocks * BLOCK;
};

/** Compares answers with what was made: throws where a store has one reading more or less, or another value. */
export const checker = (load: Load) => {
  const known = new Map<string, readonly Course[]>();
  const truthOf = (asked: Ask, step: number): readonly Course[] => {
    const key = JSON.stringify([asked, step]);
    const truth =
      known.get(key) ??
      asked.points.map(point => {
        const buckets = bucketsOf(millis(step));
        for (let day = asked.fromDay; day < asked.fromDay + asked.days; day++) {
          const { at, value } = made(point, day, load.every);
          for (let row = 0; row < at.length; row++) buckets.add(at[row]!, value[row]!);
        }
        return buckets.trend("", "readings");
      });
    known.set(key, truth);
    return truth;
  };
  /** @param part  by which values may differ, since roll-ups keep numbers of seven digits */
  return (name: string, asked: Ask, { step, courses }: Answer, part: number): void => {
    for (const [n, truth] of truthOf(asked, step).entries()) {
      const course = courses[n];
      const wrong = course === undefined ? "no answer" : differenceOf(truth, course, part);
      if (wrong !== null)
        throw new Error(`${name}: circuit ${asked.points[n]} of ${JSON.stringify(asked)}: ${wrong}`);
    }
  };
};

const differenceOf = (truth: Course, course: Course, part: number): string | null => {
  if (truth.at.length !== course.at.length) return `${course.at.length} buckets of ${truth.at.length}`;
  for (let row = 0; row < truth.at.length; row++)
    for (const column of ["at", "count", "min", "max", "mean"] as const) {
      const [right, told] = [truth[column][row]!, course[column][row]!];
      const mayDiffer = column === "at" || column === "count" ? 0 : Math.abs(right) * part;
      if (!(Math.abs(right - told) <= mayDiffer)) return `${column} ${told}, not ${right}, in bucket ${row}`;
    }
  return null;
};
