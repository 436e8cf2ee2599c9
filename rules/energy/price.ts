import type { EnergyPlan } from "../site/energy-plan.ts";
import { useOfThing } from "../site/meter-use.ts";
import type { Site } from "../site/model.ts";
import type { HallCalendar } from "../time/calendar.ts";
import { type Instant, instant, minutes } from "../time/instant.ts";
import type { MeterQuarter } from "./ledger.ts";
import type { MarketPrices } from "./market-prices.ts";
import { QUARTER, quarterEnd } from "./quarter.ts";
import { rates } from "./tariff.ts";
import { isPhysical } from "./tree.ts";

/** What a finding has wasted so far. */
export type FindingPrice = {
  readonly kWh: number;
  /** Null: some of it was used while no tariff is known. */
  readonly cost: number | null;
  readonly kgCO2: number;
  /** `measured`: added up by its own rule; `above-baseline`: metered above what the hall has when it is verified closed. */
  readonly basis: "measured" | "above-baseline";
  /** Id of the meter that it was read from; null: of the rule's own power. */
  readonly meter: string | null;
  /** Some of the time was not measured: it wasted so much at least. */
  readonly isAtLeast: boolean;
};

/** What is known of a finding when its price is asked. */
export type FindingAsked = {
  readonly plan: EnergyPlan;
  readonly calendar: HallCalendar;
  readonly since: Instant;
  /** Its end, or now. */
  readonly until: Instant;
  /** What its rule has added up, W.h; null: the rule adds nothing up. */
  readonly wastedWh: number | null;
  /** The meter that tells of it, from `meterOf`; null: none does. */
  readonly meter: string | null;
  /** What is booked of that meter from `since` to `until`, with the quarters that they are in. */
  readonly quarters: readonly MeterQuarter[];
  /** Median power of that meter in nights that are verified closed, W; null: none is known yet. */
  readonly referenceW: number | null;
  readonly market?: ReadonlyMap<string, MarketPrices>;
};

const W_PER_KW = 1_000;
const QUARTERS_PER_HOUR = 4;
/** What is still on its way is not missing. */
const ON_ITS_WAY = minutes(20);

/**
 * The meter that tells what a thing uses: its own, the one that its energy flows through, or the only one of its use in its
 * zone. Null: none does, or only the one of the whole hall, which cannot tell it from all the rest.
 */
export const meterOf = (plan: EnergyPlan, site: Pick<Site, "equipment">, target: string): string | null => {
  const meters = plan.meters.filter(isPhysical).filter(({ use }) => use !== "whole");
  const ids = meters.map(({ id }) => id);
  if (ids.includes(target)) return target;
  const thing = site.equipment.find(({ id }) => id === target);
  if (thing === undefined) return null;
  if (thing.under !== undefined) return ids.includes(thing.under) ? thing.under : null;
  const use = useOfThing(thing);
  const alike = meters.filter(each => each.use === use && each.zone === thing.zone);
  return use !== undefined && alike.length === 1 ? (alike[0]?.id ?? null) : null;
};

/**
 * What a finding has wasted: what its rule has added up, evenly over its time; else, while the hall was closed, what its meter
 * had above what it has in nights that are verified closed. Null: nobody can tell.
 */
export const priceOf = (asked: FindingAsked): FindingPrice | null => {
  const { plan, calendar, market, wastedWh, since, until, meter } = asked;
  if (until <= since) return null;
  const rateAt = rates(plan.tariffs, calendar, market);
  const priced = (pieces: readonly Piece[]): Pick<FindingPrice, "kWh" | "cost" | "kgCO2"> => {
    let [kWh, cost]: [number, number | null] = [0, 0];
    for (const piece of pieces) {
      const rate = rateAt(middleOf(piece));
      kWh += piece.kWh;
      cost = rate === null || cost === null ? null : cost + piece.kWh * rate.perKwh;
    }
    return { kWh, cost, kgCO2: kWh * plan.carbon.kgPerKwh };
  };
  if (wastedWh !== null) {
    if (wastedWh <= 0) return null;
    return {
      ...priced(evenly(since, until, wastedWh / W_PER_KW)),
      basis: "measured",
      meter: null,
      isAtLeast: false,
    };
  }
  const above = aboveReference(asked);
  if (above === null) return null;
  return { ...priced(above.pieces), basis: "above-baseline", meter, isAtLeast: above.isAtLeast };
};

/** Whole milliseconds, as calendars want them: a finding begins and ends at any. */
const middleOf = ({ from, to }: Pick<Piece, "from" | "to">): Instant =>
  instant(Math.floor(from + (to - from) / 2));

type Piece = { readonly from: Instant; readonly to: Instant; readonly kWh: number };

/** A stretch cut at the quarters. */
const cut = (since: Instant, until: Instant): readonly Omit<Piece, "kWh">[] => {
  const pieces: Omit<Piece, "kWh">[] = [];
  for (let from = since; from < until; ) {
    const to = instant(Math.min(until, quarterEnd(instant(from + 1))));
    pieces.push({ from, to });
    from = to;
  }
  return pieces;
};

const evenly = (since: Instant, until: Instant, kWh: number): readonly Piece[] =>
  cut(since, until).map(piece => ({ ...piece, kWh: (kWh * (piece.to - piece.from)) / (until - since) }));

const aboveReference = ({
  calendar,
  since,
  until,
  meter,
  quarters,
  referenceW,
}: FindingAsked): { readonly pieces: readonly Piece[]; readonly isAtLeast: boolean } | null => {
  if (meter === null || referenceW === null) return null;
  const byEnd = new Map(quarters.filter(each => each.meter === meter).map(each => [each.end, each]));
  const usualKwh = referenceW / W_PER_KW / QUARTERS_PER_HOUR;
  const closed = cut(since, until).filter(piece => calendar.phaseAt(middleOf(piece)).phase === "closed");
  let isAtLeast = false;
  const pieces = closed.flatMap(({ from, to }): readonly Piece[] => {
    const had = byEnd.get(quarterEnd(to));
    const isLate = quarterEnd(to) > until - ON_ITS_WAY;
    isAtLeast ||= had === undefined ? !isLate : had.isAtLeast;
    if (had === undefined) return [];
    // Of a quarter that goes on only what has been measured of it can be compared.
    const length = isLate && had.covered > 0 ? Math.min(QUARTER, had.covered) : QUARTER;
    const excess = Math.max(0, had.kWh - usualKwh * (length / QUARTER));
    return [{ from, to, kWh: excess * Math.min(1, (to - from) / length) }];
  });
  return pieces.length === 0 ? null : { pieces, isAtLeast };
};
