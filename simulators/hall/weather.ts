import { chance, wobble } from "../chance.ts";
import type { Days } from "./day.ts";

/** The weather over the hall: pure in time, the same for the same seed. */
export type Weather = {
  /** Air temperature in the shade, °C. */
  outdoorC(at: number): number;
  /** Relative humidity, %. */
  humidityPercent(at: number): number;
  /** 0 by night to 1 at noon. */
  sun(at: number): number;
};

/** Evening cooling time constant in hours. */
const COOLING_H = 4;

/**
 * Weather of a hot-summer, cold-winter city at about 31° N. A day's temperature rises as a sine from sunrise and falls
 * exponentially after sunset; July peaks at about 34 °C near 14:00 and falls below 28 °C at about 20:45.
 *
 * @see J. Goudriaan, H. H. van Laar: Modelling Potential Crop Growth Processes (1994), §3.2: the daily course
 */
export const weatherOver = (days: Days, seed: number): Weather => {
  const drift = wobble(seed, "outdoor");
  const humid = wobble(seed, "humidity");
  const daily = (dayNumber: number) => chance(seed, "weather", dayNumber)() * 1.2 - 0.6;

  const course = (at: number) => {
    const day = days.of(at);
    const hour = (at - day.startsAt) / 3_600_000;
    const year = (peak: number) => Math.cos((2 * Math.PI * (day.dayOfYear - peak)) / 365.25);
    const daylight = 12 + 2.3 * year(172);
    return { day, hour, daylight, sunrise: 12.15 - daylight / 2, warmestC: 18 + 16 * year(199) };
  };

  const outdoorC = (at: number) => {
    const { day, hour, daylight, sunrise, warmestC } = course(at);
    const coldestC = warmestC - 10;
    const rise = (h: number) => coldestC + 10 * Math.sin((Math.PI * h) / (daylight + 3.72));
    const sinceSunrise = (hour - sunrise + 24) % 24;
    const share = hour / 24;
    const turn = (1 - share) * daily(day.number) + share * daily(day.number + 1);
    const base = sinceSunrise <= daylight ? rise(sinceSunrise) : fall(sinceSunrise - daylight, daylight);
    return base + turn + 0.2 * drift(at / 10);

    function fall(sinceSunset: number, daylightH: number): number {
      const sunsetC = rise(daylightH);
      const end = Math.exp(-(24 - daylightH) / COOLING_H);
      const now = Math.exp(-sinceSunset / COOLING_H);
      return (coldestC - sunsetC * end + (sunsetC - coldestC) * now) / (1 - end);
    }
  };

  return {
    outdoorC,
    humidityPercent: at => Math.min(98, Math.max(25, 78 - 1.6 * (outdoorC(at) - 24) + 4 * humid(at))),
    sun: at => {
      const { hour, sunrise, daylight } = course(at);
      const part = (hour - sunrise) / daylight;
      return part > 0 && part < 1 ? Math.sin(Math.PI * part) : 0;
    },
  };
};
