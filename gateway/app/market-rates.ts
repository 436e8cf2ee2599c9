import type { MarketPrices } from "#rules/energy/market-prices.ts";
import type { EnergyPlan } from "#rules/site/energy-plan.ts";
import { hours } from "#rules/time/instant.ts";
import { loadMarketPrices } from "../config/load-market-prices.ts";
import type { Clock, Timer } from "../ports/clock.ts";

/** Prices of the market as they are known now, by the id of their tariff. */
export type MarketNow = () => ReadonlyMap<string, MarketPrices>;

export type MarketRatesParts = {
  /** Null: the hall has no meters. */
  readonly plan: EnergyPlan | null;
  readonly timeZone: string;
  readonly clock: Clock;
};

/** Problems of a file that are told at once: the first says enough. */
const MOST_PROBLEMS = 3;

/** What the market asks for energy, as far as its files say: they come day by day and are read again each hour. */
export class MarketRates {
  readonly #parts: MarketRatesParts;
  #prices: ReadonlyMap<string, MarketPrices> = new Map();
  #problems: readonly string[] = [];
  #timer: Timer | null = null;

  constructor(parts: MarketRatesParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    const { plan, clock } = this.#parts;
    if (plan === null || plan.tariffs.every(({ market }) => market === undefined)) return;
    await this.#read(plan);
    this.#timer = clock.every(hours(1), () => void this.#read(plan));
  }

  stop(): void {
    this.#timer?.stop();
  }

  /** By the id of their tariff. */
  now(): ReadonlyMap<string, MarketPrices> {
    return this.#prices;
  }

  problems(): readonly string[] {
    return this.#problems;
  }

  async #read(plan: EnergyPlan): Promise<void> {
    const { market, problems } = await loadMarketPrices(plan, this.#parts.timeZone);
    this.#prices = market;
    this.#problems = problems
      .slice(0, MOST_PROBLEMS)
      .map(
        ({ file, line, message, help }) =>
          `${file}:${line}: ${message}${help === undefined ? "" : `: ${help}`}`,
      );
  }
}
