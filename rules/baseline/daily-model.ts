import { daysBetween } from "../time/dates.ts";

/** One day of a hall as a model of its energy sees it. */
export type ModelDay = {
  /** `YYYY-MM-DD` in the hall's zone. */
  readonly date: string;
  readonly kWh: number;
  /** Mean temperature outside. */
  readonly outdoorC: number;
  /** The hall opened on that day: by its own hours, which know the state's days off and make-up workdays. */
  readonly isOpen: boolean;
};

/**
 * What a day's energy depends on: `base + b · HDD + c · CDD + d · open`. Balance points and coefficients of terms that the
 * days do not prove are null and 0. Plain data, for JSON; once made nothing changes it.
 */
export type DailyModel = {
  /** Below it a degree is a degree-day of heating. */
  readonly heatingBalanceC: number | null;
  /** Above it a degree is a degree-day of cooling; never below the other one. */
  readonly coolingBalanceC: number | null;
  /** Degree-days of days on which the hall is shut count nothing: it neither heats nor cools then. */
  readonly countsOn: "every-day" | "open-days";
  readonly baseKwh: number;
  /** 0 or more. */
  readonly perHeatingDegreeDay: number;
  /** 0 or more. */
  readonly perCoolingDegreeDay: number;
  /** What an open day has more than one on which the hall is shut. */
  readonly perWorkday: number;
  /** First and last date of the days that it was made from. */
  readonly from: string;
  readonly to: string;
  /** The coldest and the warmest of them. */
  readonly coldestC: number;
  readonly warmestC: number;
  readonly fit: ModelFit;
  /** Covariances of base, open day, heating and cooling, in this order, those that are there; kWh². */
  readonly covariances: readonly (readonly number[])[];
};

/** How well a model describes the days that it was made from. */
export type ModelFit = {
  /** n */
  readonly days: number;
  /** p: how many coefficients, the base among them; balance points that were searched for are not counted. */
  readonly coefficients: number;
  readonly meanKwh: number;
  readonly r2: number;
  /** `sqrt(SSE / (n − p)) / mean`, a share: 0.2 is 20 %. */
  readonly cvRmse: number;
  /** `Σ(y − ŷ) / ((n − p) · mean)`, a share; positive: the days had more than the model says. 0 with least squares, but for rounding. */
  readonly nmbe: number;
  /** ρ: how much of a day's error the next day repeats, −1 … 1. */
  readonly autocorrelation: number;
};

/** What a model multiplies and adds. */
export type Terms = Pick<
  DailyModel,
  | "heatingBalanceC"
  | "coolingBalanceC"
  | "countsOn"
  | "baseKwh"
  | "perHeatingDegreeDay"
  | "perCoolingDegreeDay"
  | "perWorkday"
>;

/** What a model expects of a day, kWh. */
export const expectedKwh = (
  model: Terms,
  { outdoorC, isOpen }: Pick<ModelDay, "outdoorC" | "isOpen">,
): number => {
  const counts = model.countsOn === "every-day" || isOpen;
  const { heatingBalanceC: heating, coolingBalanceC: cooling } = model;
  return (
    model.baseKwh +
    model.perHeatingDegreeDay * (counts && heating !== null ? Math.max(0, heating - outdoorC) : 0) +
    model.perCoolingDegreeDay * (counts && cooling !== null ? Math.max(0, outdoorC - cooling) : 0) +
    model.perWorkday * Number(isOpen)
  );
};

/** What each coefficient of a model is multiplied with on a day, in the order of its covariances. */
export const termsOf = (
  { heatingBalanceC, coolingBalanceC, countsOn, perWorkday }: Terms,
  { outdoorC, isOpen }: Pick<ModelDay, "outdoorC" | "isOpen">,
): readonly number[] => {
  const counts = Number(countsOn === "every-day" || isOpen);
  return [
    1,
    ...(perWorkday === 0 ? [] : [Number(isOpen)]),
    ...(heatingBalanceC === null ? [] : [counts * Math.max(0, heatingBalanceC - outdoorC)]),
    ...(coolingBalanceC === null ? [] : [counts * Math.max(0, outdoorC - coolingBalanceC)]),
  ];
};

/**
 * How well predictions describe days.
 *
 * @param coefficients  p, how many were found from these very days; 0 or 1 for days that a model was not made from
 * @see ASHRAE Guideline 14: sources differ in `n` or `n − p` and in the sign; here `n − p`, and observed less predicted
 */
export const describeFit = (
  days: readonly Pick<ModelDay, "date" | "kWh">[],
  predictedKwh: readonly number[],
  coefficients: number,
): ModelFit => {
  const n = days.length;
  const meanKwh = days.reduce((sum, { kWh }) => sum + kWh, 0) / n;
  const errors = days.map(({ kWh }, index) => kWh - predictedKwh[index]!);
  const sse = errors.reduce((sum, error) => sum + error * error, 0);
  const spread = days.reduce((sum, { kWh }) => sum + (kWh - meanKwh) ** 2, 0);
  return {
    days: n,
    coefficients,
    meanKwh,
    r2: spread === 0 ? 0 : 1 - sse / spread,
    cvRmse: Math.sqrt(sse / (n - coefficients)) / meanKwh,
    nmbe: errors.reduce((sum, error) => sum + error, 0) / ((n - coefficients) * meanKwh),
    autocorrelation: autocorrelation(days, errors, sse / n),
  };
};

/** Of neighbouring dates alone: days that were left out are no neighbours of each other. */
const autocorrelation = (
  days: readonly Pick<ModelDay, "date">[],
  errors: readonly number[],
  variance: number,
): number => {
  let [sum, pairs] = [0, 0];
  for (let index = 1; index < days.length; index++) {
    if (daysBetween(days[index - 1]!.date, days[index]!.date) !== 1) continue;
    sum += errors[index]! * errors[index - 1]!;
    pairs += 1;
  }
  return pairs === 0 || variance === 0 ? 0 : Math.max(-1, Math.min(1, sum / pairs / variance));
};
