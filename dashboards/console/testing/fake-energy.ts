import type {
  WireComparison,
  WireEnergy,
  WireHeat,
  WireMeterEnergy,
  WireUnderstanding,
} from "#gateway/wire/energy.ts";
import { daysAfter, daysBetween } from "../energy/period.ts";
import { FAKE_METERS, type FakeMeter, meterKwh } from "./fake-meter-tree.ts";

const HOUR_MS = 3_600_000;
const QUARTER_MS = HOUR_MS / 4;
/** The demo hall keeps Shanghai's time all year. */
const AHEAD_MS = 8 * HOUR_MS;
/** Nobody counted from 13 to 15 o'clock on this day; what was missing is spread. */
export const GAP_DAY = "2025-07-08";
const PRICES = { critical: 1.391, peak: 1.159, flat: 0.708, valley: 0.345, "deep-valley": 0.24 } as const;
const KG_PER_KWH = 0.5306;

/** What stands in the way of the usual: nobody said what it costs, the meters are hours old, no night taught anything. */
export type FakeEnergyMode = "usual" | "unpriced" | "young" | "without-meters";

/** The energy of the demo hall by a course that repeats, with a gap that was estimated and one that was not. */
export class FakeEnergy {
  mode: FakeEnergyMode = "usual";

  reset(): void {
    this.mode = "usual";
  }

  /** `GET /api/energy…`; undefined: there is no such thing. */
  read(id: string, query: URLSearchParams, now: number): object | undefined {
    if (this.mode === "without-meters") return undefined;
    const from = query.get("from") ?? "";
    const to = query.get("to") ?? "";
    if (id === "") return this.energy(from, to, now);
    if (id === "heat") return this.heat(query.get("meter") ?? "M-main", from, to, now);
    if (id === "understanding") return this.understanding(from, to);
    if (id === "comparison") return comparison(query);
    return undefined;
  }

  energy(from: string, to: string, now: number): WireEnergy {
    const begin = midnight(from);
    const until = Math.min(midnight(daysAfter(to, 1)), now);
    const isDay = from === to;
    const parts = FAKE_METERS.map(meter => this.#energyOf(meter, begin, until));
    const meters = withRest(parts);
    const main = meters[0] as WireMeterEnergy;
    const { meter: _m, name: _n, zone: _z, use: _u, is: _i, under: _p, ...total } = main;
    const ends = Array.from(
      { length: Math.ceil((until - begin) / (isDay ? HOUR_MS : 24 * HOUR_MS)) },
      (_, index) => Math.min(begin + (index + 1) * (isDay ? HOUR_MS : 24 * HOUR_MS), until),
    );
    const isPriced = this.mode !== "unpriced";
    const levels = levelsOf(begin, until);
    return {
      from,
      to,
      until: iso(until),
      timeZone: "Asia/Shanghai",
      currency: isPriced ? "CNY" : null,
      total,
      meters,
      levels: isPriced ? levels : [],
      demand: isPriced && main.peak ? { ...main.peak, cost: (main.peak.powerW / 1000) * 38 } : null,
      course: ends.map((end, index) => {
        const of = this.#energyOf(FAKE_METERS[0] as FakeMeter, ends[index - 1] ?? begin, end);
        const { kWh, estimatedKwh, isAtLeast, completeness, baselineKwh, closedKwh, cost } = of;
        return { end: iso(end), kWh, estimatedKwh, isAtLeast, completeness, baselineKwh, closedKwh, cost };
      }),
      gaps:
        from <= GAP_DAY && to >= GAP_DAY && now > at(GAP_DAY, 15)
          ? [
              { meter: "M-main", from: iso(at(GAP_DAY, 13)), to: iso(at(GAP_DAY, 15)), estimatedKwh: 13.2 },
              { meter: "AC-off1", from: iso(at(GAP_DAY, 9)), to: iso(at(GAP_DAY, 11)), estimatedKwh: null },
            ]
          : [],
      findings: this.mode === "young" ? [] : findings(from, to, isPriced),
      tariff: isPriced
        ? {
            id: "example-2025",
            region: "示例：一般工商业 10 kV",
            source: "示例电价，不是任何电网公司公布的价格",
          }
        : null,
      carbon: {
        kgPerKwh: KG_PER_KWH,
        scope: "national",
        kind: "location",
        dataYear: 2023,
        source: "生态环境部、国家统计局 2025 年公布",
      },
    };
  }

  /** What a meter had; in the young hall nothing is known before three hours ago, and of AC-off1 two hours are missing. */
  #energyOf(meter: FakeMeter, begin: number, until: number): WireMeterEnergy {
    const bornAt = this.mode === "young" ? at("2025-07-08", 15) : 0;
    let [kWh, closedKwh, baselineKwh, coveredMs] = [0, 0, 0, 0];
    let [cost, estimatedKwh] = [0, 0];
    let peak: WireMeterEnergy["peak"] = null;
    for (let quarter = begin; quarter < until; quarter += QUARTER_MS) {
      const { date, hour } = wall(quarter);
      const lengthMs = Math.min(QUARTER_MS, until - quarter);
      const had = (meterKwh(meter, date, hour) * lengthMs) / HOUR_MS;
      baselineKwh += (meterKwh(meter, date, hour, true) * lengthMs) / HOUR_MS;
      const isLost = meter.id === "AC-off1" && date === GAP_DAY && hour >= 9 && hour < 11;
      if (quarter < bornAt || isLost) continue;
      const isEstimated = meter.id === "M-main" && date === GAP_DAY && hour >= 13 && hour < 15;
      if (isEstimated) estimatedKwh += had;
      else coveredMs += lengthMs;
      kWh += had;
      cost += had * PRICES[levelOf(hour)];
      if (hour < 8 || hour >= 17.5) closedKwh += had;
      if (!isEstimated && lengthMs === QUARTER_MS && had * 4000 > (peak?.powerW ?? 0))
        peak = { powerW: had * 4000, end: iso(quarter + QUARTER_MS) };
    }
    const { id, name, zone, use, is, under } = meter;
    const length = Math.max(1, until - begin);
    return {
      ...{ meter: id, name, zone, use, is, under, kWh, estimatedKwh, closedKwh, peak },
      isAtLeast: meter.id === "AC-off1" && coveredMs < length,
      isAtMost: false,
      completeness: Math.min(1, coveredMs / length),
      cost: this.mode === "unpriced" ? null : cost,
      kgCO2: kWh * KG_PER_KWH,
      baselineKwh: this.mode === "young" ? null : baselineKwh,
    };
  }

  heat(meter: string, from: string, to: string, now: number): WireHeat {
    const of = FAKE_METERS.find(each => each.id === meter) ?? (FAKE_METERS[0] as FakeMeter);
    const days = Array.from({ length: Math.min(daysBetween(from, to) + 1, 400) }, (_, index) => {
      const date = daysAfter(from, index);
      const kWh = Array.from({ length: 24 }, (_, hour) =>
        at(date, hour + 1) > now || (date === "2025-06-20" && hour > 8)
          ? null
          : meterKwh(of, date, hour + 0.5),
      );
      return { date, kWh, is: isWeekend(date) ? ("closed" as const) : ("open" as const) };
    });
    const duration = days
      .flatMap(({ kWh }) => kWh.filter(each => each !== null))
      .map(each => each * 1000)
      .toSorted((a, b) => b - a);
    const step = Math.max(1, duration.length / 200);
    return {
      meter: of.id,
      days,
      duration: Array.from(
        { length: Math.min(200, duration.length) },
        (_, i) => duration[Math.floor(i * step)] ?? 0,
      ),
    };
  }

  understanding(from: string, to: string): WireUnderstanding {
    const why = { zh: "当晚没有出具关门单", en: "no closing certificate was signed that evening" };
    const doubted = { zh: "关门单后来失效", en: "the certificate was broken later" };
    if (this.mode === "young")
      return {
        ...{ from, to, nights: { learned: 0, leftOut: [] }, closed: null, model: null },
        why: { zh: "只有 0 个完整的日子，至少要 60 个", en: "only 0 complete days, at least 60 are needed" },
      };
    return {
      from,
      to,
      nights: {
        learned: 52,
        leftOut: [
          { date: "2025-06-20", why },
          { date: "2025-06-27", why: doubted },
        ],
      },
      closed: {
        ...{ referenceW: 640, latestW: 1_180, settleMinutes: 24, startUpLeadMinutes: 52, baseToPeak: 0.14 },
        ...{ closedShare: 0.19, excessKwh: 61.4 },
        circuits: [
          {
            meter: "AC-off1",
            name: { zh: "一号办公室空调", en: "Office 1 air-conditioner" },
            excessKwh: 38.2,
          },
          { meter: "L-hall", name: { zh: "大厅照明", en: "Main hall lights" }, excessKwh: 16.9 },
        ],
      },
      model: {
        ...{ heatingBalanceC: null, coolingBalanceC: 20.5, baseKwh: 61.2, perHeatingDegreeDay: 0 },
        ...{ perCoolingDegreeDay: 5.8, perWorkday: 34.6, days: 322, leftOut: 9 },
        ...{ r2: 0.93, cvRmse: 0.084, nmbe: 0.0021 },
      },
      why: null,
    };
  }
}

const comparison = (query: URLSearchParams): WireComparison => {
  const asked = (name: string) => query.get(name) ?? "";
  const span = (from: string, to: string) => ({ from, to, days: daysBetween(from, to) + 1 });
  return {
    reporting: span(asked("from"), asked("to")),
    baseline: span(asked("with-from"), asked("with-to")),
    expectedKwh: 3_412.6,
    actualKwh: 3_155.1,
    savings: { value: 257.5, low: 168.2, high: 346.8 },
    share: { value: 0.0755, low: 0.0493, high: 0.1016 },
    doubts: [
      {
        zh: "有 3 天比基线期间见过的都热",
        en: "3 days were hotter than any that the baseline saw",
      },
    ],
  };
};

/** Behind each meter with others below it what they do not account for. */
const withRest = (parts: readonly WireMeterEnergy[]): WireMeterEnergy[] =>
  parts.flatMap((each, index) => {
    const isLast = (parent: WireMeterEnergy) =>
      parts.findLastIndex(part => isUnder(parts, part, parent.meter)) === index;
    const parents = parts.filter(
      parent => parts.some(({ under }) => under === parent.meter) && isLast(parent),
    );
    return [each, ...parents.toReversed().map(parent => restOf(parts, parent))];
  });

const isUnder = (parts: readonly WireMeterEnergy[], part: WireMeterEnergy, meter: string): boolean =>
  part.under === meter || parts.some(above => above.meter === part.under && isUnder(parts, above, meter));

const restOf = (parts: readonly WireMeterEnergy[], parent: WireMeterEnergy): WireMeterEnergy => {
  const below = parts.filter(({ under }) => under === parent.meter);
  const minus = (of: (each: WireMeterEnergy) => number) =>
    of(parent) - below.reduce((sum, each) => sum + of(each), 0);
  return {
    ...parent,
    is: "unaccounted",
    under: parent.meter,
    name: { zh: "未分项", en: "Not sub-metered" },
    // What of those below was not counted is too much in what is left.
    isAtMost: below.some(({ isAtLeast }) => isAtLeast),
    kWh: minus(({ kWh }) => kWh),
    closedKwh: minus(({ closedKwh }) => closedKwh),
    kgCO2: minus(({ kgCO2 }) => kgCO2),
    cost: parent.cost === null ? null : minus(({ cost }) => cost ?? 0),
    baselineKwh: parent.baselineKwh === null ? null : minus(({ baselineKwh }) => baselineKwh ?? 0),
    peak: null,
  };
};

const findings = (from: string, to: string, isPriced: boolean): WireEnergy["findings"] =>
  [
    {
      alert: "light-after-closing/L-hall",
      title: { zh: "闭店后照明未关", en: "Lights on after closing" },
      targetName: { zh: "大厅照明", en: "Main hall lights" },
      clauses: ["GA-8.2.1", "EN-3.1"],
      isOpen: true,
      ...{ from: iso(at("2025-07-08", 17.6)), to: null, kWh: 0.42, basis: "measured" as const },
    },
    {
      alert: "ac-after-closing/AC-off1",
      title: { zh: "闭店后空调未关", en: "Air-conditioner on after closing" },
      targetName: { zh: "一号办公室空调", en: "Office 1 air-conditioner" },
      clauses: ["GA-8.1.4"],
      isOpen: false,
      ...{ from: iso(at("2025-07-07", 17.8)), to: iso(at("2025-07-08", 6.4)), kWh: 11.8 },
      basis: "above-baseline" as const,
    },
  ]
    .filter(each => (each.to ?? iso(at(to, 24))) >= iso(midnight(from)) && each.from < iso(at(to, 24)))
    .map(each => ({ ...each, cost: isPriced ? each.kWh * 0.9 : null, kgCO2: each.kWh * KG_PER_KWH }))
    .toSorted((a, b) => b.kWh - a.kWh);

const levelOf = (hour: number): keyof typeof PRICES => {
  if (hour >= 12 && hour < 14) return "critical";
  if (hour >= 8 && hour < 21) return "peak";
  return hour >= 6 && hour < 22 ? "flat" : "valley";
};

const levelsOf = (begin: number, until: number): WireEnergy["levels"] => {
  const sums = new Map<keyof typeof PRICES, number>();
  for (let quarter = begin; quarter < until; quarter += QUARTER_MS) {
    const { date, hour } = wall(quarter);
    const level = levelOf(hour);
    sums.set(level, (sums.get(level) ?? 0) + meterKwh(FAKE_METERS[0] as FakeMeter, date, hour) / 4);
  }
  return [...sums].map(([level, kWh]) => ({ level, kWh, cost: kWh * PRICES[level] }));
};

const midnight = (date: string): number => Date.parse(`${date}T00:00:00Z`) - AHEAD_MS;
const at = (date: string, hour: number): number => midnight(date) + hour * HOUR_MS;
const iso = (moment: number): string => new Date(moment).toISOString();
const isWeekend = (date: string): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
const wall = (moment: number): { date: string; hour: number } => {
  const shown = new Date(moment + AHEAD_MS);
  return { date: shown.toISOString().slice(0, 10), hour: shown.getUTCHours() + shown.getUTCMinutes() / 60 };
};
