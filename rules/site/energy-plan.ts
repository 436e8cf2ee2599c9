import type { Words } from "./words.ts";

/** What the hall's electricity is measured by, costs and emits. */
export type EnergyPlan = {
  /** All that measures energy, in file order, virtual ones last; ids are unique. */
  readonly meters: readonly Meter[];
  /** Ascending by `validFrom`; their validities do not overlap. Empty: nobody said what it costs. */
  readonly tariffs: readonly Tariff[];
  /** Files of further tariffs as the site file names them, until they have been read; absent: none, or all are in `tariffs`. */
  readonly tariffFiles?: readonly string[];
  readonly carbon: CarbonFactor;
  /** Floor area, for figures per square metre; absent: nobody said. */
  readonly areaM2?: number;
};

/** What a power circuit is there for; the regulations ask different things of different uses. */
export type CircuitUse =
  | "equipment"
  | "terminal"
  | "demo"
  | "convenience"
  | "sockets"
  | "security"
  | "network"
  | "sign"
  | "hvac"
  | "other";

/** What the energy behind a meter is used for. `whole`: the hall's main meter. */
export type MeterUse = CircuitUse | "lighting" | "whole";

/**
 * Something whose energy is told apart. `counter`: it counts, and the ledger sums to what it counted. `power`: it only
 * tells its power, which is added up while it is known. `virtual`: a sum and difference of others.
 */
export type Meter = {
  /** Id of the equipment; of a virtual one its own. */
  readonly id: string;
  readonly name: Words;
  /** Null: of no single zone. */
  readonly zone: string | null;
  readonly use: MeterUse;
  /** Id of the meter through which its energy flows as well; null: it is a main one. The tree has no cycles. */
  readonly under: string | null;
} & (
  | { readonly is: "counter"; readonly point: number }
  | { readonly is: "power"; readonly point: number }
  | { readonly is: "virtual"; readonly plus: readonly string[]; readonly minus: readonly string[] }
);

/** 尖 峰 平 谷 深谷 */
export type TariffLevel = "critical" | "peak" | "flat" | "valley" | "deep-valley";

/** What electricity costs from a day on. Every moment of its validity has exactly one level and one price. */
export type Tariff = {
  readonly id: string;
  readonly region: string;
  /** ISO 4217: `CNY`. */
  readonly currency: string;
  /** Who published it and when, for reports. */
  readonly source: string;
  /** `YYYY-MM-DD` in the hall's zone, the first day. */
  readonly validFrom: string;
  /** The last day; null: until further notice. */
  readonly validTo: string | null;
  /** Together every month of the year, each once. */
  readonly seasons: readonly TariffSeason[];
  /** Price of a kW.h by level; every level that a season uses has one. */
  readonly prices: Readonly<Partial<Record<TariffLevel, number>>>;
  /** Price of each kW of the month's highest quarter-hour mean; absent: none. */
  readonly demandPerKw?: number;
  /**
   * Prices of the market that go before those of the level while they are known, per kW.h, by the end of their
   * interval; `file` is beside what names it until it has been found. Absent: none.
   */
  readonly market?: { readonly stepMinutes: 15 | 30; readonly file: string };
};

export type TariffSeason = {
  /** 1 … 12 */
  readonly months: readonly number[];
  /** Every kind of day that is not named goes by `workday`. */
  readonly days: Readonly<Partial<Record<TariffDay, readonly TariffPeriod[]>>> & {
    readonly workday: readonly TariffPeriod[];
  };
};

/** By the state's calendar: a make-up workday is a workday. */
export type TariffDay = "workday" | "weekend" | "holiday";

/** Minutes of the day, `from` ≤ t < `to`; the periods of a day cover 0 … 1440 without a gap or an overlap. */
export type TariffPeriod = { readonly from: number; readonly to: number; readonly level: TariffLevel };

/** How much CO₂ a kW.h stands for, and of what kind of figure that is. Kinds are never mixed. */
export type CarbonFactor = {
  readonly id: string;
  readonly kgPerKwh: number;
  readonly scope: "national" | "region" | "province";
  readonly kind: "location" | "residual" | "fossil" | "footprint";
  /** The year that the figure describes. */
  readonly dataYear: number;
  /** When it was published: `2026-01`. */
  readonly published: string;
  readonly source: string;
};
