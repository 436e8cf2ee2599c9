import { minutes } from "../../time/instant.ts";
import type { DailyModel } from "../daily-model.ts";
import { datesBetween, dayEnergies, dayTemperatures } from "../day-sums.ts";
import { fitDailyModel } from "../fit-daily-model.ts";
import { modelDays, type NonRoutine } from "../model-days.ts";
import { type Savings, savings } from "../savings.ts";
import type { UnderstoodNights } from "../understand.ts";
import type { JudgedYear } from "./judge-year.ts";

/** What the change of the setpoint saved by the model of a meter, and in truth on the same days. */
export type Saved = {
  readonly model: DailyModel;
  readonly leftOut: number;
  readonly said: Savings;
  readonly truthKwh: number;
};

const MAIN = "M-main";
/** Less than that in a night is lost among days of 20 to 90 kWh. */
const WORTH_LEAVING_OUT_KWH = 5;

/**
 * Compares the days after the change with those before it. A night with an excess of 5 kWh or more on the meter, or on one under
 * it, is out of the ordinary: its two days are left out, on both sides.
 *
 * @throws {Error}  when there is no model
 */
export const savedInYear = (
  { site, truth, quarters, outdoor }: JudgedYear,
  meter: string,
  nights: ReadonlyMap<string, UnderstoodNights>,
  everyMinutes: number,
): Saved => {
  const dates = datesBetween("2025-01-01", "2025-12-31");
  const { timeZone } = site.calendar;
  const energy = dayEnergies(quarters.get(meter) ?? [], dates, timeZone);
  const temperature = dayTemperatures({ ...outdoor, step: minutes(everyMinutes) }, dates, timeZone);
  const inside = meter === MAIN ? [...nights.values()] : [nights.get(meter)];
  const events = inside.flatMap(understood =>
    (understood?.nights ?? []).flatMap(each => eventOf(each, dates)),
  );
  const { days, leftOut } = modelDays(site.calendar, energy, temperature, events);
  const found = fitDailyModel(days.filter(({ date }) => date < truth.changedOn));
  if (found.is === "none") throw new Error(found.why.en);
  const reporting = days.filter(({ date }) => date >= truth.changedOn);
  const said = savings(found.model, reporting);
  if (!said) throw new Error("no day after the change");
  const savedKwh = new Map(truth.days.map(day => [day.date, day.savedKwh]));
  const truthKwh = reporting.reduce((sum, { date }) => sum + (savedKwh.get(date) ?? 0), 0);
  return { model: found.model, leftOut: leftOut.length, said, truthKwh };
};

const eventOf = (
  { night: { date }, judged }: UnderstoodNights["nights"][number],
  dates: readonly string[],
): readonly NonRoutine[] => {
  if (!judged?.isExcessive || judged.excessKwh < WORTH_LEAVING_OUT_KWH) return [];
  const to = dates[dates.indexOf(date) + 1] ?? date;
  return [{ from: date, to, why: "left on", adjustKwhPerDay: null }];
};
