import { syntheticYear } from "../../../simulators/year/year.ts";
import type { ModelDay } from "../daily-model.ts";
import { fitDailyModel } from "../fit-daily-model.ts";
import { savings } from "../savings.ts";
import { nightFaultsOf } from "./score-year.ts";

const HOURLY = 60;

/**
 * How often the true saving of a whole year lies in the band around what is said of it, by a baseline of another whole year:
 * the same hall in other weather, at 24 °C the one and at 26 °C the other year. Days of nights with a fault are left out, as they
 * are where a gateway has found them.
 */
export const savedInYears = (
  meter: string,
  seeds: readonly number[],
): { readonly years: number; readonly inBand: number; readonly meanErrorShare: number } => {
  let [inBand, errors] = [0, 0];
  for (const seed of seeds) {
    const before = daysOf(meter, seed + 1_000, "9999-01-01");
    const after = daysOf(meter, seed, "0000-01-01");
    const found = fitDailyModel(before.days);
    const said = found.is === "model" ? savings(found.model, after.days) : null;
    if (!said) throw new Error(`no model of year ${seed}`);
    const { value, low, high } = said.savings;
    if (low <= after.savedKwh && after.savedKwh <= high) inBand += 1;
    errors += (value - after.savedKwh) / said.expectedKwh;
  }
  return { years: seeds.length, inBand, meanErrorShare: errors / seeds.length };
};

const daysOf = (meter: string, seed: number, changedOn: string) => {
  const year = syntheticYear(seed, HOURLY, changedOn);
  for (const _ of year.readings());
  const truth = year.truth();
  const faulty = new Set(nightFaultsOf(truth).map(({ date }) => date));
  const kept = truth.days.filter(
    ({ date }, index) => !faulty.has(date) && !faulty.has(truth.days[index - 1]?.date ?? ""),
  );
  const days = kept.map(
    ({ date, isOpen, outdoorC, kWh }): ModelDay => ({ date, isOpen, outdoorC, kWh: kWh[meter] ?? 0 }),
  );
  return { days, savedKwh: kept.reduce((sum, day) => sum + day.savedKwh, 0) };
};
