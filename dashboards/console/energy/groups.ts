import type { WireMeterEnergy } from "#gateway/wire/energy.ts";

/** What is summed of meters: with its share that is estimated, and how much of the time was measured. */
export type Amounts = Pick<
  WireMeterEnergy,
  | "kWh"
  | "estimatedKwh"
  | "isAtLeast"
  | "isAtMost"
  | "completeness"
  | "cost"
  | "kgCO2"
  | "closedKwh"
  | "baselineKwh"
>;

/** A row of where the energy went: a use, a zone of it, or a circuit. */
export type UseRow = Amounts & {
  readonly key: string;
  readonly is: "use" | "zone" | "circuit" | "unaccounted";
  /** Id of the use, the zone or the meter; a zone of '' is no single one. */
  readonly id: string;
  readonly meter: WireMeterEnergy | null;
  readonly rows: readonly UseRow[];
};

/**
 * Where the energy went: by use, in it by zone, in that by circuit, largest first. Only what has nothing below it counts,
 * and of the others what nobody below accounts for, so that all rows together are the main meters. What no meter at all
 * tells apart comes last, whatever its size. Virtual meters are sums of others and stand nowhere here.
 */
export const usesOf = (meters: readonly WireMeterEnergy[]): readonly UseRow[] => {
  const real = meters.filter(({ is }) => is !== "virtual");
  const parents = new Set(real.map(({ under }) => under));
  const leaves = real.filter(each => each.is === "unaccounted" || !parents.has(each.meter));
  const rest = leaves.filter(isRest);
  const byUse = grouped(
    leaves.filter(each => !isRest(each)),
    ({ use }) => use,
  );
  const uses = [...byUse].map(([use, of]): UseRow => {
    const zones = [...grouped(of, ({ zone }) => zone ?? "")].map(([zone, inZone]): UseRow => {
      const rows = sorted(inZone.map(meter => circuit(`${use}/${zone}`, meter)));
      return { ...sumOf(inZone), key: `${use}/${zone}`, is: "zone", id: zone, meter: null, rows };
    });
    return { ...sumOf(of), key: use, is: "use", id: use, meter: null, rows: sorted(zones) };
  });
  return [...sorted(uses), ...rest.map(meter => circuit("", meter))];
};

/** What no meter under a main one accounts for. */
const isRest = ({ is, use }: WireMeterEnergy): boolean => is === "unaccounted" && use === "whole";

const circuit = (of: string, meter: WireMeterEnergy): UseRow => ({
  ...meter,
  key: `${of}/${meter.meter}/${meter.is}`,
  is: meter.is === "unaccounted" ? "unaccounted" : "circuit",
  id: meter.meter,
  meter,
  rows: [],
});

/** Sums; what one of them does not know the sum does not know. Measured is as much of the time as of the least known. */
export const sumOf = (meters: readonly Amounts[]): Amounts => ({
  kWh: total(meters, ({ kWh }) => kWh),
  estimatedKwh: total(meters, ({ estimatedKwh }) => estimatedKwh),
  isAtLeast: meters.some(({ isAtLeast }) => isAtLeast),
  isAtMost: meters.some(({ isAtMost }) => isAtMost),
  completeness: Math.min(1, ...meters.map(({ completeness }) => completeness)),
  cost: known(meters, ({ cost }) => cost),
  kgCO2: total(meters, ({ kgCO2 }) => kgCO2),
  closedKwh: total(meters, ({ closedKwh }) => closedKwh),
  baselineKwh: known(meters, ({ baselineKwh }) => baselineKwh),
});

const total = (meters: readonly Amounts[], of: (each: Amounts) => number): number =>
  meters.reduce((sum, each) => sum + of(each), 0);

const known = (meters: readonly Amounts[], of: (each: Amounts) => number | null): number | null =>
  meters.reduce<number | null>((sum, each) => {
    const value = of(each);
    return sum === null || value === null ? null : sum + value;
  }, 0);

const sorted = (rows: readonly UseRow[]): readonly UseRow[] => rows.toSorted((a, b) => b.kWh - a.kWh);

const grouped = <T>(all: readonly T[], by: (each: T) => string): Map<string, T[]> => Map.groupBy(all, by);
