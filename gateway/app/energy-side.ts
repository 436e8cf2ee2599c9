import type { Catalogue } from "#rules/clause/clause.ts";
import type { MarketPrices } from "#rules/energy/market-prices.ts";
import type { Site } from "#rules/site/model.ts";
import type { CertificateApi } from "../http/certificate.ts";
import type { EnergyApi } from "../http/energy.ts";
import type { Clock } from "../ports/clock.ts";
import type { EnergyStore } from "../ports/energy.ts";
import type { History } from "../ports/history.ts";
import type { Log } from "../ports/log.ts";
import type { RecordStore } from "../ports/record.ts";
import type { Trends } from "../ports/trends.ts";
import type { WireAlert } from "../wire/alert.ts";
import type { EnergyBook } from "./energy-book.ts";
import { EnergyDesk } from "./energy-desk.ts";
import { EnergySamples } from "./energy-samples.ts";
import { Expectations } from "./expectations.ts";
import { FindingPrices } from "./finding-prices.ts";
import type { LiveEngine } from "./live-engine.ts";
import { MarketRates } from "./market-rates.ts";
import { MeterDesk } from "./meter-desk.ts";
import type { Outages } from "./outages.ts";
import type { Recorder } from "./recorder.ts";
import { SetpointDays, type SetpointParts } from "./setpoint-days.ts";
import { Understanding } from "./understanding.ts";

export type EnergySideParts = {
  readonly site: Site;
  readonly rules: SetpointParts["rules"];
  readonly engine: LiveEngine;
  readonly book: EnergyBook;
  readonly store: EnergyStore;
  readonly record: Pick<RecordStore, "search" | "deeds">;
  readonly recorder: Recorder;
  readonly history: History;
  /** Null: no history tells courses. */
  readonly trends: Trends | null;
  readonly certificates: Pick<CertificateApi, "certificates">;
  readonly outages: Pick<Outages, "list">;
  /** What clauses say. */
  readonly catalogue: Pick<Catalogue, "byId">;
  readonly clock: Clock;
  readonly log: Log;
  /** Called with the open alerts whose price has changed. */
  readonly repriced: (alerts: readonly string[]) => void;
};

/** Less is not worth telling, kWh. */
const NEWS_KWH = 0.001;

/** All that the gateway knows of energy, put together: what people ask and put right, what findings cost, what dashboards get. */
export class EnergySide {
  readonly api: EnergyApi;
  readonly #prices: FindingPrices;
  readonly #samples: EnergySamples;
  readonly #market: MarketRates;
  readonly #desk: MeterDesk;
  readonly #parts: EnergySideParts;
  #told = new Map<string, number>();

  constructor(parts: EnergySideParts) {
    this.#parts = parts;
    const { engine, book } = parts;
    const calendar = () => engine.current.hall.calendar;
    const understanding = new Understanding({ ...parts, calendar });
    const { timeZone } = parts.site.calendar;
    this.#market = new MarketRates({ plan: book.plan, timeZone, clock: parts.clock });
    const market = () => this.#market.now();
    this.#prices = new FindingPrices({
      ...parts,
      calendar,
      understanding,
      market,
      told: (open, ended) => {
        this.#samples.priced(open, ended);
        this.#repriced(open.map(({ alert, price }) => [alert.id, price.kWh]));
      },
    });
    const prices = this.#prices;
    const expectations = new Expectations({ ...parts, calendar, references: () => prices.references() });
    this.#desk = new MeterDesk(parts);
    const setpoints = new SetpointDays(parts);
    const desk = new EnergyDesk({
      ...parts,
      desk: this.#desk,
      understanding,
      setpoints,
      prices,
      expectations,
      market,
    });
    this.api = desk;
    const compliance = (month: string) => desk.complianceOf(month);
    this.#samples = new EnergySamples({ ...parts, calendar, prices, expectations, compliance, market });
    book.watch(ends => this.#samples.booked(ends));
  }

  async start(): Promise<void> {
    if (this.#parts.book.plan === null) return;
    await this.#market.start();
    await this.#desk.start();
    await this.#prices.start();
    this.#samples.start();
  }

  async stop(): Promise<void> {
    await this.#samples.stop();
    await this.#prices.stop();
    this.#market.stop();
  }

  /** Resolves when what the clock has begun so far is done. */
  async settled(): Promise<void> {
    await this.#prices.settled();
    await this.#samples.settled();
  }

  /** What an open alert has wasted, as of the last minute; undefined: nothing that anybody measures. */
  priceOf(alert: string): WireAlert["price"] {
    const price = this.#prices.of(alert);
    if (price === undefined) return undefined;
    const { kWh, cost, kgCO2, basis } = price;
    const { plan } = this.#parts.book;
    return { kWh, cost, currency: plan?.tariffs.at(-1)?.currency ?? null, kgCO2, basis };
  }

  /** W that a meter draws when the hall is verified closed, as of the last hour. */
  references(): ReadonlyMap<string, number> {
    return this.#prices.references();
  }

  /** What the market asks, by the id of the tariff. */
  market(): ReadonlyMap<string, MarketPrices> {
    return this.#market.now();
  }

  /** What people must know of, a sentence each. */
  problems(): readonly string[] {
    return this.#market.problems();
  }

  #repriced(open: readonly (readonly [alert: string, kWh: number])[]): void {
    const news = open.filter(([alert, kWh]) => Math.abs(kWh - (this.#told.get(alert) ?? 0)) >= NEWS_KWH);
    this.#told = new Map(open);
    if (news.length > 0) this.#parts.repriced(news.map(([alert]) => alert));
  }
}
