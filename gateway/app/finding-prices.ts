import type { Alert } from "#rules/alert/alert.ts";
import type { FindingPrice } from "#rules/energy/price.ts";
import { meterOf, priceOf } from "#rules/energy/price.ts";
import { QUARTER } from "#rules/energy/quarter.ts";
import type { Site } from "#rules/site/model.ts";
import type { HallCalendar } from "#rules/time/calendar.ts";
import { hours, type Instant, instant, minutes } from "#rules/time/instant.ts";
import type { Clock, Timer } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { RecordStore } from "../ports/record.ts";
import { alertsIn } from "./alerts-in.ts";
import { type QuarterParts, quartersOf } from "./energy-quarters.ts";
import type { LiveEngine } from "./live-engine.ts";
import type { MarketNow } from "./market-rates.ts";
import type { Understanding } from "./understanding.ts";

/** A finding with what it has wasted so far; `to` null: it goes on. */
export type PricedFinding = {
  readonly alert: Alert;
  readonly from: Instant;
  readonly to: Instant | null;
  readonly price: FindingPrice;
};

export type FindingPricesParts = QuarterParts & {
  readonly site: Site;
  readonly engine: LiveEngine;
  readonly calendar: () => HallCalendar;
  readonly record: Pick<RecordStore, "search">;
  readonly understanding: Pick<Understanding, "references">;
  readonly market: MarketNow;
  readonly clock: Clock;
  readonly log: Log;
  /** Called with all open ones each minute. */
  readonly told: (open: readonly PricedFinding[], ended: readonly PricedFinding[]) => void;
};

/** What the hall draws when it is verified closed changes from night to night. */
const REFERENCES_EVERY = hours(1);

/** What findings cost: of the open ones as of the last minute, of ended ones when it is asked. */
export class FindingPrices {
  readonly #parts: FindingPricesParts;
  #open: ReadonlyMap<string, PricedFinding> = new Map();
  #references: ReadonlyMap<string, number> = new Map();
  #referencesAt = instant(0);
  #timer: Timer | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: FindingPricesParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    if (this.#parts.book.plan === null) return;
    this.#timer = this.#parts.clock.every(minutes(1), () => this.#refresh());
    this.#refresh();
  }

  /** Resolves when what was begun is done. */
  settled(): Promise<void> {
    return this.#running;
  }

  async stop(): Promise<void> {
    this.#timer?.stop();
    this.#timer = null;
    await this.#running;
  }

  /** Of an open alert as of the last minute; undefined: it wastes nothing that anybody measures. */
  of(alert: string): FindingPrice | undefined {
    return this.#open.get(alert)?.price;
  }

  /** W that a meter draws when the hall is verified closed, as of the last hour. */
  references(): ReadonlyMap<string, number> {
    return this.#references;
  }

  /** Findings that held at some moment of a time, dearest first; each with all that it has wasted. */
  async between(from: Instant, to: Instant): Promise<readonly PricedFinding[]> {
    const { engine, record, clock } = this.#parts;
    const now = clock.now();
    const alerts = await alertsIn(record, engine.current.openAlerts(), from, to);
    const held = alerts.filter(alert => sinceOf(alert) < to && (endOf(alert) ?? now) > from);
    return this.#priced(held, now);
  }

  #refresh(): void {
    this.#running = this.#running
      .then(() => this.#priceOpen())
      .catch(error => this.#parts.log.warn({ err: error }, "what findings cost cannot be reckoned"));
  }

  async #priceOpen(): Promise<void> {
    const { engine, clock, understanding, told } = this.#parts;
    const now = clock.now();
    if (now - this.#referencesAt >= REFERENCES_EVERY) {
      this.#references = await understanding.references(now);
      this.#referencesAt = now;
    }
    const priced = await this.#priced(engine.current.openAlerts(), now);
    const going = priced.filter(({ to }) => to === null);
    const before = this.#open;
    this.#open = new Map(priced.map(one => [one.alert.id, one]));
    // One that is over is told once more, with all that it has wasted.
    const isNews = ({ alert }: PricedFinding) => before.get(alert.id)?.to === null || !before.has(alert.id);
    const closed = [...before.values()].filter(({ alert, to }) => to === null && !this.#open.has(alert.id));
    const gone = closed.map(one => ({ ...one, to: now }));
    told(going, [...priced.filter(one => one.to !== null && isNews(one)), ...gone]);
  }

  async #priced(alerts: readonly Alert[], now: Instant): Promise<readonly PricedFinding[]> {
    const { book, calendar, site, market } = this.#parts;
    const { plan } = book;
    if (plan === null) return [];
    const priced: PricedFinding[] = [];
    for (const alert of alerts) {
      if (alert.level === "fault") continue;
      const [since, until] = [sinceOf(alert), endOf(alert) ?? now];
      if (until <= since) continue;
      const meter = alert.wastedWh === null ? meterOf(plan, site, alert.target) : null;
      if (alert.wastedWh === null && meter === null) continue;
      const price = priceOf({
        plan,
        calendar: calendar(),
        since,
        until,
        wastedWh: alert.wastedWh,
        meter,
        quarters:
          meter === null
            ? []
            : await quartersOf(this.#parts, instant(since - QUARTER), instant(until + QUARTER), [meter]),
        referenceW: meter === null ? null : (this.#references.get(meter) ?? null),
        market: market(),
      });
      if (price !== null) priced.push({ alert, from: since, to: endOf(alert), price });
    }
    return priced.toSorted((a, b) => (b.price.cost ?? b.price.kWh) - (a.price.cost ?? a.price.kWh));
  }
}

/** When it began: the start of the hold, not its end. */
const sinceOf = ({ openedAt, clauses }: Alert): Instant =>
  instant(Math.min(openedAt, ...clauses.map(({ since }) => since)));

const endOf = ({ clearedAt, closedAt, condition }: Alert): Instant | null =>
  condition === "clear" ? (clearedAt ?? closedAt) : closedAt;
