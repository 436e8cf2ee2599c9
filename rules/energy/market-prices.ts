import type { Instant } from "../time/instant.ts";

/** What the market asks for a kW.h, by the end of its interval of `stepMinutes`. Where an interval is missing nobody knows. */
export type MarketPrices = {
  readonly stepMinutes: 15 | 30;
  readonly perKwh: ReadonlyMap<Instant, number>;
};
