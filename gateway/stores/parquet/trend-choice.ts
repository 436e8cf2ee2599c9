import type { PointSeries } from "../trends/roll-up.ts";
import { levelFor, type TrendLevel, UNIT } from "../trends/step.ts";
import { hallDateAt } from "./days.ts";
import type { HallDate } from "./fold-day.ts";
import type { ColdFile } from "./manifest.ts";

/** From which files a course is read, and how. */
export type TrendChoice = {
  readonly level: TrendLevel;
  readonly files: readonly ColdFile[];
  /** The time that is read: as asked from readings, widened to whole rows from roll-ups. */
  readonly from: number;
  readonly to: number;
  /** Days of which there are cold and hot readings; they are read from both, not from `files`. */
  readonly mixed: readonly { readonly day: HallDate; readonly readings: ColdFile }[];
  /** Days of which the hot readings do not count, since only roll-ups are left that hold all others. */
  readonly past: readonly HallDate[];
};

export type ChoiceAsked = {
  readonly from: number;
  readonly to: number;
  readonly buckets: number;
  /** Class of the points. */
  readonly class: string;
  readonly timeZone: string;
  /** Up to so many readings of a point in the time, they are read themselves. */
  readonly few: number;
  /** Absent: whichever answers quickly. */
  readonly level?: TrendLevel;
};

/** How fine each level is; where the wanted one has not all days, the next one that has is taken. */
const INSTEAD: Readonly<Record<TrendLevel, readonly TrendLevel[]>> = {
  readings: ["readings", "minutes", "quarters"],
  minutes: ["minutes", "readings", "quarters"],
  quarters: ["quarters", "minutes", "readings"],
};

/** Chooses for points of one class. @param hot  what is hot of them in the time, widened to whole quarters */
export const choose = (
  files: readonly ColdFile[],
  asked: ChoiceAsked,
  hot: readonly PointSeries[],
): TrendChoice => {
  const { from, to, timeZone } = asked;
  const within = files.filter(({ is, first, last }) => first < to && last + UNIT[is] > from);
  const cold = within.filter(({ is }) => is === "readings");
  const most = Math.max(0, ...hot.map(({ at }) => at.length));
  const about = cold.reduce((sum, { rows, points }) => sum + rows / Math.max(1, points), most);
  const wanted = levelFor(asked, about, asked.few);
  const level = asked.level ?? INSTEAD[wanted].find(each => hasAll(each, within, files, asked)) ?? wanted;
  const unit = level === "readings" ? 1 : UNIT[level];
  const dates = new Map<string, HallDate>();
  for (const { at } of hot)
    for (let row = 0; row < at.length; ) {
      const day = hallDateAt(at[row]!, timeZone);
      dates.set(day.date, day);
      while (row < at.length && at[row]! < day.to) row++;
    }
  const mixed: { readonly day: HallDate; readonly readings: ColdFile }[] = [];
  const past: HallDate[] = [];
  for (const day of dates.values()) {
    const readings = cold.find(({ of }) => of === day.date);
    if (readings) mixed.push({ day, readings });
    else if (within.some(({ is, of }) => is === "minutes" && of === day.date)) past.push(day);
  }
  return {
    level,
    files: within.filter(({ is }) => is === level).toSorted((a, b) => a.first - b.first),
    from: Math.floor(from / unit) * unit,
    to: Math.ceil(to / unit) * unit,
    mixed,
    past,
  };
};

/**
 * Whether a level knows all of the time that another one knows.
 *
 * @param within  files of the time; `all`: of any time, since a level begins with its oldest file, gaps or not
 */
const hasAll = (
  level: TrendLevel,
  within: readonly ColdFile[],
  all: readonly ColdFile[],
  { class: id, from }: ChoiceAsked,
): boolean => {
  const own = within.filter(({ is }) => is === level);
  if (level === "quarters") return own.length > 0 || within.length === 0;
  if (own.some(({ without }) => without.includes(id))) return false;
  const known = new Set(own.map(({ of }) => of));
  const other = level === "readings" ? "minutes" : "readings";
  if (within.some(({ is, of }) => is === other && !known.has(of))) return false;
  const begins = Math.min(...all.filter(({ is }) => is === level).map(({ first }) => first));
  return !within.some(({ is, first }) => is === "quarters" && Math.max(first, from) + UNIT.quarters < begins);
};
