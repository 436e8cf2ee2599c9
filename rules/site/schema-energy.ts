import { z } from "zod";
import { CIRCUIT_USES } from "./circuit-use.ts";
import type { CircuitUse, MeterUse } from "./energy-plan.ts";
import { form } from "./form.ts";
import { date } from "./opening-hours.ts";
import { text, words } from "./schema-points.ts";
import { TARIFF_LEVELS, tariffWindow } from "./tariff-periods.ts";

/** What the energy behind a meter may be used for. */
export const METER_USES = [
  "whole",
  "lighting",
  ...(Object.keys(CIRCUIT_USES) as CircuitUse[]),
] as const satisfies readonly MeterUse[];

const price = z.number().min(0).max(1_000);
const windows = z.array(form(tariffWindow)).min(1).describe('Windows such as "10:00-12:00" or "23:00-07:00"');
const byLevel = <T extends z.ZodType>(each: T) =>
  z.strictObject(
    Object.fromEntries(TARIFF_LEVELS.map(level => [level, each.optional()])) as Record<
      (typeof TARIFF_LEVELS)[number],
      z.ZodOptional<T>
    >,
  );
const day = byLevel(windows);

const season = z.strictObject({
  months: z.array(z.int().min(1).max(12)).min(1).describe("Months of the year: [7, 8]"),
  workday: day.describe(
    'Levels of a working day of the state, 24 hours in all: { peak: ["08:00-22:00"], valley: ["22:00-08:00"] }',
  ),
  weekend: day.optional().describe("Levels of a weekend; those of a working day unless said"),
  holiday: day.optional().describe("Levels of an official day off; those of a working day unless said"),
});

/** A tariff: an entry of `energy.tariffs`, or all of a file of its own. */
export const tariffPart = z
  .strictObject({
    id: text.describe("Short name of the tariff: zhejiang-2025"),
    region: text.describe("Where it holds, and for whom: 浙江 一般工商业 1-10 kV"),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, "must be three capital letters, such as CNY")
      .default("CNY")
      .describe("Currency of its prices: CNY"),
    source: text.describe("Who published it and when, for reports"),
    valid_from: form(date).describe("The first day that it holds: 2025-01-01"),
    valid_to: form(date).optional().describe("The last day; until further notice unless said"),
    seasons: z.array(season).min(1).describe("Together every month of the year, each once"),
    prices: byLevel(price).describe("Price of a kWh by level: { peak: 1.159, flat: 0.708, valley: 0.345 }"),
    demand: price.optional().describe("Price of each kW of the month's highest quarter-hour mean"),
    market: z
      .strictObject({
        step: z.literal([15, 30]).describe("Minutes of an interval: 15 or 30"),
        file: text.describe("CSV beside this file with end,price: prices.csv"),
      })
      .optional()
      .describe("Prices of the market that go before those of the level where they are known"),
  })
  .describe("What electricity costs from a day on");

const factor = z
  .strictObject({
    kg_per_kwh: z.number().min(0).max(3).describe("kg CO₂ for each kWh: 0.5306"),
    scope: z.enum(["national", "region", "province"]),
    kind: z
      .enum(["location", "residual", "fossil", "footprint"])
      .describe("location: the grid's mean; residual, fossil, footprint: another quantity, never mixed"),
    data_year: z.int().min(1990).max(2100).describe("The year that the figure describes"),
    published: z
      .string()
      .regex(/^\d{4}(-\d{2})?$/, "must be a year or a month, such as 2026-01")
      .describe("When it was published: 2026-01"),
    source: text.describe("Who published it, for reports"),
  })
  .describe("A factor of the house's own");

const virtual = z
  .strictObject({
    name: words,
    zone: text.optional().describe("The zone whose energy it is"),
    use: z.enum(METER_USES).default("other").describe("What the energy is used for: lighting"),
    plus: z.array(text).min(1).describe("Meters that are added: [M-main]"),
    minus: z.array(text).default([]).describe("Meters that are taken off: [M-light, M-hvac]"),
  })
  .describe("A meter that is worked out of others");

/** `energy:` of the site file. @param idKey  what an id as a key of the file may look like */
export const energyPart = (idKey: z.ZodString) =>
  z
    .strictObject({
      main: text.optional().describe("The meter that all others are under unless they say otherwise: M-main"),
      area: z.number().min(1).max(1_000_000).optional().describe("Floor area in m², for figures per m²: 320"),
      virtual: z.record(idKey, virtual).default({}).describe("Meters that are worked out of others, by id"),
      tariffs: z.array(tariffPart).default([]).describe("What electricity costs, from which day to which"),
      tariff_files: z
        .array(text)
        .default([])
        .describe("Tariffs in files of their own beside this one: [tariff-2026.yaml]"),
      carbon: text.optional().describe("What a kWh emits: national-2023, or a name under factors"),
      factors: z.record(idKey, factor).default({}).describe("Factors of the house's own by name"),
    })
    .optional()
    .describe("What the hall's electricity is measured by, costs and emits");
