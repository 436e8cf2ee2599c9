import type { CarbonFactor, EnergyPlan, Meter, Tariff, TariffLevel } from "../site/energy-plan.ts";
import type { HallCalendar } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import type { MeterQuarter } from "./ledger.ts";
import type { MarketPrices } from "./market-prices.ts";

/** What is asked of the ledger: the energy of a hall in a time. */
export type EnergyAsked = {
  readonly plan: EnergyPlan;
  readonly calendar: HallCalendar;
  /** All that is booked with `from` < end ≤ `to`, of every meter of the plan, in any order; each meter and end once. */
  readonly quarters: readonly MeterQuarter[];
  /** `from` < end ≤ `to`: midnights of the hall for whole days, else the edges of quarters of an hour. */
  readonly from: Instant;
  readonly to: Instant;
  /** Up to when anything can be known: now, also where the time is long over. */
  readonly until: Instant;
  /** How the course is cut; absent: by the hour up to two days, by the day up to 62, else by the month. */
  readonly step?: EnergyStep;
  /** Prices of the market by the id of their tariff, where any are known. */
  readonly market?: ReadonlyMap<string, MarketPrices>;
};

/** Hours are counted from the hall's midnight: a day has 23, 24 or 25 of them. */
export type EnergyStep = "hour" | "day" | "month";

/** What something had in a time. Every figure is only as good as `completeness`, `isAtLeast` and `isAtMost` say. */
export type EnergyFigures = {
  /** Negative only by a correction, of a virtual meter, or of what meters below do not account for. */
  readonly kWh: number;
  /** How much of it is certain only as an amount, not as to when it was used. */
  readonly estimatedKwh: number;
  /** Something that adds to it was not counted in the time: there was so much at least. */
  readonly isAtLeast: boolean;
  /**
   * Something that is taken off was not counted in the time: there was so much at most. With `isAtLeast` as well nobody
   * knows which way it errs; `boundOf` says what is to be told.
   */
  readonly isAtMost: boolean;
  /** 0 … 1: how much of the time so far was measured. Of several meters the least. */
  readonly completeness: number;
  /** Of the energy alone, in the plan's currency, without the demand charge; null: some of it was used while no tariff is known. */
  readonly cost: number | null;
  readonly kgCO2: number;
  /** What it had while the calendar says that the hall was closed. */
  readonly closedKwh: number;
  /** What it had while the calendar could not tell whether the hall was closed. */
  readonly undatedKwh: number;
};

export type EnergyPeak = {
  /** Mean of the quarter of an hour. */
  readonly powerW: number;
  /** End of the quarter. */
  readonly end: Instant;
};

/** One meter; or, as `unaccounted`, what a meter says less what those directly under it say. */
export type MeterEnergy = EnergyFigures & {
  /** Id of the meter; of what is unaccounted that of the meter above and `/rest`. */
  readonly meter: string;
  readonly name: Meter["name"];
  readonly zone: string | null;
  readonly use: Meter["use"];
  readonly is: Meter["is"] | "unaccounted";
  readonly under: string | null;
  /** Null: nothing was measured, or it is `unaccounted`. */
  readonly peak: EnergyPeak | null;
};

/**
 * Energy by use or by zone, each kWh once: what a meter says less what those under it say is of the meter's own use and
 * zone. `whole` and null are what no meter below the main one tells apart.
 */
export type EnergyShare<Key> = EnergyFigures & {
  readonly of: Key;
  /** 0 … 1 of the whole; null: the whole is nothing, or less. */
  readonly share: number | null;
};

/** One hour, day or month of the main meters. */
export type EnergyPart = EnergyFigures & {
  readonly from: Instant;
  /** `from` < t ≤ `end`. */
  readonly end: Instant;
  /** Date in the hall's zone on which it begins: `2025-07-08`. */
  readonly date: string;
  readonly peak: EnergyPeak | null;
};

export type LevelEnergy = {
  readonly level: TariffLevel;
  readonly kWh: number;
  readonly cost: number;
};

/** The highest quarter of an hour of a month, of which the supplier makes a charge. */
export type MonthDemand = {
  /** `2025-07` */
  readonly month: string;
  readonly powerW: number;
  readonly end: Instant;
  /** Null: the tariff has no such charge, or none is known. */
  readonly cost: number | null;
  /** The whole month was asked, and is over: the charge is due. */
  readonly isWhole: boolean;
};

/** A stretch in which a meter was not measured. */
export type EnergyGap = {
  readonly meter: string;
  readonly from: Instant;
  readonly to: Instant;
  /** What was counted over it and spread evenly; null: nobody knows. */
  readonly estimatedKwh: number | null;
};

/** The energy of a hall in a time: for the console, reports and the command line, which reckon nothing themselves. */
export type HallEnergy = {
  readonly from: Instant;
  readonly to: Instant;
  readonly until: Instant;
  /** Null: nobody said what it costs. */
  readonly currency: string | null;
  /** The sum of the main meters. */
  readonly total: EnergyFigures & { readonly peak: EnergyPeak | null };
  /** Cost of the energy and the demand charges of the whole months in the time; null: not known. */
  readonly bill: number | null;
  /** In the order of the tree, each followed by what is under it and then by what is unaccounted; virtual ones last. */
  readonly meters: readonly MeterEnergy[];
  /** Largest first. */
  readonly uses: readonly EnergyShare<Meter["use"]>[];
  /** Largest first; null: of no single zone. */
  readonly zones: readonly EnergyShare<string | null>[];
  /** By tariff level, dearest first; what was used at a price of the market is at the level of its time. */
  readonly levels: readonly LevelEnergy[];
  /** Energy of times without a tariff. */
  readonly unpricedKwh: number;
  /** Of the main meters together, by month, the latest last. */
  readonly demand: readonly MonthDemand[];
  /** Ascending, without a gap from `from` to `until`. */
  readonly course: readonly EnergyPart[];
  /** By meter and time. */
  readonly gaps: readonly EnergyGap[];
  /** Those in force in the time, ascending. */
  readonly tariffs: readonly Tariff[];
  readonly carbon: CarbonFactor;
};
