import type { EnergyFigures, EnergyPeak, HallEnergy, MeterEnergy, MonthDemand } from "#rules/energy/view.ts";

/** Energy of a stretch of time as far as the page shows it: shares by use and zone are for reports, which ask for whole times. */
export type StretchEnergy = Omit<HallEnergy, "uses" | "zones" | "bill">;

/**
 * Stretches that follow each other as one: what is reckoned a week at a time says the same as what is reckoned at once.
 *
 * @param stretches  ascending, of one plan, without a gap between them; at least one
 */
export const joinedEnergy = (stretches: readonly StretchEnergy[]): StretchEnergy => {
  const [first] = stretches;
  const last = stretches.at(-1);
  if (first === undefined || last === undefined) throw new RangeError("nothing to join");
  if (stretches.length === 1) return first;
  const meters = first.meters.map((meter, index) =>
    joinedMeter(meter, stretches, each => each.meters[index] ?? meter),
  );
  const mains = meters.filter(({ under, is }) => under === null && (is === "counter" || is === "power"));
  const total = joinedFigures(stretches, each => each.total);
  const currencies = new Set(stretches.map(({ currency }) => currency));
  return {
    from: first.from,
    to: last.to,
    until: last.until,
    // What is in several currencies is not added up.
    currency: currencies.size === 1 ? first.currency : null,
    total: {
      ...total,
      cost: currencies.size === 1 ? total.cost : null,
      completeness:
        mains.length === 0 ? total.completeness : Math.min(...mains.map(each => each.completeness)),
      peak: highest(stretches.map(each => each.total.peak)),
    },
    meters,
    levels: joinedLevels(stretches),
    unpricedKwh: sumOf(stretches, each => each.unpricedKwh),
    demand: joinedDemand(stretches.flatMap(({ demand }) => demand)),
    course: stretches.flatMap(({ course }) => course),
    gaps: joinedGaps(stretches.flatMap(({ gaps }) => gaps)),
    tariffs: [...new Set(stretches.flatMap(({ tariffs }) => tariffs))],
    carbon: first.carbon,
  };
};

const sumOf = <T>(all: readonly T[], of: (each: T) => number): number =>
  all.reduce((sum, each) => sum + of(each), 0);

const joinedMeter = (
  meter: MeterEnergy,
  stretches: readonly StretchEnergy[],
  own: (each: StretchEnergy) => MeterEnergy,
): MeterEnergy => ({
  ...meter,
  ...joinedFigures(stretches, own),
  peak: highest(stretches.map(each => own(each).peak)),
});

const joinedFigures = (
  stretches: readonly StretchEnergy[],
  of: (each: StretchEnergy) => EnergyFigures,
): EnergyFigures => {
  const all = stretches.map(each => ({ figures: of(each), ms: each.until - each.from }));
  const time = sumOf(all, ({ ms }) => ms);
  const sum = (key: "kWh" | "estimatedKwh" | "kgCO2" | "closedKwh" | "undatedKwh"): number =>
    sumOf(all, ({ figures }) => figures[key]);
  return {
    kWh: sum("kWh"),
    estimatedKwh: sum("estimatedKwh"),
    isAtLeast: all.some(({ figures }) => figures.isAtLeast),
    isAtMost: all.some(({ figures }) => figures.isAtMost),
    completeness: time === 0 ? 0 : sumOf(all, ({ figures, ms }) => figures.completeness * ms) / time,
    cost: all.reduce<number | null>(
      (cost, { figures }) => (cost === null || figures.cost === null ? null : cost + figures.cost),
      0,
    ),
    kgCO2: sum("kgCO2"),
    closedKwh: sum("closedKwh"),
    undatedKwh: sum("undatedKwh"),
  };
};

const highest = (peaks: readonly (EnergyPeak | null)[]): EnergyPeak | null =>
  peaks.reduce(
    (most, peak) => (most === null || (peak !== null && peak.powerW > most.powerW) ? peak : most),
    null,
  );

const joinedLevels = (stretches: readonly StretchEnergy[]): HallEnergy["levels"] => {
  const byLevel = Map.groupBy(
    stretches.flatMap(({ levels }) => levels),
    ({ level }) => level,
  );
  return [...byLevel].map(([level, all]) => ({
    level,
    kWh: sumOf(all, ({ kWh }) => kWh),
    cost: sumOf(all, ({ cost }) => cost),
  }));
};

/** Of each month the highest; a month that was cut is not whole. */
const joinedDemand = (all: readonly MonthDemand[]): readonly MonthDemand[] =>
  [...Map.groupBy(all, ({ month }) => month).values()].flatMap(
    same => same.toSorted((a, b) => b.powerW - a.powerW)[0] ?? [],
  );

/** One that goes on over the edge of a stretch is one. */
const joinedGaps = (all: readonly HallEnergy["gaps"][number][]): HallEnergy["gaps"] => {
  const joined: HallEnergy["gaps"][number][] = [];
  for (const gap of all.toSorted((a, b) =>
    a.meter === b.meter ? a.from - b.from : a.meter < b.meter ? -1 : 1,
  )) {
    const last = joined.at(-1);
    const isSame = last !== undefined && (last.estimatedKwh === null) === (gap.estimatedKwh === null);
    if (!isSame || last.meter !== gap.meter || last.to !== gap.from) joined.push(gap);
    else
      joined[joined.length - 1] = {
        ...last,
        to: gap.to,
        estimatedKwh: gap.estimatedKwh === null ? null : (last.estimatedKwh ?? 0) + gap.estimatedKwh,
      };
  }
  return joined;
};
