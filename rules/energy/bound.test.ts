import fc from "fast-check";
import { expect, test } from "vitest";
import type { EnergyPlan, Meter } from "../site/energy-plan.ts";
import { hallCalendar } from "../time/hall-calendar.ts";
import { after, hours, type Instant, instant } from "../time/instant.ts";
import { at, siteA } from "../time/testing/halls.ts";
import { type Bound, boundOf } from "./bound.ts";
import { energyOf } from "./energy-of.ts";
import type { MeterQuarter } from "./ledger.ts";
import { QUARTER } from "./quarter.ts";
import type { EnergyFigures, HallEnergy } from "./view.ts";

const SEED = 85;
const named = (id: string) => ({ id, name: { zh: id, en: id } });
const METERS: readonly Meter[] = [
  { ...named("main"), is: "counter", point: 0, zone: null, use: "whole", under: null },
  { ...named("light"), is: "counter", point: 1, zone: "hall", use: "lighting", under: "main" },
  { ...named("lamp"), is: "power", point: 2, zone: "hall", use: "lighting", under: "light" },
  { ...named("ac"), is: "power", point: 3, zone: "hall", use: "hvac", under: "main" },
  { ...named("rest"), is: "virtual", zone: null, use: "other", under: null, plus: ["main"], minus: ["ac"] },
];
const REAL = ["main", "light", "lamp", "ac"];
const PLAN: EnergyPlan = {
  meters: METERS,
  tariffs: [],
  carbon: {
    ...{ id: "c", kgPerKwh: 0.5, scope: "national", kind: "location", dataYear: 2023 },
    ...{ published: "2026-01", source: "example" },
  },
};
const from = at("2025-07-08 00:00");
const QUARTERS = 8;

type Seen = { readonly kWh: number; readonly isSeen: boolean };
/** Of each meter and quarter what it had, and whether anybody counted it. */
type Hall = Readonly<Record<string, readonly Seen[]>>;

// Most quarters are seen: else nearly every hall would lack something on both sides.
const seen = fc.record({ kWh: fc.nat(1_000).map(wh => wh / 1_000), isSeen: fc.nat(11).map(n => n > 0) });
const halls: fc.Arbitrary<Hall> = fc.record(
  Object.fromEntries(REAL.map(id => [id, fc.array(seen, { minLength: QUARTERS, maxLength: QUARTERS })])),
);

const energyIn = (hall: Hall, isKnown: (each: Seen) => boolean): HallEnergy => {
  const end = (n: number): Instant => instant(from + (n + 1) * QUARTER);
  const quarters = REAL.flatMap(meter =>
    (hall[meter] ?? []).flatMap((each, n): readonly MeterQuarter[] =>
      isKnown(each)
        ? [{ meter, end: end(n), kWh: each.kWh, estimatedKwh: 0, covered: QUARTER, isAtLeast: false }]
        : [],
    ),
  );
  const to = end(QUARTERS - 1);
  const until = after(to, hours(5));
  return energyOf({ plan: PLAN, calendar: hallCalendar(siteA), quarters, from, to, until });
};

const rowsOf = ({ meters, uses, zones, total }: HallEnergy): ReadonlyMap<string, EnergyFigures> =>
  new Map<string, EnergyFigures>([
    ["total", total],
    ...meters.map(each => [each.meter, each] as const),
    ...uses.map(each => [`use ${each.of}`, each] as const),
    ...zones.map(each => [`zone ${each.of}`, each] as const),
  ]);

/** What each row adds and takes off, written down by hand. */
const TERMS: Readonly<Record<string, readonly [plus: readonly string[], minus: readonly string[]]>> = {
  total: [["main"], []],
  main: [["main"], []],
  light: [["light"], []],
  lamp: [["lamp"], []],
  ac: [["ac"], []],
  "light/rest": [["light"], ["lamp"]],
  "main/rest": [["main"], ["light", "ac"]],
  rest: [["main"], ["ac"]],
  "use whole": [["main"], ["light", "ac"]],
  "use lighting": [["light"], []],
  "use hvac": [["ac"], []],
  "zone null": [["main"], ["light", "ac"]],
  "zone hall": [["light", "ac"], []],
};

test("what is left is marked at most just when something that is taken off was not counted and the rest was", () => {
  const met = new Map<Bound, number>();
  fc.assert(
    fc.property(halls, hall => {
      const lacks = (ids: readonly string[]): boolean =>
        ids.some(id => hall[id]?.some(({ isSeen }) => !isSeen));
      const rows = rowsOf(energyIn(hall, ({ isSeen }) => isSeen));
      expect([...rows.keys()].toSorted()).toEqual(Object.keys(TERMS).toSorted());
      for (const [row, [plus, minus]] of Object.entries(TERMS)) {
        const figures = rows.get(row)!;
        const bound = boundOf(figures);
        met.set(bound, (met.get(bound) ?? 0) + 1);
        expect([row, bound === "at-most"]).toEqual([row, lacks(minus) && !lacks(plus)]);
        expect([row, figures.isAtLeast]).toEqual([row, lacks(plus)]);
      }
    }),
    { numRuns: 300, seed: SEED },
  );
  expect([...met.keys()].toSorted()).toEqual(["at-least", "at-most", "either-way", "whole"]);
  for (const times of met.values()) expect(times).toBeGreaterThan(100);
});

test("the truth is never below what is marked at least, nor above what is marked at most, and equal to what is whole", () => {
  let errs = 0;
  fc.assert(
    fc.property(halls, hall => {
      const truth = rowsOf(energyIn(hall, () => true));
      for (const [row, figures] of rowsOf(energyIn(hall, ({ isSeen }) => isSeen))) {
        const over = figures.kWh - (truth.get(row)?.kWh ?? Number.NaN);
        const bound = boundOf(figures);
        if (bound === "whole") expect(over).toBeCloseTo(0, 9);
        if (bound === "at-least") expect(over).toBeLessThan(1e-9);
        if (bound === "at-most") expect(over).toBeGreaterThan(-1e-9);
        if (bound === "at-most" && over > 1e-3) errs += 1;
      }
    }),
    { numRuns: 300, seed: SEED },
  );
  // Else the mark would say nothing that the number does not.
  expect(errs).toBeGreaterThan(100);
});
