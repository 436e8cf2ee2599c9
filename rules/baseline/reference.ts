import { median } from "./intervals.ts";
import { LEAST_COMPLETE } from "./model-days.ts";
import type { NightLoad } from "./night-figures.ts";
import type { LeftOutNight, Night, Verdict } from "./nights.ts";

/** Four weeks of nights between business days: old enough to be steady, young enough to know the season. */
const LAST = 20;
/** Fewer nights are an accident. */
export const LEAST_NIGHTS = 5;

/** What nights teach, and which do not, with the reason. */
export type Taught = {
  readonly learned: readonly NightLoad[];
  readonly leftOut: readonly LeftOutNight[];
};

/**
 * Parts nights into those that may be learned from and the others. Only a night whose closing was certified, and whose
 * certificate nothing has broken, shows what the hall draws when it is closed: of the others a light that was left on looks
 * the same as a load that is always there.
 *
 * @param verdicts  by business day; a day that is not in it was not certified
 */
export const taughtBy = (loads: readonly NightLoad[], verdicts: ReadonlyMap<string, Verdict>): Taught => {
  const learned: NightLoad[] = [];
  const leftOut: LeftOutNight[] = [];
  for (const load of loads) {
    const { date } = load.night;
    const verdict = verdicts.get(date) ?? "none";
    if (verdict !== "signed") leftOut.push({ date, why: verdict });
    else if (load.completeness < LEAST_COMPLETE || load.residualW === null)
      leftOut.push({ date, why: "incomplete" });
    else learned.push(load);
  }
  return { learned, leftOut };
};

/**
 * P_ref: what a meter draws when the hall is verified closed, W: the median of the last twenty learned nights of the kind
 * that ended before a date. Null with fewer than five.
 *
 * @param learned  ascending by date
 * @param before   `YYYY-MM-DD`: a night is judged by those before it, never by itself
 */
export const referenceW = (
  learned: readonly NightLoad[],
  kind: Night["kind"],
  before: string,
): number | null => {
  const same = learned.filter(({ night }) => night.kind === kind && night.date < before).slice(-LAST);
  return same.length < LEAST_NIGHTS ? null : median(same.flatMap(({ residualW }) => residualW ?? []));
};
