import { hall, type More } from "#rules/engine/testing/hall.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { EnergyPlan, Meter } from "#rules/site/energy-plan.ts";
import type { Site } from "#rules/site/model.ts";
import type { Instant } from "#rules/time/instant.ts";

/** 1 CNY at any time, so that costs are easy to check. */
const FLAT: EnergyPlan["tariffs"][number] = {
  id: "flat",
  region: "test",
  currency: "CNY",
  source: "an example",
  validFrom: "2020-01-01",
  validTo: null,
  seasons: [
    {
      months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      days: { workday: [{ from: 0, to: 1440, level: "flat" }] },
    },
  ],
  prices: { flat: 1 },
};

const CARBON: EnergyPlan["carbon"] = {
  id: "example",
  kgPerKwh: 0.5,
  scope: "national",
  kind: "location",
  dataYear: 2023,
  published: "2025-01",
  source: "an example",
};

const NAMES = { zh: "表", en: "meter" };

/** A hall with a main meter M1 that counts, M2 under it that counts, P1 under it that tells its power, the rest of them, and a thermometer outside. */
export const meteredHall = (more: Readonly<Record<string, More>> = {}): Site => {
  const site = hall(
    {
      M1: ["meter", "hall", "energy", "power"],
      M2: ["meter", "hall", "energy"],
      P1: ["light-circuit", "hall", "power"],
      O1: ["weather-station", "hall", "temperature"],
    },
    { hall: ["occupancy"] },
    {},
    more,
  );
  const point = (id: string): number => site.points.findIndex(each => each.id === id);
  const common = { name: NAMES, zone: "hall" } as const;
  const meters: Meter[] = [
    { id: "M1", use: "whole", under: null, is: "counter", point: point("M1.energy"), ...common },
    { id: "M2", use: "hvac", under: "M1", is: "counter", point: point("M2.energy"), ...common },
    { id: "P1", use: "lighting", under: "M1", is: "power", point: point("P1.power"), ...common },
    { id: "V1", use: "other", under: null, is: "virtual", plus: ["M1"], minus: ["M2"], ...common },
  ];
  return { ...site, energy: { meters, tariffs: [FLAT], carbon: CARBON } };
};

/** A reading of a point of the hall, good unless it has no value. */
export const says = (site: Site, id: string, value: number, at: Instant): Reading => ({
  point: site.points.findIndex(each => each.id === id),
  value,
  at,
  receivedAt: at,
  quality: Number.isNaN(value) ? "bad" : "good",
  ...(Number.isNaN(value) && { reason: "no answer" }),
});

/** When a counter that counts for ever began, and what stands on it at its n-th reading, ten seconds apart. */
export const FOREVER_FROM = Date.parse("2025-07-08T01:00:00Z");
export const foreverKwh = (n: number): number => 5_000 + n / 100;
