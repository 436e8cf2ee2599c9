import { expect, test } from "vitest";
import type { FindingPrice } from "../energy/price.ts";
import { alertOf, raised } from "../routine/testing/alerts.ts";
import { at, siteA } from "../routine/testing/desk.ts";
import type { FacilityFacts } from "./facility-facts.ts";
import { wastedBy } from "./facility-wasted.ts";

const site = siteA();
const found = (clock: string, to: string, target: string) => ({
  ...alertOf([raised(site, `2025-07-21 ${clock}`, { fact: "light-on", target })]),
  clearedAt: at(`2025-07-21 ${to}`),
});
const price = (kWh: number, meter: string | null, cost: number | null = kWh): FindingPrice => ({
  kWh,
  cost,
  kgCO2: kWh,
  basis: meter === null ? "measured" : "above-baseline",
  meter,
  isAtLeast: false,
});
const alerts = [
  found("18:00", "20:00", "L-hall"),
  found("19:00", "22:00", "L-off1"),
  found("21:00", "23:00", "L-off2"),
  found("23:00", "23:30", "S-guard"),
];
const wasted = (prices: readonly FindingPrice[]) =>
  wastedBy(alerts, {
    madeAt: at("2025-07-22 00:30"),
    prices: new Map(prices.map((each, index) => [alerts[index]?.id ?? "", each])),
  } as unknown as FacilityFacts);

test("what several findings of one meter wasted at the same time is counted once", () => {
  expect(wasted([price(2, "M1"), price(3, "M1"), price(1, "M1"), price(0.5, "M1")])).toEqual({
    kWh: 3.5,
    cost: 3.5,
    priced: 4,
  });
});

test("findings of other meters, and those that their own rules have measured, are added up", () => {
  expect(wasted([price(2, "M1"), price(3, "M2"), price(1, null), price(1, null)]).kWh).toBe(7);
});

test("what nothing tells of is not nothing, and what has no tariff has no cost", () => {
  expect(wasted([])).toEqual({ kWh: null, cost: null, priced: 0 });
  expect(wasted([price(2, "M1"), price(3, "M2", null)])).toEqual({ kWh: 5, cost: null, priced: 2 });
});
