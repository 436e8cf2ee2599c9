import type { Catalogue } from "#rules/clause/clause.ts";
import { energyOf } from "#rules/energy/energy-of.ts";
import type { EnergyPlan } from "#rules/site/energy-plan.ts";
import type { Site } from "#rules/site/model.ts";
import type { HallCalendar } from "#rules/time/calendar.ts";
import type { Instant } from "#rules/time/instant.ts";
import type { CertificateApi } from "../http/certificate.ts";
import type { Commanded } from "../http/commanded.ts";
import type { EnergyApi, EnergyFound } from "../http/energy.ts";
import type { Clock } from "../ports/clock.ts";
import type { EnergyStore } from "../ports/energy.ts";
import type { RecordStore } from "../ports/record.ts";
import type {
  CorrectMeter,
  MeterReplaced,
  WireComparison,
  WireCompliance,
  WireEnergy,
  WireHeat,
  WireMeterList,
  WireUnderstanding,
} from "../wire/energy.ts";
import { alertsIn } from "./alerts-in.ts";
import { complianceDay } from "./compliance.ts";
import type { EnergyBook } from "./energy-book.ts";
import { type AskedDays, askedDays, dateBefore, datesBetween, midnight, nextDate } from "./energy-days.ts";
import { heatOf } from "./energy-heat.ts";
import { energyInWeeks } from "./energy-in-weeks.ts";
import { asOne, mainMeters, quartersOf, realMeters } from "./energy-quarters.ts";
import { wireEnergy } from "./energy-wire.ts";
import type { Expectations } from "./expectations.ts";
import type { FindingPrices } from "./finding-prices.ts";
import type { LiveEngine } from "./live-engine.ts";
import type { MarketNow } from "./market-rates.ts";
import type { MeterDesk } from "./meter-desk.ts";
import { wireMeters } from "./meter-list.ts";
import type { Outages } from "./outages.ts";
import type { SetpointDays } from "./setpoint-days.ts";
import type { SetpointTime } from "./setpoint-time.ts";
import type { Understanding } from "./understanding.ts";

export type EnergyDeskParts = {
  readonly site: Site;
  readonly engine: LiveEngine;
  readonly record: Pick<RecordStore, "search">;
  readonly store: EnergyStore;
  readonly book: EnergyBook;
  readonly clock: Clock;
  readonly desk: MeterDesk;
  readonly understanding: Understanding;
  readonly setpoints: SetpointDays;
  readonly outages: Pick<Outages, "list">;
  readonly certificates: Pick<CertificateApi, "certificates">;
  readonly prices: Pick<FindingPrices, "between">;
  readonly expectations: Pick<Expectations, "of" | "ofMeters">;
  readonly market: MarketNow;
  readonly catalogue: Pick<Catalogue, "byId">;
};

/** Entries of meters that are told. */
const MOST_ENTRIES = 200;
const NO_METERS = "this hall has no meters: nothing in its site file measures energy";

/** Where people ask what the hall uses, what that costs, and whether it keeps to its rules. */
export class EnergyDesk implements EnergyApi {
  readonly #parts: EnergyDeskParts;
  /** What takes long is made one at a time, so that the hall goes on meanwhile. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: EnergyDeskParts) {
    this.#parts = parts;
  }

  energy(asked: { readonly from: string; readonly to: string }): Promise<EnergyFound<WireEnergy>> {
    return this.#ofDays(asked, async days => {
      const { site, prices, expectations } = this.#parts;
      const { from, until, dates } = days;
      const energy = await energyInWeeks({ ...this.#parts, calendar: this.#calendar() }, days);
      if (energy === null) return { is: "unknown", why: NO_METERS };
      const expected = await expectations.of(energy.course);
      const expectedOf = await expectations.ofMeters(energy.course);
      const findings = await prices.between(from, until);
      const { timeZone } = site.calendar;
      return { is: "found", answer: wireEnergy({ energy, dates, timeZone, expected, expectedOf, findings }) };
    });
  }

  heat({
    meter,
    ...asked
  }: {
    readonly meter?: string;
    readonly from: string;
    readonly to: string;
  }): Promise<EnergyFound<WireHeat>> {
    return this.#ofDays(asked, async (days, plan) => {
      const mains = mainMeters(plan);
      const meters = meter === undefined ? mains : [meter];
      if (!meters.every(id => realMeters(plan).includes(id))) return unknownMeter(meter);
      const quarters = asOne(await quartersOf(this.#parts, days.from, days.to, meters), meters);
      const answer = heatOf(meter ?? mains[0] ?? "", quarters, days.dates, this.#calendar());
      return { is: "found", answer };
    });
  }

  understanding(asked: {
    readonly from: string;
    readonly to: string;
  }): Promise<EnergyFound<WireUnderstanding>> {
    return this.#ofDays(asked, async days => ({
      is: "found",
      answer: await this.#parts.understanding.show(days),
    }));
  }

  comparison(
    asked: Readonly<Record<"from" | "to" | "with-from" | "with-to", string>>,
  ): Promise<EnergyFound<WireComparison>> {
    return this.#ofDays(asked, async days => {
      const other = this.#days({ from: asked["with-from"], to: asked["with-to"] });
      return other.is === "refused" ? other : this.#parts.understanding.comparison(days, other);
    });
  }

  compliance({ month }: { readonly month: string }): Promise<EnergyFound<WireCompliance>> {
    return this.#inTurn(async () => ({ is: "found", answer: await this.complianceOf(month) }));
  }

  async meters(): Promise<WireMeterList> {
    const { site, store, book, engine, clock } = this.#parts;
    const { plan } = book;
    if (plan === null) return { meters: [], entries: [] };
    const now = clock.now();
    const today = this.#calendar().dateAt(now);
    const [from, to] = [midnight(today, site.calendar.timeZone), endOfDay(today, site)];
    const quarters = await quartersOf(this.#parts, from, to);
    const asked = { plan, calendar: this.#calendar(), quarters, from, to, until: now, step: "day" } as const;
    return wireMeters({
      site,
      plan,
      stateOf: meter => book.state(meter),
      signalOf: point => engine.current.signals.of(point),
      today: energyOf(asked).meters,
      entries: await store.entries({ limit: MOST_ENTRIES }),
    });
  }

  correctMeter(meter: string, asked: CorrectMeter): Promise<Commanded<WireMeterList>> {
    return this.#righted(this.#parts.desk.correct(meter, asked));
  }

  meterReplaced(meter: string, asked: MeterReplaced): Promise<Commanded<WireMeterList>> {
    return this.#righted(this.#parts.desk.replaced(meter, asked));
  }

  async #righted(righting: Promise<Commanded<null>>): Promise<Commanded<WireMeterList>> {
    const result = await righting;
    return result.is === "done" ? { is: "done", answer: await this.meters() } : result;
  }

  /** With the days that people have announced. */
  #calendar(): HallCalendar {
    return this.#parts.engine.current.hall.calendar;
  }

  #days(asked: { readonly from: string; readonly to: string }): ReturnType<typeof askedDays> {
    return askedDays(asked, this.#parts.site.calendar, this.#parts.clock.now());
  }

  async #ofDays<T>(
    asked: { readonly from: string; readonly to: string },
    answer: (days: AskedDays, plan: EnergyPlan) => Promise<EnergyFound<T>>,
  ): Promise<EnergyFound<T>> {
    const { plan } = this.#parts.book;
    if (plan === null) return { is: "unknown", why: NO_METERS };
    const days = this.#days(asked);
    return days.is === "refused" ? days : this.#inTurn(() => answer(days, plan));
  }

  #inTurn<T>(make: () => Promise<T>): Promise<T> {
    const made = this.#last.then(make);
    this.#last = made.catch(() => {});
    return made;
  }

  /** The days of a month, `2025-07`, without waiting in turn. */
  async complianceOf(month: string): Promise<WireCompliance> {
    const { site, engine, record, clock, certificates, setpoints, outages, catalogue } = this.#parts;
    const calendar = this.#calendar();
    const now = clock.now();
    const dates = datesBetween(`${month}-01`, lastOf(month));
    const [first, last] = [dates[0] ?? "", dates.at(-1) ?? ""];
    const { timeZone } = site.calendar;
    const [from, to] = [midnight(first, timeZone), midnight(nextDate(last), timeZone)];
    const seen = {
      calendar,
      now,
      businessDay: engine.current.hours().businessDay,
      alerts: await alertsIn(record, engine.current.openAlerts(), from, to),
      outages: outages.list(),
      certificates: await certificates.certificates({ kind: "closing", from: first, to: last }),
      setpoints: new Map<string, SetpointTime | null>(),
      catalogue,
    };
    for (const date of dates) seen.setpoints.set(date, await setpoints.of(date, now));
    return { month, timeZone, days: dates.map(date => complianceDay(date, seen)) };
  }
}

/** The last date of a month. */
const lastOf = (month: string): string => dateBefore(firstAfter(month), 1);

const firstAfter = (month: string): string => {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, "0")}-01`;
};

const endOfDay = (date: string, { calendar }: Site): Instant => midnight(nextDate(date), calendar.timeZone);

const unknownMeter = (meter: string | undefined) =>
  ({
    is: "unknown",
    why: `there is no meter ${meter ?? ""} that measures; GET /api/meters lists all`,
  }) as const;
