import type { EnergyFigures, EnergyPart, EnergyPeak, MeterEnergy } from "#rules/energy/view.ts";
import { type Instant, toIso } from "#rules/time/instant.ts";
import type { WireEnergy, WireMeterEnergy } from "../wire/energy.ts";
import type { StretchEnergy } from "./energy-joined.ts";
import type { PricedFinding } from "./finding-prices.ts";

/** What the hall should have had, as far as it is known: kWh by the end of each part of the course. */
export type Expected = ReadonlyMap<Instant, number>;

/** Gaps and findings that are told. */
const MOST_GAPS = 500;
const MOST_FINDINGS = 200;

export type EnergyTold = {
  readonly energy: StretchEnergy;
  readonly dates: readonly string[];
  readonly timeZone: string;
  readonly expected: Expected;
  /** What each meter should have had, kWh by its id, as far as that is known. */
  readonly expectedOf: ReadonlyMap<string, number>;
  readonly findings: readonly PricedFinding[];
};

/** The energy of some days as the API tells it. */
export const wireEnergy = ({
  energy,
  dates,
  timeZone,
  expected,
  expectedOf,
  findings,
}: EnergyTold): WireEnergy => {
  const { until, currency, total, meters, levels, demand, course, gaps, tariffs, carbon } = energy;
  const tariff = tariffs.at(-1);
  const highest = demand.toSorted((a, b) => b.powerW - a.powerW)[0];
  return {
    from: dates[0] ?? "",
    to: dates.at(-1) ?? "",
    until: toIso(until),
    timeZone,
    currency,
    total: {
      ...figures(total),
      baselineKwh: totalExpected(course, expected),
      peak: wirePeak(total.peak),
    },
    meters: meters.map(meter => wireMeter(meter, expectedOf.get(meter.meter) ?? null)),
    levels: levels.map(each => ({ ...each })),
    demand:
      highest === undefined || highest.cost === null
        ? null
        : { powerW: highest.powerW, end: toIso(highest.end), cost: highest.cost },
    course: course.map(part => ({
      end: toIso(part.end),
      kWh: part.kWh,
      estimatedKwh: part.estimatedKwh,
      isAtLeast: part.isAtLeast,
      completeness: part.completeness,
      baselineKwh: expected.get(part.end) ?? null,
      closedKwh: part.closedKwh,
      cost: part.cost,
    })),
    gaps: gaps.slice(0, MOST_GAPS).map(({ meter, from, to, estimatedKwh }) => ({
      meter,
      from: toIso(from),
      to: toIso(to),
      estimatedKwh,
    })),
    findings: findings.slice(0, MOST_FINDINGS).map(wireFinding),
    tariff: tariff === undefined ? null : { id: tariff.id, region: tariff.region, source: tariff.source },
    carbon: {
      kgPerKwh: carbon.kgPerKwh,
      scope: carbon.scope,
      kind: carbon.kind,
      dataYear: carbon.dataYear,
      source: carbon.source,
    },
  };
};

/** Only where each part of the time has its own: a sum that leaves something out would look like a saving. */
const totalExpected = (course: readonly EnergyPart[], expected: Expected): number | null => {
  let sum = 0;
  for (const { end } of course) {
    const own = expected.get(end);
    if (own === undefined) return null;
    sum += own;
  }
  return course.length === 0 ? null : sum;
};

const figures = ({
  kWh,
  estimatedKwh,
  isAtLeast,
  isAtMost,
  completeness,
  cost,
  kgCO2,
  closedKwh,
}: EnergyFigures): Pick<
  WireMeterEnergy,
  "kWh" | "estimatedKwh" | "isAtLeast" | "isAtMost" | "completeness" | "cost" | "kgCO2" | "closedKwh"
> => ({ kWh, estimatedKwh, isAtLeast, isAtMost, completeness, cost, kgCO2, closedKwh });

const wireMeter = (meter: MeterEnergy, baselineKwh: number | null): WireMeterEnergy => ({
  meter: meter.meter,
  name: meter.name,
  zone: meter.zone,
  use: meter.use,
  is: meter.is,
  under: meter.under,
  ...figures(meter),
  baselineKwh,
  peak: wirePeak(meter.peak),
});

const wirePeak = (peak: EnergyPeak | null): WireMeterEnergy["peak"] =>
  peak && { powerW: peak.powerW, end: toIso(peak.end) };

const wireFinding = ({ alert, from, to, price }: PricedFinding): WireEnergy["findings"][number] => ({
  alert: alert.id,
  title: alert.title,
  targetName: alert.targetName,
  clauses: [...new Set(alert.clauses.map(({ clause }) => clause))],
  isOpen: to === null,
  from: toIso(from),
  to: to && toIso(to),
  kWh: price.kWh,
  cost: price.cost,
  kgCO2: price.kgCO2,
  basis: price.basis,
});
