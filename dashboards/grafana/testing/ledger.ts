import type { Sample } from "#gateway/ports/history.ts";
import { after, hours, instant, millis, minutes } from "#rules/time/instant.ts";

const quarter = minutes(15);
const day = hours(24);
const site = "site-a";

/** Meters of the small hall: the main one and what is under it, in kWh a quarter. */
const meters = [
  { meter: "M-main", zone: "", use: "whole", under: "", kwh: 1.6 },
  { meter: "AC-hall", zone: "hall", use: "hvac", under: "M-main", kwh: 1 },
  { meter: "L-off1", zone: "off1", use: "lighting", under: "M-main", kwh: 0.05 },
  { meter: "SEC", zone: "equip", use: "security", under: "M-main", kwh: 0.03 },
] as const;

/**
 * What the gateway writes of its ledger, its days, its reports and its baseline, for two weeks before `end`: each quarter
 * of each meter, one of them estimated, and a line a day of the rest.
 *
 * @param end  in milliseconds since 1970, a whole quarter
 */
export const ledgerSamples = (end: number): readonly Sample[] => [
  ...quarters(end),
  ...Array.from({ length: 14 }, (_, back) => dayOf(end - back * day, back)).flat(),
];

const quarters = (end: number): readonly Sample[] =>
  Array.from({ length: 96 }, (_, back) => {
    const at = after(instant(end), millis(-back * quarter));
    const isGap = back === 40;
    return meters.map(({ meter, zone, use, under, kwh }): Sample => {
      const fields = {
        kwh,
        estimated_kwh: isGap ? kwh : 0,
        covered_s: isGap ? 0 : 900,
        at_least: 0,
        cost: kwh * 0.8,
        kg_co2: kwh * 0.53,
      };
      return { measurement: "energy", tags: { site, zone, meter, use, under }, fields, at };
    });
  }).flat();

/** The end of the hall's day in Shanghai, 16:00 UTC. */
const endOfDay = (moment: number): number => Math.floor(moment / day) * day - hours(8);

const dayOf = (moment: number, back: number): readonly Sample[] => {
  const at = instant(endOfDay(moment));
  const sample = (measurement: string, fields: Sample["fields"], tags: Sample["tags"] = {}): Sample => ({
    measurement,
    tags: { site, ...tags },
    fields,
    at,
  });
  return [
    sample("energy_day", { kwh: 120 + back, baseline_kwh: 110, closed_kwh: 21, cost: 96, degree: 6 }),
    sample("compliance", {
      setpoint_kept_s: 30_000,
      setpoint_violated_s: 1_800,
      setpoint_unknown_s: 600,
      violations: 2,
    }),
    sample(
      "report",
      { late: back === 0 ? 1 : 0, released: 1, completeness: 0.98 },
      { cycle: "daily", subject: "facility" },
    ),
    sample("baseline", { closed_w: 410 }, { meter: "M-main" }),
  ];
};
