import { baselineSample, complianceSample, daySample, quarterSample } from "#gateway/app/energy-series.ts";
import type { Sample } from "#gateway/ports/history.ts";
import type { WireCompliance } from "#gateway/wire/energy.ts";
import type { MeterEnergy } from "#rules/energy/view.ts";
import type { Site } from "#rules/site/model.ts";
import { after, hours, type Instant, instant, millis, minutes } from "#rules/time/instant.ts";

const quarter = minutes(15);
const day = hours(24);
const site = { id: "site-a" } as Site;

/** Meters of the small hall: the main one and what is under it, in kWh a quarter. */
const meters = [
  { meter: "M-main", zone: null, use: "whole", under: null, kWh: 1.6 },
  { meter: "AC-hall", zone: "hall", use: "hvac", under: "M-main", kWh: 1 },
  { meter: "L-off1", zone: "off1", use: "lighting", under: "M-main", kWh: 0.05 },
  { meter: "SEC", zone: "equip", use: "security", under: "M-main", kWh: 0.03 },
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
    return meters.map(({ kWh, ...meter }): Sample => {
      const figures = {
        kWh,
        estimatedKwh: isGap ? kWh : 0,
        completeness: isGap ? 0 : 1,
        isAtLeast: false,
        cost: kWh * 0.8,
        kgCO2: kWh * 0.53,
      };
      return quarterSample(site, { ...meter, ...figures } as unknown as MeterEnergy, at);
    });
  }).flat();

/** The end of the hall's day in Shanghai, 16:00 UTC. */
const endOfDay = (moment: number): Instant => instant(Math.floor(moment / day) * day - hours(8));

const dayOf = (moment: number, back: number): readonly Sample[] => {
  const at = endOfDay(moment);
  const setpoint = { keptMinutes: 500, violatedMinutes: 30, unknownMinutes: 10 };
  const compliance = { setpoint, violations: 2 } as unknown as WireCompliance["days"][number];
  return [
    daySample(site, { kWh: 120 + back, baselineKwh: 110, closedKwh: 21, cost: 96, degree: 6 }, at),
    complianceSample(site, compliance, at),
    baselineSample(site, "M-main", 410, at),
    {
      measurement: "report",
      tags: { site: site.id, cycle: "daily", subject: "facility" },
      fields: { late: back === 0 ? 1 : 0, released: 1, completeness: 0.98 },
      at,
    },
  ];
};
