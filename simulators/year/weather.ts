import { chance } from "../chance.ts";

/** A year's weather: pure in time, the same for the same seed. */
export type YearWeather = {
  /** Air temperature in the shade at a minute of a day, °C. */
  outdoorC(day: number, minute: number): number;
  /** 0 by night to 1 at a clear noon. */
  sun(day: number, minute: number): number;
  /** Of the whole day, °C. */
  meanC(day: number): number;
};

/** Of one day what the next one still has: weather lasts for some days. */
const LASTS = 0.75;
const DAYS = 365;

/**
 * A hot-summer, cold-winter city at about 31° N: monthly means from 4 to 29 °C, days that differ by some 3 K from the season and
 * resemble their neighbours, warmest at 15:00, clear and cloudy days.
 */
export const yearWeather = (seed: number): YearWeather => {
  const draw = chance(seed, "year-weather");
  const means: number[] = [];
  const clear: number[] = [];
  let [odd, clouds] = [0, 0.5];
  for (let day = 0; day < DAYS; day++) {
    odd = LASTS * odd + 3.4 * (draw() + draw() + draw() - 1.5);
    clouds = Math.min(1, Math.max(0, LASTS * clouds + (1 - LASTS) * 0.5 + 0.6 * (draw() - 0.5)));
    const season = 16.8 - 12.2 * Math.cos((2 * Math.PI * (day - 20)) / DAYS);
    means.push(season + odd);
    clear.push(1 - clouds);
  }
  const at = (values: readonly number[], day: number, minute: number): number => {
    const [before, next] = [values[day] ?? 0, values[Math.min(day + 1, DAYS - 1)] ?? 0];
    return before + ((next - before) * minute) / 1_440;
  };
  return {
    outdoorC: (day, minute) => {
      const swing = 2.5 + 3 * at(clear, day, minute);
      // Half a day earlier the mean is that of this day: a day's mean is at its noon.
      const [shiftedDay, shifted] = minute < 720 ? [Math.max(0, day - 1), minute + 720] : [day, minute - 720];
      return at(means, shiftedDay, shifted) + swing * Math.cos((2 * Math.PI * (minute - 900)) / 1_440);
    },
    sun: (day, minute) => {
      const daylight = 720 + 130 * Math.cos((2 * Math.PI * (day - 172)) / DAYS);
      const part = (minute - 725 + daylight / 2) / daylight;
      return part <= 0 || part >= 1 ? 0 : Math.sin(Math.PI * part) * (0.3 + 0.7 * at(clear, day, minute));
    },
    meanC: day => means[day] ?? 0,
  };
};
