import { expectedKwh } from "#rules/baseline/daily-model.ts";
import { dayEnergies, isMeasured } from "#rules/baseline/day-sums.ts";
import { fitDailyModel, type ModelFound } from "#rules/baseline/fit-daily-model.ts";
import { modelDays } from "#rules/baseline/model-days.ts";
import type { MeterQuarter } from "#rules/energy/ledger.ts";
import type { EnergyPart } from "#rules/energy/view.ts";
import type { HallCalendar } from "#rules/time/calendar.ts";
import { hours, type Instant, instant } from "#rules/time/instant.ts";
import type { Clock } from "../ports/clock.ts";
import { dateBefore, datesBetween, midnight } from "./energy-days.ts";
import { asOne, mainMeters, quartersOf } from "./energy-quarters.ts";
import type { Expected } from "./energy-wire.ts";
import type { UnderstandingParts } from "./understanding.ts";
import { outdoorDays } from "./weather.ts";

/** Four weeks of open days, of which an hour needs a few to be usual. */
const PROFILE_DAYS = 28;
const LEAST_HOURS = 5;
const MODEL_DAYS = 365;
const KEPT_FOR = hours(1);
const QUARTERS_AN_HOUR = 4;
const WH_PER_KWH = 1_000;

export type ExpectationsParts = UnderstandingParts & {
  readonly clock: Clock;
  /** W that a meter draws when the hall is verified closed. */
  readonly references: () => ReadonlyMap<string, number>;
};

/**
 * What the hall should have had. An hour in which it is closed: what it draws in nights that were verified as closed. Another
 * hour: the median of that hour on its open days of the four weeks before. A day: by its weather, from the year before. What
 * is not known stays out.
 */
export class Expectations {
  readonly #parts: ExpectationsParts;
  #usual: Usual | null = null;
  #model: { readonly before: string; readonly at: Instant; readonly found: ModelFound } | null = null;

  constructor(parts: ExpectationsParts) {
    this.#parts = parts;
  }

  /** @param course  hours or days, ascending */
  async of(course: readonly EnergyPart[]): Promise<Expected> {
    const [first] = course;
    if (first === undefined) return new Map();
    // An hour is never longer than one, a day of the hall never shorter than 23.
    const isHours = first.end - first.from <= hours(1);
    return isHours ? this.#hours(course, first.date) : this.#days(course, first.date);
  }

  /**
   * What each meter should have had in the hours of one day, kWh by its id: as of the hall, each by its own nights and open
   * days. A meter of which one of the hours is not known stays out, and so do all in a course of days.
   *
   * @param course  ascending
   */
  async ofMeters(course: readonly EnergyPart[]): Promise<ReadonlyMap<string, number>> {
    const [first] = course;
    if (first === undefined || first.end - first.from > hours(1)) return new Map();
    const { byMeter } = await this.#usualBefore(first.date);
    return new Map(
      [...byMeter].flatMap(([meter, usual]) => {
        const expected = this.#inHours(course, usual, this.#closedW([meter]));
        const sum = [...expected.values()].reduce((so, kWh) => so + kWh, 0);
        return expected.size < course.length ? [] : [[meter, sum] as const];
      }),
    );
  }

  async #hours(course: readonly EnergyPart[], before: string): Promise<Expected> {
    const { whole } = await this.#usualBefore(before);
    return this.#inHours(course, whole, this.#closedW(mainMeters(this.#parts.book.plan)));
  }

  /** What meters draw together when the hall is verified closed, W; null: of one of them nobody knows. */
  #closedW(meters: readonly string[]): number | null {
    const known = meters.flatMap(meter => this.#parts.references().get(meter) ?? []);
    return meters.length > 0 && known.length === meters.length ? known.reduce((a, b) => a + b, 0) : null;
  }

  #inHours(course: readonly EnergyPart[], usual: UsualHours, closedW: number | null): Expected {
    const { site, calendar } = this.#parts;
    const hour = hourIn(site.calendar.timeZone);
    return new Map(
      course.flatMap(({ from, end }) => {
        const is = hourIs(calendar(), from, end);
        const closed = closedW === null ? undefined : (closedW * (end - from)) / hours(1) / WH_PER_KWH;
        const whole = usual.get(hour(from));
        const open = whole === undefined ? undefined : (whole * (end - from)) / hours(1);
        const kWh = is === "closed" ? closed : is === "open" ? open : undefined;
        return kWh === undefined ? [] : [[end, kWh] as const];
      }),
    );
  }

  /** By the four weeks before a date: those days do not change any more, but for what comes late. */
  async #usualBefore(before: string): Promise<Usual> {
    const { site, book, calendar, clock } = this.#parts;
    const now = clock.now();
    if (this.#usual?.before === before && now - this.#usual.at < KEPT_FOR) return this.#usual;
    const zone = site.calendar.timeZone;
    const mains = mainMeters(book.plan);
    const from = midnight(dateBefore(before, PROFILE_DAYS), zone);
    const quarters = await quartersOf(this.#parts, from, midnight(before, zone));
    const of = (own: readonly MeterQuarter[]) => usualHours(own, calendar(), zone);
    const byMeter = Map.groupBy(quarters, ({ meter }) => meter);
    this.#usual = {
      ...{ before, at: now },
      whole: of(asOne(quarters, mains)),
      byMeter: new Map([...byMeter].map(([meter, own]) => [meter, of(own)])),
    };
    return this.#usual;
  }

  async #days(course: readonly EnergyPart[], before: string): Promise<Expected> {
    const { site, trends, calendar, clock } = this.#parts;
    const found = await this.#modelBefore(before);
    if (found.is === "none") return new Map();
    const over = course.filter(({ end }) => end <= clock.now());
    const weather = await outdoorDays(
      site,
      trends,
      over.map(({ date }) => date),
    );
    const outdoor = new Map((weather ?? []).map(day => [day.date, day]));
    return new Map(
      over.flatMap(({ date, end }) => {
        const day = outdoor.get(date);
        const { is } = calendar().dayOf(date);
        if (day === undefined || day.completeness < 0.9 || is === "unknown") return [];
        return [[end, expectedKwh(found.model, { outdoorC: day.value, isOpen: is === "open" })] as const];
      }),
    );
  }

  async #modelBefore(before: string): Promise<ModelFound> {
    const { site, book, trends, calendar, clock } = this.#parts;
    const now = clock.now();
    const kept = this.#model;
    if (kept !== null && kept.before === before && now - kept.at < KEPT_FOR) return kept.found;
    const zone = site.calendar.timeZone;
    const dates = datesBetween(dateBefore(before, MODEL_DAYS), dateBefore(before, 1));
    const mains = mainMeters(book.plan);
    const end = midnight(before, zone);
    const quarters = asOne(
      await quartersOf(this.#parts, midnight(dates[0] ?? before, zone), end, mains),
      mains,
    );
    const weather = (await outdoorDays(site, trends, dates)) ?? [];
    const found = fitDailyModel(modelDays(calendar(), dayEnergies(quarters, dates, zone), weather).days);
    this.#model = { before, at: now, found };
    return found;
  }
}

/** By the hour of the wall clock: what hours of open days usually have, kWh. */
type UsualHours = ReadonlyMap<number, number>;

/** Of the hall as a whole, and of each meter by its id, as of the days before a date. */
type Usual = {
  readonly before: string;
  readonly at: Instant;
  readonly whole: UsualHours;
  readonly byMeter: ReadonlyMap<string, UsualHours>;
};

const usualHours = (
  quarters: readonly MeterQuarter[],
  calendar: Pick<HallCalendar, "phaseAt">,
  timeZone: string,
): UsualHours => {
  const hour = hourIn(timeZone);
  const byHour = Map.groupBy(quarters, ({ end }) => Math.ceil(end / hours(1)) * hours(1));
  const said = [...byHour].flatMap(([end, all]) => {
    const from = instant(end - hours(1));
    if (all.length < QUARTERS_AN_HOUR || !all.every(isMeasured)) return [];
    if (hourIs(calendar, from, instant(end)) !== "open") return [];
    return [{ hour: hour(from), kWh: all.reduce((sum, { kWh }) => sum + kWh, 0) }];
  });
  return new Map(
    [...Map.groupBy(said, each => each.hour)].flatMap(([at, all]) => {
      if (all.length < LEAST_HOURS) return [];
      const sorted = all.map(({ kWh }) => kWh).sort((a, b) => a - b);
      return [[at, sorted[Math.floor(sorted.length / 2)] ?? 0] as const];
    }),
  );
};

/** `open` also where it opens or closes within the hour. */
const hourIs = (
  calendar: Pick<HallCalendar, "phaseAt">,
  from: Instant,
  end: Instant,
): "open" | "closed" | "unknown" => {
  const phases = [calendar.phaseAt(from).phase, calendar.phaseAt(instant(end - 1)).phase];
  if (phases.includes("unknown")) return "unknown";
  return phases.every(phase => phase === "closed") ? "closed" : "open";
};

const hourIn = (timeZone: string): ((at: Instant) => number) => {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" });
  return at => Number(format.format(at));
};
