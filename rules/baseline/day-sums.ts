import type { MeterQuarter } from "../energy/ledger.ts";
import { type Instant, instant, type Millis, minutes } from "../time/instant.ts";
import { day, momentOf } from "../time/wall-clock.ts";
import type { DayValue } from "./model-days.ts";

const QUARTER = minutes(15);
/** Less of a quarter than that and nobody knows its power. */
const LEAST_COVERED = 0.9;

/** Whether what a quarter had was measured: spread evenly over a gap is not, and no more is "so much at least". */
export const isMeasured = ({ covered, isAtLeast }: Pick<MeterQuarter, "covered" | "isAtLeast">): boolean =>
  !isAtLeast && covered >= LEAST_COVERED * QUARTER;

/**
 * Energy of each day of a hall and how much of it was measured; a day of 23 or 25 hours has 92 or 100 quarters. Nothing is
 * filled in: a day that nobody measured has 0 kWh and a completeness of 0.
 *
 * @param quarters  of one meter, ascending by end
 * @param dates     ascending
 */
export const dayEnergies = (
  quarters: readonly MeterQuarter[],
  dates: readonly string[],
  timeZone: string,
): readonly DayValue[] => {
  let index = 0;
  return dates.map(date => {
    const [from, to] = [midnight(date, timeZone), midnight(after(date), timeZone)];
    let [value, measured] = [0, 0];
    while (index < quarters.length && quarters[index]!.end <= from) index++;
    for (; index < quarters.length && quarters[index]!.end <= to; index++) {
      value += quarters[index]!.kWh;
      if (isMeasured(quarters[index]!)) measured += 1;
    }
    return { date, value, completeness: measured / ((to - from) / QUARTER) };
  });
};

/**
 * Mean temperature of each day from means of shorter stretches, each counting for its length; a stretch that is missing was
 * not measured.
 *
 * @param at    beginnings of the stretches, ascending
 * @param mean  °C
 * @param step  length of each
 */
export const dayTemperatures = (
  {
    at,
    mean,
    step,
  }: { readonly at: ArrayLike<number>; readonly mean: ArrayLike<number>; readonly step: Millis },
  dates: readonly string[],
  timeZone: string,
): readonly DayValue[] => {
  let index = 0;
  return dates.map(date => {
    const [from, to] = [midnight(date, timeZone), midnight(after(date), timeZone)];
    let [sum, known] = [0, 0];
    while (index < at.length && at[index]! < from) index++;
    for (; index < at.length && at[index]! < to; index++) {
      if (!Number.isFinite(mean[index])) continue;
      sum += mean[index]!;
      known += 1;
    }
    return {
      date,
      value: known === 0 ? 0 : sum / known,
      completeness: Math.min(1, (known * step) / (to - from)),
    };
  });
};

/** All dates from one to another, both included. */
export const datesBetween = (from: string, to: string): readonly string[] => {
  const dates: string[] = [];
  for (let date = from; date <= to; date = after(date)) dates.push(date);
  return dates;
};

const after = (date: string): string => day(date).add({ days: 1 }).toString();

const midnight = (date: string, timeZone: string): Instant => instant(momentOf(day(date), 0, timeZone));
