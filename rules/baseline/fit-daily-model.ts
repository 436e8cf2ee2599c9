import type { Words } from "../site/words.ts";
import { type BalanceColumn, type BalancePair, bestPair } from "./balance-points.ts";
import { type DailyModel, describeFit, expectedKwh, type ModelDay } from "./daily-model.ts";
import { type LinearFit, leastSquares } from "./least-squares.ts";
import { studentT } from "./student.ts";

/** Six weeks: each day of the week six times. Fewer days make any line fit. */
export const LEAST_DAYS = 42;
/** A slope that rests on fewer days with a degree to count is one of those days, not of the hall. */
const LEAST_DEGREE_DAYS = 10;
const CONFIDENCE = 0.95;

const STEP_C = 0.5;
/** Chinese design practice uses 18 and 26; a business hall of its own is searched for. */
const HEATING_C = { from: 8, to: 20 };
const COOLING_C = { from: 16, to: 26 };

export type ModelFound =
  | { readonly is: "model"; readonly model: DailyModel }
  | { readonly is: "none"; readonly why: Words };

/**
 * Finds the model that describes days best: balance points by trying all (8 … 20 °C for heating, 16 … 26 °C for cooling, in
 * steps of half a degree), coefficients by least squares. A form counts only if its slopes are not negative and every term
 * is significant at 95 %; of those that count the one with the least squared error is taken.
 *
 * @param days  complete ones, ascending by date, each once
 */
export const fitDailyModel = (days: readonly ModelDay[]): ModelFound => {
  if (days.length < LEAST_DAYS) return { is: "none", why: tooFew(days.length) };
  if (days.every(({ kWh }) => kWh <= 0)) return { is: "none", why: NOTHING };
  const found = forms.flatMap(form => best(form, days) ?? []);
  const [model] = found.toSorted((one, other) => one.linear.sse - other.linear.sse);
  return model ? { is: "model", model: finished(model, days) } : { is: "none", why: NOTHING };
};

const tooFew = (days: number): Words => ({
  zh: `完整的日子只有 ${days} 天，至少要 ${LEAST_DAYS} 天`,
  en: `only ${days} complete days: it takes ${LEAST_DAYS}`,
});
const NOTHING: Words = { zh: "这段时间没有用电", en: "no energy was used in that time" };

type Form = { readonly hasHeating: boolean; readonly hasCooling: boolean; readonly hasWorkday: boolean };
type Candidate = Omit<DailyModel, "from" | "to" | "coldestC" | "warmestC" | "fit" | "covariances"> & {
  readonly linear: LinearFit;
};

const choices = [false, true];
const forms: readonly Form[] = choices.flatMap(hasHeating =>
  choices.flatMap(hasCooling => choices.map(hasWorkday => ({ hasHeating, hasCooling, hasWorkday }))),
);

/** The best of one form; null when none has slopes with the right sign, or some term of the best proves nothing. */
const best = (form: Form, days: readonly ModelDay[]): Candidate | null => {
  const y = days.map(({ kWh }) => kWh);
  const common = [days.map(() => 1), ...(form.hasWorkday ? [days.map(({ isOpen }) => Number(isOpen))] : [])];
  const ways = waysToCount(form).flatMap(countsOn => {
    const heating = form.hasHeating ? columns(days, countsOn, HEATING_C, -1) : null;
    const cooling = form.hasCooling ? columns(days, countsOn, COOLING_C, 1) : null;
    const pair = bestPair(common, y, heating, cooling);
    return pair ? [{ countsOn, ...pair }] : [];
  });
  const [least] = ways.toSorted((one, other) => one.sse - other.sse);
  if (!least) return null;
  const slopes = [least.heating, least.cooling].flatMap(column => (column ? [column.values] : []));
  const fit = leastSquares([...common, ...slopes], y);
  if (!fit || !isProved(fit, days.length)) return null;
  return candidateOf(form, least, fit);
};

/** Whether every term but the base is significant. */
const isProved = ({ coefficients, errors }: LinearFit, days: number): boolean => {
  const needed = studentT(CONFIDENCE, days - coefficients.length);
  return coefficients.every((value, index) => index === 0 || Math.abs(value) > needed * errors[index]!);
};

const waysToCount = ({ hasHeating, hasCooling }: Form): readonly DailyModel["countsOn"][] =>
  hasHeating || hasCooling ? ["every-day", "open-days"] : ["every-day"];

const columns = (
  days: readonly ModelDay[],
  countsOn: DailyModel["countsOn"],
  { from, to }: { readonly from: number; readonly to: number },
  sign: 1 | -1,
): readonly BalanceColumn[] => {
  const found: BalanceColumn[] = [];
  for (let balanceC = from; balanceC <= to; balanceC += STEP_C) {
    const values = days.map(({ outdoorC, isOpen }) =>
      countsOn === "every-day" || isOpen ? Math.max(0, sign * (outdoorC - balanceC)) : 0,
    );
    if (values.filter(value => value > 0).length >= LEAST_DEGREE_DAYS) found.push({ balanceC, values });
  }
  return found;
};

const candidateOf = (
  { hasWorkday }: Form,
  { countsOn, heating, cooling }: BalancePair & { readonly countsOn: DailyModel["countsOn"] },
  linear: LinearFit,
): Candidate => {
  const rest = [...linear.coefficients];
  const next = (isThere: boolean): number => (isThere ? (rest.shift() ?? 0) : 0);
  return {
    baseKwh: next(true),
    perWorkday: next(hasWorkday),
    perHeatingDegreeDay: next(heating !== null),
    perCoolingDegreeDay: next(cooling !== null),
    heatingBalanceC: heating?.balanceC ?? null,
    coolingBalanceC: cooling?.balanceC ?? null,
    countsOn,
    linear,
  };
};

const finished = ({ linear, ...terms }: Candidate, days: readonly ModelDay[]): DailyModel => {
  const temperatures = days.map(({ outdoorC }) => outdoorC);
  return {
    ...terms,
    from: days[0]!.date,
    to: days.at(-1)!.date,
    coldestC: Math.min(...temperatures),
    warmestC: Math.max(...temperatures),
    fit: describeFit(
      days,
      days.map(day => expectedKwh(terms, day)),
      linear.coefficients.length,
    ),
    covariances: linear.covariances,
  };
};
