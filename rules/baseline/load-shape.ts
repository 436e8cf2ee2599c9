import type { MeterQuarter } from "../energy/ledger.ts";
import type { HallCalendar } from "../time/calendar.ts";
import { type Instant, instant, minutes } from "../time/instant.ts";
import { intervals, percentile, powerW, quartersByEnd } from "./intervals.ts";
import { LEAST_COMPLETE } from "./model-days.ts";

/** Between which percentiles the load of a day lies. @see Price: Methods for Analyzing Electric Load Shape, LBNL-3713E (2010) */
const NEAR_BASE = 0.025;
const NEAR_PEAK = 0.975;

/** What the course of a day looks like. */
export type LoadShape = {
  /** W */
  readonly nearBaseW: number;
  readonly nearPeakW: number;
  /** Near-base over near-peak: 1 is a hall that never sleeps. Null where nothing was drawn. */
  readonly baseToPeak: number | null;
};

/** The shape of the load between two moments; null when less than nine tenths were measured. */
export const loadShape = (
  quarters: readonly MeterQuarter[],
  from: Instant,
  to: Instant,
): LoadShape | null => {
  const all = intervals(quartersByEnd(quarters), from, to);
  const powers = all.filter(({ isKnown }) => isKnown).map(powerW);
  const [nearBaseW, nearPeakW] = [percentile(powers, NEAR_BASE), percentile(powers, NEAR_PEAK)];
  if (nearBaseW === null || nearPeakW === null || powers.length < LEAST_COMPLETE * all.length) return null;
  return { nearBaseW, nearPeakW, baseToPeak: nearPeakW === 0 ? null : nearBaseW / nearPeakW };
};

/**
 * How much of the energy was used while the hall was closed: by the middle of each quarter. `unknownKwh` is what was used on
 * days of which nobody knows whether it opened. `share` is of what is known; null of nothing.
 */
export const closedShare = (
  quarters: readonly MeterQuarter[],
  calendar: Pick<HallCalendar, "phaseAt">,
): { readonly closedKwh: number; readonly unknownKwh: number; readonly share: number | null } => {
  let [closedKwh, unknownKwh, all] = [0, 0, 0];
  for (const { end, kWh } of quarters) {
    const { phase } = calendar.phaseAt(instant(end - minutes(7.5)));
    all += kWh;
    if (phase === "closed") closedKwh += kWh;
    if (phase === "unknown") unknownKwh += kWh;
  }
  const known = all - unknownKwh;
  return { closedKwh, unknownKwh, share: known <= 0 ? null : closedKwh / known };
};
