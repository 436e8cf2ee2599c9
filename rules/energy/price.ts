import type { EnergyPlan } from "../site/energy-plan.ts";
import type { HallCalendar } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import type { MeterQuarter } from "./ledger.ts";
import type { MarketPrices } from "./market-prices.ts";

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
  /** What is booked of that meter from `since` to `until`. */
  readonly quarters: readonly MeterQuarter[];
  /** Median power of that meter in nights that are verified closed, W; null: none is known yet. */
  readonly referenceW: number | null;
  readonly market?: ReadonlyMap<string, MarketPrices>;
};
