import { energyOf } from "#rules/energy/energy-of.ts";
import { QUARTER, quarterEnd } from "#rules/energy/quarter.ts";
import type { Site } from "#rules/site/model.ts";
import type { HallCalendar } from "#rules/time/calendar.ts";
import { hours, type Instant, instant, minutes } from "#rules/time/instant.ts";
import type { Clock, Timer } from "../ports/clock.ts";
import type { History, Sample } from "../ports/history.ts";
import type { Log } from "../ports/log.ts";
import type { Trends } from "../ports/trends.ts";
import type { WireCompliance } from "../wire/energy.ts";
import { dateBefore, midnight } from "./energy-days.ts";
import { type QuarterParts, quartersOf, realMeters } from "./energy-quarters.ts";
import { baselineSample, complianceSample, daySample, priceSample, quarterSample } from "./energy-series.ts";
import type { Expectations } from "./expectations.ts";
import type { FindingPrices, PricedFinding } from "./finding-prices.ts";
import type { MarketNow } from "./market-rates.ts";
import { outdoorDays } from "./weather.ts";

/** What comes late by less than this is in a quarter when it is first written. */
const SETTLED = minutes(20);
/** After a start so much is written again: nobody knows what was written before. */
const AGAIN = hours(2);
const HEATING_C = 18;
const COOLING_C = 26;

export type EnergySamplesParts = QuarterParts & {
  readonly site: Site;
  readonly calendar: () => HallCalendar;
  readonly history: Pick<History, "annotate">;
  readonly prices: Pick<FindingPrices, "references" | "settled">;
  readonly expectations: Pick<Expectations, "of">;
  readonly compliance: (month: string) => Promise<WireCompliance>;
  readonly trends: Trends | null;
  readonly market: MarketNow;
  readonly clock: Clock;
  readonly log: Log;
};

/** Writes energy, baselines, prices and compliance beside the readings, so that dashboards see the same numbers as people. */
export class EnergySamples {
  readonly #parts: EnergySamplesParts;
  /** Ends of quarters that have changed since they were written. */
  #changed = new Set<Instant>();
  #timers: Timer[] = [];
  #running: Promise<void> = Promise.resolve();

  constructor(parts: EnergySamplesParts) {
    this.#parts = parts;
  }

  start(): void {
    const { clock, book } = this.#parts;
    if (book.plan === null) return;
    const now = clock.now();
    for (let end = quarterEnd(instant(now - AGAIN)); end <= now; end = instant(end + QUARTER))
      this.#changed.add(end);
    this.#timers = [
      clock.every(minutes(1), () => this.#do(() => this.#quarters())),
      clock.every(hours(1), () => this.#do(() => this.#hourly())),
    ];
    this.#do(() => this.#hourly());
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) timer.stop();
    await this.#running;
  }

  /** Resolves when what was begun is done. */
  settled(): Promise<void> {
    return this.#running;
  }

  /** Quarters that were booked, or corrected. */
  booked(ends: Iterable<Instant>): void {
    for (const end of ends) this.#changed.add(end);
  }

  /** What findings cost, each minute. */
  priced(open: readonly PricedFinding[], ended: readonly PricedFinding[]): void {
    const { site, history, clock } = this.#parts;
    const now = clock.now();
    history.annotate([
      ...open.map(one => priceSample(site, one, now)),
      ...ended.map(one => priceSample(site, one, one.to ?? now)),
    ]);
  }

  #do(work: () => Promise<void>): void {
    this.#running = this.#running
      .then(work)
      .catch(error => this.#parts.log.warn({ err: error }, "energy cannot be written for dashboards"));
  }

  async #quarters(): Promise<void> {
    const { book, history, clock } = this.#parts;
    const until = clock.now() - SETTLED;
    const due = [...this.#changed].filter(end => end <= until).toSorted((a, b) => a - b);
    for (const end of due) this.#changed.delete(end);
    // Corrections may reach far back; all quarters of a stretch are read at once.
    for (const stretch of stretchesOf(due)) {
      const samples = await this.#stretch(stretch);
      if (book.plan !== null && samples.length > 0) history.annotate(samples);
    }
  }

  async #stretch(ends: readonly Instant[]): Promise<readonly Sample[]> {
    const { site, book, calendar, market, clock } = this.#parts;
    const { plan } = book;
    const [first, last] = [ends[0], ends.at(-1)];
    if (plan === null || first === undefined || last === undefined) return [];
    const all = await quartersOf(this.#parts, instant(first - QUARTER), last);
    const byEnd = Map.groupBy(all, ({ end }) => end);
    const real = new Set(realMeters(plan));
    return ends.flatMap(end => {
      const quarters = byEnd.get(end) ?? [];
      const has = new Set(quarters.map(({ meter }) => meter));
      const from = instant(end - QUARTER);
      const { meters } = energyOf({
        plan,
        calendar: calendar(),
        quarters,
        from,
        to: end,
        until: clock.now(),
        step: "hour",
        market: market(),
      });
      // What nobody measured is no line: a line of 0 kWh would say that nothing was used.
      return meters
        .filter(({ meter, is }) => is !== "unaccounted" && real.has(meter) && has.has(meter))
        .map(meter => quarterSample(site, meter, end));
    });
  }

  /** The day before, and what nights have taught; again each hour, since what comes late changes both. */
  async #hourly(): Promise<void> {
    const { site, book, calendar, history, clock, prices, expectations, compliance, trends } = this.#parts;
    const { plan } = book;
    const now = clock.now();
    if (plan === null) return;
    await prices.settled();
    const baselines = [...prices.references()].map(([meter, watts]) =>
      baselineSample(site, meter, watts, now),
    );
    const zone = site.calendar.timeZone;
    const today = calendar().dateAt(now);
    const date = dateBefore(today, 1);
    const [from, to] = [midnight(date, zone), midnight(today, zone)];
    if (now < to + SETTLED) return history.annotate(baselines);
    const quarters = await quartersOf(this.#parts, from, to);
    const day = { from, to, until: now, step: "day" } as const;
    const asked = { plan, calendar: calendar(), quarters, market: this.#parts.market(), ...day };
    const { total, course } = energyOf(asked);
    const [temperature] = (await outdoorDays(site, trends, [date])) ?? [];
    const isKnown = temperature !== undefined && temperature.completeness > 0;
    const told = {
      kWh: total.kWh,
      closedKwh: total.closedKwh,
      cost: total.cost,
      baselineKwh: (await expectations.of(course)).get(to) ?? null,
      degree: isKnown ? degreesBeyond(temperature.value) : null,
    };
    const kept = (await compliance(date.slice(0, 7))).days.find(each => each.date === date);
    history.annotate([
      ...baselines,
      ...(quarters.length > 0 ? [daySample(site, told, to)] : []),
      ...(kept ? [complianceSample(site, kept, to)] : []),
    ]);
  }
}

const degreesBeyond = (meanC: number): number =>
  Math.max(0, HEATING_C - meanC) + Math.max(0, meanC - COOLING_C);

/** Ends that follow each other within a day together. */
const stretchesOf = (ends: readonly Instant[]): readonly (readonly Instant[])[] => {
  const stretches: Instant[][] = [];
  for (const end of ends) {
    const last = stretches.at(-1);
    if (last && end - (last[0] ?? end) < hours(24)) last.push(end);
    else stretches.push([end]);
  }
  return stretches;
};
