import type { Words } from "../site/words.ts";
import { type DailyModel, expectedKwh, type ModelDay, termsOf } from "./daily-model.ts";
import { studentT } from "./student.ts";

/** 68 %: one standard error of a normal distribution, as Guideline 14 asks. */
const CONFIDENCE = 0.68;
/** Above it a model says too little of a day. @see ASHRAE Guideline 14, 30 % for models finer than a month */
const MOST_CV = 0.3;
/** An uncertainty of half the savings or more proves none. @see ASHRAE Guideline 14 */
const MOST_UNCERTAIN = 0.5;
const YEAR_DAYS = 365;

export type Band = { readonly value: number; readonly low: number; readonly high: number };

/** What people must know beside a figure that was saved. */
export type Doubt =
  /** Days colder or warmer than any that the baseline knows. */
  | { readonly is: "colder" | "warmer"; readonly days: number }
  /** The baseline does not know all seasons. */
  | { readonly is: "short-baseline"; readonly days: number }
  /** The model describes its own days badly. */
  | { readonly is: "loose-model"; readonly cvRmse: number }
  /** Half of what was saved or more may be chance. */
  | { readonly is: "uncertain" };

export type Savings = {
  /** m: how many days of the reporting time counted. */
  readonly days: number;
  /** What the baseline would have had in the weather of these days, and on as many open days. */
  readonly expectedKwh: number;
  readonly actualKwh: number;
  /** Expected less actual, kWh at 68 % confidence: estimated, always. Negative: it used more. */
  readonly savings: Band;
  /** The same as a share of what was expected. */
  readonly share: Band;
  readonly doubts: readonly Doubt[];
};

/**
 * What a change saved: what the model expects of the days after it, less what they had. Null without a day, or when nothing
 * was expected of them.
 *
 * The band is `t · 1.26 · CV · √((n / n′) · (1 + 2 / n′) / m)` of what was expected, with `n′ = n (1 − ρ) / (1 + ρ)`: days
 * that repeat each other's errors count as fewer. It takes the days for such as the model was made from; where they are others
 * (a summer by a model that knows half of one) what is not known of the coefficients themselves is more, and counts instead.
 * Left out of `m` and of both sums is what is not complete.
 *
 * @param days  complete ones after the change, each once
 * @see ASHRAE Guideline 14, fractional savings uncertainty (Reddy and Claridge 2000)
 */
export const savings = (model: DailyModel, days: readonly ModelDay[]): Savings | null => {
  const expected = days.reduce((sum, day) => sum + expectedKwh(model, day), 0);
  if (days.length === 0 || expected <= 0) return null;
  const actual = days.reduce((sum, { kWh }) => sum + kWh, 0);
  const half = Math.max(uncertainty(model, days.length) * expected, coefficientsKwh(model, days));
  const value = expected - actual;
  const saved = { value, low: value - half, high: value + half };
  return {
    days: days.length,
    expectedKwh: expected,
    actualKwh: actual,
    savings: saved,
    share: { value: value / expected, low: saved.low / expected, high: saved.high / expected },
    doubts: doubtsOf(model, days, half >= MOST_UNCERTAIN * Math.abs(value)),
  };
};

/**
 * Half of the band around what a model expects of so many days, as a share of it, at 68 % confidence.
 *
 * @param days  m
 */
export const uncertainty = ({ fit }: Pick<DailyModel, "fit">, days: number): number => {
  const { days: n, coefficients, cvRmse, autocorrelation } = fit;
  const rho = believable(autocorrelation);
  const independent = (n * (1 - rho)) / (1 + rho);
  const t = studentT(CONFIDENCE, Math.max(1, n - coefficients));
  return t * 1.26 * cvRmse * Math.sqrt(((n / independent) * (1 + 2 / independent)) / days);
};

/**
 * Half of the band by the covariances of the coefficients, kWh: `t · √((n / n′) · (m σ² + x′ C x))`, with x the sums over the days
 * of what each coefficient is multiplied with.
 *
 * @see N. Draper, H. Smith: Applied Regression Analysis, 3rd ed., §5.1: the variance of a prediction
 */
const coefficientsKwh = (model: DailyModel, days: readonly ModelDay[]): number => {
  const { days: n, coefficients, cvRmse, meanKwh, autocorrelation } = model.fit;
  const sums = days
    .map(day => termsOf(model, day))
    .reduce((all, terms) => all.map((sum, index) => sum + terms[index]!));
  const ofCoefficients = model.covariances.reduce(
    (all, row, i) => row.reduce((sum, covariance, j) => sum + covariance * sums[i]! * sums[j]!, all),
    0,
  );
  const rho = believable(autocorrelation);
  const variance = days.length * (cvRmse * meanKwh) ** 2 + ofCoefficients;
  return studentT(CONFIDENCE, Math.max(1, n - coefficients)) * Math.sqrt((variance * (1 + rho)) / (1 - rho));
};

/** Errors that alternate would make the band narrower than chance alone does: that is not believed. */
const believable = (autocorrelation: number): number => Math.max(0, Math.min(0.99, autocorrelation));

const doubtsOf = (model: DailyModel, days: readonly ModelDay[], isUncertain: boolean): readonly Doubt[] => {
  const colder = days.filter(({ outdoorC }) => outdoorC < model.coldestC).length;
  const warmer = days.filter(({ outdoorC }) => outdoorC > model.warmestC).length;
  const { days: known, cvRmse } = model.fit;
  return [
    ...(colder > 0 ? [{ is: "colder", days: colder } as const] : []),
    ...(warmer > 0 ? [{ is: "warmer", days: warmer } as const] : []),
    ...(known < 0.9 * YEAR_DAYS ? [{ is: "short-baseline", days: known } as const] : []),
    ...(cvRmse > MOST_CV ? [{ is: "loose-model", cvRmse } as const] : []),
    ...(isUncertain ? [{ is: "uncertain" } as const] : []),
  ];
};

/** A doubt as people read it. */
export const doubtText = (doubt: Doubt): Words => {
  switch (doubt.is) {
    case "colder":
      return {
        zh: `有 ${doubt.days} 天比基线里最冷的一天还冷`,
        en: `${doubt.days} days were colder than any that the baseline knows`,
      };
    case "warmer":
      return {
        zh: `有 ${doubt.days} 天比基线里最热的一天还热`,
        en: `${doubt.days} days were warmer than any that the baseline knows`,
      };
    case "short-baseline":
      return {
        zh: `基线只有 ${doubt.days} 天，不满一年`,
        en: `the baseline has ${doubt.days} days, less than a year`,
      };
    case "loose-model":
      return {
        zh: `基线模型误差大：CV(RMSE) ${percent(doubt.cvRmse)}`,
        en: `the baseline describes its own days badly: CV(RMSE) ${percent(doubt.cvRmse)}`,
      };
    case "uncertain":
      return {
        zh: "节约量的一半以上可能是偶然",
        en: "half of the savings or more may be chance",
      };
    default:
      return doubt satisfies never;
  }
};

const percent = (share: number): string => `${Math.round(share * 100)}\u202f%`;
