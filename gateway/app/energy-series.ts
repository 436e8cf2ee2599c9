import type { MeterEnergy } from "#rules/energy/view.ts";
import type { Site } from "#rules/site/model.ts";
import { type Instant, minutes, seconds } from "#rules/time/instant.ts";
import type { Sample } from "../ports/history.ts";
import type { WireCompliance } from "../wire/energy.ts";
import type { PricedFinding } from "./finding-prices.ts";

const QUARTER_S = minutes(15) / seconds(1);
const SECONDS_A_MINUTE = 60;

/** What one meter had in the quarter of an hour that ended at `at`. A cost that nobody knows is left out. */
export const quarterSample = (site: Site, meter: MeterEnergy, at: Instant): Sample => ({
  measurement: "energy",
  tags: tagged({
    site: site.id,
    zone: meter.zone,
    meter: meter.meter,
    use: meter.use,
    under: meter.under,
  }),
  fields: {
    kwh: meter.kWh,
    estimated_kwh: meter.estimatedKwh,
    covered_s: Math.round(meter.completeness * QUARTER_S),
    at_least: meter.isAtLeast ? 1 : 0,
    ...(meter.cost !== null && { cost: meter.cost }),
    kg_co2: meter.kgCO2,
  },
  at,
});

/** What a meter draws when the hall is verified closed. */
export const baselineSample = (site: Site, meter: string, closedW: number, at: Instant): Sample => ({
  measurement: "baseline",
  tags: { site: site.id, meter },
  fields: { closed_w: closedW },
  at,
});

/** What a finding has wasted so far. */
export const priceSample = (site: Site, { alert, price }: PricedFinding, at: Instant): Sample => ({
  measurement: "finding_price",
  tags: tagged({
    site: site.id,
    zone: alert.zone,
    fact: alert.fact,
    target: alert.target,
    priority: String(alert.priority),
  }),
  fields: {
    kwh: price.kWh,
    ...(price.cost !== null && { cost: price.cost }),
    kg_co2: price.kgCO2,
    id: alert.id,
  },
  at,
});

/** A day of the whole hall; what is not known is left out. */
export type DayTold = {
  readonly kWh: number;
  readonly baselineKwh: number | null;
  readonly closedKwh: number;
  readonly cost: number | null;
  /** Degree-days: how far the day's mean was below 18 °C or above 26 °C. */
  readonly degree: number | null;
};

/** What the hall had on a day, at its end. */
export const daySample = (site: Site, day: DayTold, at: Instant): Sample => ({
  measurement: "energy_day",
  tags: { site: site.id },
  fields: {
    kwh: day.kWh,
    closed_kwh: day.closedKwh,
    ...(day.baselineKwh !== null && { baseline_kwh: day.baselineKwh }),
    ...(day.cost !== null && { cost: day.cost }),
    ...(day.degree !== null && { degree: day.degree }),
  },
  at,
});

/** What is known of a day's compliance, at its end. */
export const complianceSample = (
  site: Site,
  { setpoint, violations }: WireCompliance["days"][number],
  at: Instant,
): Sample => ({
  measurement: "compliance",
  tags: { site: site.id },
  fields: {
    ...(setpoint && {
      setpoint_kept_s: setpoint.keptMinutes * SECONDS_A_MINUTE,
      setpoint_violated_s: setpoint.violatedMinutes * SECONDS_A_MINUTE,
      setpoint_unknown_s: setpoint.unknownMinutes * SECONDS_A_MINUTE,
    }),
    violations,
  },
  at,
});

/** A tag without a value is none. */
const tagged = (tags: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(tags).flatMap(([tag, value]) => (value === null || value === "" ? [] : [[tag, value]])),
  );
