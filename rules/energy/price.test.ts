import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { EnergyPlan, Meter, MeterUse, Tariff } from "../site/energy-plan.ts";
import type { Equipment } from "../site/model.ts";
import { parseSite } from "../site/parse.ts";
import { profiles } from "../site/testing/profiles.ts";
import { hallCalendar } from "../time/hall-calendar.ts";
import { instant, millis } from "../time/instant.ts";
import { at, siteA } from "../time/testing/halls.ts";
import type { MeterQuarter } from "./ledger.ts";
import { type FindingAsked, meterOf, priceOf } from "./price.ts";
import { QUARTER } from "./quarter.ts";

const power = (id: string, use: MeterUse, zone: string, under: string | null): Meter => ({
  id,
  name: { zh: id, en: id },
  is: "power",
  point: 0,
  zone,
  use,
  under,
});

const TARIFF: Tariff = {
  id: "t",
  region: "示例",
  currency: "CNY",
  source: "example",
  validFrom: "2025-01-01",
  validTo: "2025-07-31",
  seasons: [
    {
      months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      days: {
        workday: [
          { from: 0, to: 1200, level: "peak" },
          { from: 1200, to: 1440, level: "valley" },
        ],
      },
    },
  ],
  prices: { peak: 1, valley: 0.5 },
};

const PLAN: EnergyPlan = {
  meters: [
    power("main", "whole", "equip", null),
    power("light", "lighting", "equip", "main"),
    power("AC", "hvac", "hall", "main"),
    power("AC-1", "hvac", "off1", "main"),
    power("AC-2", "hvac", "off1", "main"),
  ],
  tariffs: [TARIFF],
  carbon: {
    id: "c",
    kgPerKwh: 0.5,
    scope: "national",
    kind: "location",
    dataYear: 2023,
    published: "2026-01",
    source: "example",
  },
};

/** A quarter of the lights' meter that ends at a time of 8 July 2025. */
const quarter = (text: string, kWh: number, part: Partial<MeterQuarter> = {}): MeterQuarter => ({
  meter: "light",
  end: at(`2025-07-08 ${text}`),
  kWh,
  estimatedKwh: 0,
  covered: QUARTER,
  isAtLeast: false,
  ...part,
});

const asked: FindingAsked = {
  plan: PLAN,
  calendar: hallCalendar(siteA),
  since: at("2025-07-08 19:30"),
  until: at("2025-07-08 20:30"),
  wastedWh: null,
  meter: "light",
  referenceW: 400,
  quarters: [quarter("19:45", 0.5), quarter("20:00", 0.5), quarter("20:15", 0.4), quarter("20:30", 0.05)],
};

describe("the price of a finding", () => {
  test("is what its rule has added up, each part at the price of its time", () => {
    expect(priceOf({ ...asked, wastedWh: 1_000 })).toEqual({
      kWh: 1,
      cost: 0.75,
      kgCO2: 0.5,
      basis: "measured",
      meter: null,
      isAtLeast: false,
    });
  });

  test("is told of a finding that begins and ends at any millisecond", () => {
    const odd = { since: instant(asked.since + 333), until: instant(asked.until - 1) };
    for (const wastedWh of [1_000, null])
      expect(priceOf({ ...asked, ...odd, wastedWh })?.cost).toBeCloseTo(wastedWh === null ? 0.95 : 0.75, 2);
  });

  test("is else what its meter had above what it has when the hall is verified closed, and never less than nothing", () => {
    const price = priceOf(asked);
    expect(price).toMatchObject({ basis: "above-baseline", meter: "light", isAtLeast: false });
    // 400 W are 0.1 kWh in a quarter: 0.4 and 0.4 at the peak, 0.3 in the valley, and less than that does not count.
    expect(price?.kWh).toBeCloseTo(1.1, 9);
    expect(price?.cost).toBeCloseTo(0.4 + 0.4 + 0.3 * 0.5, 9);
    expect(price?.kgCO2).toBeCloseTo(0.55, 9);
  });

  test("counts only the part of a quarter in which it held, and only while the hall was closed", () => {
    const part = { since: at("2025-07-08 19:37"), until: at("2025-07-08 19:52") };
    expect(priceOf({ ...asked, ...part })?.kWh).toBeCloseTo((0.4 * 8) / 15 + (0.4 * 7) / 15, 9);
    const open = { since: at("2025-07-08 15:00"), until: at("2025-07-08 16:00") };
    expect(priceOf({ ...asked, ...open, quarters: [quarter("15:15", 5)] })).toBeNull();
    const evening = { since: at("2025-07-08 17:00"), until: at("2025-07-08 18:00") };
    const quarters = [quarter("17:15", 5), quarter("17:30", 5), quarter("17:45", 0.6), quarter("18:00", 0.6)];
    expect(priceOf({ ...asked, ...evening, quarters })?.kWh).toBeCloseTo(1, 9);
  });

  test("of which a part was not measured is so much at least", () => {
    const holes = asked.quarters.filter(({ kWh }) => kWh !== 0.4);
    expect(priceOf({ ...asked, until: at("2025-07-08 21:00"), quarters: holes })?.isAtLeast).toBe(true);
    const marked = [quarter("19:45", 0.5, { isAtLeast: true }), ...asked.quarters.slice(1)];
    expect(priceOf({ ...asked, quarters: marked })?.isAtLeast).toBe(true);
  });

  test("of a quarter that goes on is that of what has been measured of it", () => {
    const until = at("2025-07-08 19:35");
    const running = [quarter("19:45", 0.2, { covered: millis(300_000) })];
    expect(priceOf({ ...asked, until, quarters: running })?.kWh).toBeCloseTo(0.2 - 0.1 / 3, 9);
  });

  test.each([
    ["without a known reference", { referenceW: null }],
    ["without a meter", { meter: null }],
    ["of which nothing was measured", { quarters: [] }],
    ["that has wasted nothing that anybody knows", { wastedWh: 0 }],
    ["that has not lasted", { until: asked.since }],
  ])("%s there is none", (_, part) => {
    expect(priceOf({ ...asked, ...part })).toBeNull();
  });

  test("of lights left on in the demo hall is the one that the page on energy works out", () => {
    const text = readFileSync(new URL("../../simulators/halls/service-hall.yaml", import.meta.url), "utf8");
    const parsed = parseSite(text, "site.yaml", profiles);
    if (parsed.is !== "site" || parsed.site.energy === undefined) throw new Error("the demo hall is wrong");
    const { energy: plan, calendar } = parsed.site;
    const [since, until] = [at("2025-07-08 17:30"), at("2025-07-08 22:00")];
    const quarters: MeterQuarter[] = [];
    for (let end = since + QUARTER; end <= until; end += QUARTER)
      quarters.push({ ...quarter("18:00", 0.9 / 4), meter: "M-light", end: instant(end) });
    const meter = meterOf(plan, parsed.site, "M-light");
    const price = priceOf({ ...asked, plan, calendar, since, until, meter, referenceW: 60, quarters });
    const round = (n: number | null | undefined) => Math.round((n ?? Number.NaN) * 100) / 100;
    expect([round(price?.kWh), round(price?.cost), round(price?.kgCO2)]).toEqual([3.78, 4, 2.01]);
  });

  test("has no money where no tariff is in force", () => {
    const august = { since: at("2025-07-31 23:30"), until: at("2025-08-01 00:30") };
    expect(priceOf({ ...asked, ...august, wastedWh: 500 })).toMatchObject({
      kWh: 0.5,
      cost: null,
      kgCO2: 0.25,
    });
  });
});

test("the meter of a thing is its own, the one its energy flows through, or the only one of its use in its zone", () => {
  const thing = (id: string, part: Partial<Equipment>): Equipment => ({
    id,
    kind: "light-circuit",
    name: { zh: id, en: id },
    zone: "hall",
    points: {},
    alwaysOn: false,
    tags: [],
    ...part,
  });
  const equipment = [
    thing("AC", { kind: "air-conditioner" }),
    thing("L1", { under: "light" }),
    thing("L2", {}),
    thing("L3", { under: "main" }),
    thing("L4", { zone: "equip" }),
    thing("FAN-1", { kind: "air-conditioner", zone: "off1" }),
    thing("FAN-2", { kind: "air-conditioner" }),
    thing("D1", { kind: "door" }),
  ];
  const found = [...equipment.map(({ id }) => id), "hall", "main"].map(id => [
    id,
    meterOf(PLAN, { equipment }, id),
  ]);
  expect(Object.fromEntries(found)).toEqual({
    AC: "AC",
    L1: "light",
    L2: null,
    L3: null,
    L4: "light",
    "FAN-1": null,
    "FAN-2": "AC",
    D1: null,
    hall: null,
    main: null,
  });
});
