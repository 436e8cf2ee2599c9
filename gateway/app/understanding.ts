import { setImmediate as turn } from "node:timers/promises";
import { counterStepKwh } from "#rules/baseline/counter-step.ts";
import type { DailyModel, ModelDay } from "#rules/baseline/daily-model.ts";
import { dayEnergies } from "#rules/baseline/day-sums.ts";
import { fitDailyModel } from "#rules/baseline/fit-daily-model.ts";
import { closedShare, loadShape } from "#rules/baseline/load-shape.ts";
import { type LeftOutDay, modelDays } from "#rules/baseline/model-days.ts";
import { closedNights, leftOutNightText } from "#rules/baseline/nights.ts";
import { doubtText, savings } from "#rules/baseline/savings.ts";
import {
  circuitsBehind,
  LEAST_ABOVE_W,
  type UnderstoodNights,
  understandNights,
} from "#rules/baseline/understand.ts";
import type { MeterQuarter } from "#rules/energy/ledger.ts";
import type { Site, Words } from "#rules/site/model.ts";
import type { HallCalendar } from "#rules/time/calendar.ts";
import { type Instant, minutes } from "#rules/time/instant.ts";
import type { CertificateApi } from "../http/certificate.ts";
import type { EnergyFound } from "../http/energy.ts";
import type { Trends } from "../ports/trends.ts";
import type { WireComparison, WireUnderstanding } from "../wire/energy.ts";
import { closingVerdicts } from "./closing-verdicts.ts";
import { type AskedDays, dateBefore, datesBetween, midnight } from "./energy-days.ts";
import { asOne, mainMeters, type QuarterParts, quartersOf, realMeters } from "./energy-quarters.ts";
import { outdoorDays } from "./weather.ts";

/** Nights before the time that is asked, from which its first nights are judged: four weeks and some days off. */
const NIGHTS_BEFORE = 45;
/** A model knows all seasons after a year. */
const MODEL_DAYS = 365;

export type UnderstandingParts = QuarterParts & {
  readonly site: Site;
  /** With the days that people have announced. */
  readonly calendar: () => HallCalendar;
  readonly certificates: Pick<CertificateApi, "certificates">;
  /** Null: no history tells courses. */
  readonly trends: Trends | null;
};

type Model =
  | { readonly is: "model"; readonly model: DailyModel; readonly leftOut: number }
  | { readonly is: "none"; readonly why: Words; readonly leftOut: number };

/** What nights say of the whole hall and of each circuit. */
export type HallNights = {
  readonly whole: UnderstoodNights;
  readonly each: ReadonlyMap<string, UnderstoodNights>;
};

const NO_WEATHER: Words = {
  zh: "没有室外温度：站点文件里没有气象站，或历史库不提供",
  en: "nobody knows the temperature outside: the site file has no weather station, or the history tells none",
};

/** What is learned of the hall from its meters, its closings and the weather. */
export class Understanding {
  readonly #parts: UnderstandingParts;

  constructor(parts: UnderstandingParts) {
    this.#parts = parts;
  }

  async show(asked: AskedDays): Promise<WireUnderstanding> {
    const { site } = this.#parts;
    const [first, last] = [asked.dates[0] ?? "", asked.dates.at(-1) ?? ""];
    const nights = await this.nights(first, last, asked.until);
    const model = await this.model(first, last, asked.until);
    const inTime = new Set(asked.dates);
    const learned = nights.whole.nights.filter(({ night, isLearned }) => isLearned && inTime.has(night.date));
    return {
      from: first,
      to: last,
      nights: {
        learned: learned.length,
        leftOut: nights.whole.leftOut
          .filter(({ date }) => inTime.has(date))
          .map(({ date, why }) => ({ date, why: leftOutNightText(why) })),
      },
      closed: await this.#closed(nights, asked, inTime, site),
      model: model.is === "none" ? null : wireModel(model),
      why: model.is === "none" ? model.why : null,
    };
  }

  async comparison(reporting: AskedDays, baseline: AskedDays): Promise<EnergyFound<WireComparison>> {
    if (baseline.from < reporting.to && reporting.from < baseline.to)
      return { is: "refused", why: "the two times must not overlap" };
    const before = await this.#days(baseline);
    if (before === null) return { is: "refused", why: NO_WEATHER.en };
    const after = await this.#days(reporting);
    const found = fitDailyModel(before.days);
    if (found.is === "none") return { is: "refused", why: `no baseline: ${found.why.en}` };
    const saved = after === null ? null : savings(found.model, after.days);
    const span = (days: AskedDays, counted: readonly ModelDay[]) => ({
      from: days.dates[0] ?? "",
      to: days.dates.at(-1) ?? "",
      days: counted.length,
    });
    const none: Words = {
      zh: "改变之后没有一天数据完整，无法比较",
      en: "no day after the change is complete: there is nothing to compare",
    };
    return {
      is: "found",
      answer: {
        baseline: span(baseline, before.days),
        reporting: span(reporting, after?.days ?? []),
        expectedKwh: saved?.expectedKwh ?? 0,
        actualKwh: saved?.actualKwh ?? 0,
        savings: saved?.savings ?? null,
        share: saved?.share ?? null,
        doubts: saved ? saved.doubts.map(doubtText) : [none],
      },
    };
  }

  /** The nights after the business days from one date to another, and those before them that they are judged by. */
  async nights(from: string, to: string, until: Instant): Promise<HallNights> {
    const { book, calendar, certificates, site } = this.#parts;
    const plan = book.plan;
    const begin = dateBefore(from, NIGHTS_BEFORE);
    const nights = closedNights(calendar(), begin, to, until);
    const verdicts = await closingVerdicts(certificates, begin, to);
    const zone = site.calendar.timeZone;
    // One meter after the other, so that the hall goes on in between.
    const read = (meters: readonly string[]) => quartersOf(this.#parts, midnight(begin, zone), until, meters);
    const mains = mainMeters(plan);
    const steps = new Map((plan?.meters ?? []).map(meter => [meter.id, counterStepKwh(meter, site)]));
    const judge = (own: readonly MeterQuarter[], leastAboveW: number, of: readonly string[]) =>
      understandNights({
        quarters: own,
        nights,
        verdicts,
        leastAboveW,
        resolutionKwh: Math.max(0, ...of.map(meter => steps.get(meter) ?? 0)),
      });
    const each = new Map<string, UnderstoodNights>();
    for (const meter of realMeters(plan)) {
      each.set(meter, judge(await read([meter]), LEAST_ABOVE_W.circuit, [meter]));
      await turn();
    }
    return { whole: judge(asOne(await read(mains), mains), LEAST_ABOVE_W.whole, mains), each };
  }

  /** P_ref of each meter of which enough was learned, W. */
  async references(now: Instant): Promise<ReadonlyMap<string, number>> {
    const { book, calendar } = this.#parts;
    if (book.plan === null) return new Map();
    const today = calendar().dateAt(now);
    const { each } = await this.nights(today, today, now);
    return new Map(
      [...each].flatMap(([meter, { referenceW }]) =>
        referenceW === null ? [] : [[meter, referenceW] as const],
      ),
    );
  }

  /** How a day's energy depends on the weather, from the year before and up to a date. */
  async model(from: string, to: string, until: Instant): Promise<Model> {
    const first = dateBefore(to, MODEL_DAYS - 1);
    const dates = datesBetween(first < from ? first : from, to);
    const zone = this.#parts.site.calendar.timeZone;
    const begin = midnight(dates[0] ?? to, zone);
    const found = await this.#days({ is: "days", dates, from: begin, to: until, until, now: until });
    if (found === null) return { is: "none", why: NO_WEATHER, leftOut: dates.length };
    const fitted = fitDailyModel(found.days);
    const leftOut = found.leftOut.length;
    return fitted.is === "none" ? { ...fitted, leftOut } : { is: "model", model: fitted.model, leftOut };
  }

  /** Days of the main meters that are over, with their weather; null: nobody knows any weather. */
  async #days({ dates, from, until }: AskedDays): Promise<{
    readonly days: readonly ModelDay[];
    readonly leftOut: readonly LeftOutDay[];
  } | null> {
    const { site, book, trends, calendar } = this.#parts;
    const zone = site.calendar.timeZone;
    const over = dates.filter(date => midnight(dateAfter(date), zone) <= until);
    const temperatures = await outdoorDays(site, trends, over);
    if (temperatures === null) return null;
    const mains = mainMeters(book.plan);
    const quarters = asOne(await quartersOf(this.#parts, from, until, mains), mains);
    return modelDays(calendar(), dayEnergies(quarters, over, zone), temperatures);
  }

  async #closed(
    { whole, each }: HallNights,
    asked: AskedDays,
    inTime: ReadonlySet<string>,
    { equipment }: Site,
  ): Promise<WireUnderstanding["closed"]> {
    const { book, calendar } = this.#parts;
    if (whole.referenceW === null) return null;
    const nights = whole.nights.filter(({ night }) => inTime.has(night.date));
    const judged = nights.flatMap(({ judged }) => judged ?? []);
    const mains = mainMeters(book.plan);
    const quarters = asOne(await quartersOf(this.#parts, asked.from, asked.until, mains), mains);
    const names = new Map(equipment.map(({ id, name }) => [id, name]));
    const circuits = new Map([...each].filter(([meter]) => !mains.includes(meter)));
    return {
      referenceW: whole.referenceW,
      latestW: nights.findLast(({ residualW }) => residualW !== null)?.residualW ?? null,
      settleMinutes: inMinutes(judged.flatMap(({ settle }) => settle ?? [])),
      startUpLeadMinutes: inMinutes(judged.flatMap(({ startUpLead }) => startUpLead ?? [])),
      baseToPeak: loadShape(quarters, asked.from, asked.until)?.baseToPeak ?? null,
      closedShare: closedShare(quarters, calendar()).share,
      excessKwh: judged.reduce((sum, { excessKwh }) => sum + excessKwh, 0),
      circuits: circuitsBehind(circuits, inTime).map(({ meter, excessKwh }) => ({
        meter,
        name: names.get(meter) ?? { zh: meter, en: meter },
        excessKwh,
      })),
    };
  }
}

const dateAfter = (date: string): string => dateBefore(date, -1);

/** The median, in minutes; null of nothing. */
const inMinutes = (lengths: readonly number[]): number | null => {
  if (lengths.length === 0) return null;
  const sorted = lengths.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return Math.round(middle / minutes(1));
};

const wireModel = ({ model, leftOut }: Extract<Model, { is: "model" }>): WireUnderstanding["model"] => {
  const { fit } = model;
  return {
    heatingBalanceC: model.heatingBalanceC,
    coolingBalanceC: model.coolingBalanceC,
    baseKwh: model.baseKwh,
    perHeatingDegreeDay: model.perHeatingDegreeDay,
    perCoolingDegreeDay: model.perCoolingDegreeDay,
    perWorkday: model.perWorkday,
    days: fit.days,
    leftOut,
    r2: fit.r2,
    cvRmse: fit.cvRmse,
    nmbe: fit.nmbe,
  };
};
