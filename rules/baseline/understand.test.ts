import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MeterQuarter } from "../energy/ledger.ts";
import { parseSite } from "../site/parse.ts";
import { minutes } from "../time/instant.ts";
import { counterStepKwh } from "./counter-step.ts";
import { groupSize, percentile } from "./intervals.ts";
import { closedShare, loadShape } from "./load-shape.ts";
import type { Verdict } from "./nights.ts";
import { LEAST_NIGHTS } from "./reference.ts";
import { noise } from "./testing/made-days.ts";
import { at, calendar, isClosed, nightsFrom, quartersOf } from "./testing/made-nights.ts";
import { circuitsBehind, LEAST_ABOVE_W, understandNights } from "./understand.ts";

const [from, to] = ["2025-03-03", "2025-06-30"];
const nights = nightsFrom(from, to);
const signed = new Map(nights.map(({ date }) => [date, "signed" as Verdict]));
const LIGHT_W = 1_400;

/** A hall that draws 250 W when it is closed and 4 kW when it is not; from some nights on a light stays on. */
const hallFrom = (isLeftOn: (date: string) => boolean): readonly MeterQuarter[] => {
  const draw = noise(11);
  const lit = nights.filter(({ date }) => isLeftOn(date));
  return quartersOf(at(`${from} 00:00`), at("2025-07-03 00:00"), start => {
    const isLit = lit.some(({ closedAt, endsAt }) => closedAt <= start && start < endsAt);
    return (isClosed(start) ? 250 : 4_000) + (isLit ? LIGHT_W : 0) + 15 * draw();
  });
};

const understood = (quarters: readonly MeterQuarter[], verdicts: ReadonlyMap<string, Verdict>) =>
  understandNights({ quarters, nights, verdicts, leastAboveW: LEAST_ABOVE_W.whole });

describe("what nights teach", () => {
  test("P_ref is what the hall draws on verified nights, known from the sixth on", () => {
    const {
      nights: seen,
      referenceW,
      leftOut,
    } = understood(
      hallFrom(() => false),
      signed,
    );
    expect(leftOut).toEqual([]);
    expect(Math.abs((referenceW ?? 0) - 250)).toBeLessThan(5);
    const ordinary = seen.filter(({ night }) => night.kind === "night");
    expect(ordinary.map(({ judged }) => judged !== null)).toEqual(
      ordinary.map((_, index) => index >= LEAST_NIGHTS),
    );
    expect(seen.some(({ judged }) => judged?.isExcessive)).toBe(false);
  });

  // A light stays on from the twelfth of May, night after night, and nobody signs for it.
  const isLeftOn = (date: string) => date >= "2025-05-12";
  const lit = nights.filter(({ date }) => isLeftOn(date));
  const honest = new Map([...signed].map(([date, verdict]) => [date, isLeftOn(date) ? "none" : verdict]));

  test("a light left on for seven weeks is an excess in the last night as in the first", () => {
    const { nights: seen, leftOut, referenceW } = understood(hallFrom(isLeftOn), honest);
    const excessive = seen.filter(({ judged }) => judged?.isExcessive).map(({ night }) => night.date);
    expect(excessive).toEqual(lit.map(({ date }) => date));
    expect(leftOut).toEqual(lit.map(({ date }) => ({ date, why: "none" })));
    expect(Math.abs((referenceW ?? 0) - 250)).toBeLessThan(5);
  });

  test("learning from nights that nobody verified would make that light normal", () => {
    const { nights: seen, referenceW } = understood(hallFrom(isLeftOn), signed);
    const excessive = seen.filter(({ judged }) => judged?.isExcessive).map(({ night }) => night.date);
    expect(excessive.length).toBeLessThan(lit.length / 2);
    expect(excessive).not.toContain(lit.at(-1)?.date);
    expect(Math.abs((referenceW ?? 0) - 250 - LIGHT_W)).toBeLessThan(20);
  });

  test("nights of which too little was measured, broken and partial certificates teach nothing", () => {
    const gap = nights[7]!;
    const quarters = hallFrom(() => false).map(quarter =>
      gap.closedAt < quarter.end && quarter.end < gap.closedAt + minutes(180)
        ? { ...quarter, covered: minutes(0) }
        : quarter,
    );
    const verdicts = new Map<string, Verdict>([
      ...signed,
      [nights[3]!.date, "broken"],
      [nights[5]!.date, "partial"],
    ]);
    expect(understood(quarters, verdicts).leftOut).toEqual([
      { date: nights[3]!.date, why: "broken" },
      { date: nights[5]!.date, why: "partial" },
      { date: gap.date, why: "incomplete" },
    ]);
  });

  test("whatever the hall draws, a night adds no excess to itself and excess is never negative", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 84, maxLength: 84 }), levels => {
        const quarters = nights.flatMap(({ closedAt, endsAt }, index) =>
          quartersOf(closedAt, endsAt, () => levels[index % levels.length]!),
        );
        const { nights: seen } = understood(quarters, signed);
        for (const { judged, residualW, night } of seen) {
          if (!judged || residualW === null) continue;
          const hoursLong = Math.floor((night.endsAt - night.closedAt) / minutes(15)) / 4;
          const excess = (Math.max(0, residualW - judged.referenceW) * hoursLong) / 1_000;
          expect(judged.excessKwh).toBeCloseTo(excess, 6);
        }
      }),
      { numRuns: 8, seed: 5 },
    );
  });
});

describe("circuits behind an excess", () => {
  test("stand by what each has above its own nights, largest first", () => {
    const date = "2025-06-10";
    const { closedAt, endsAt } = nights.find(night => night.date === date)!;
    const circuit = (usualW: number, moreW: number) =>
      understandNights({
        quarters: quartersOf(at(`${from} 00:00`), at("2025-07-03 00:00"), start =>
          closedAt <= start && start < endsAt ? usualW + moreW : usualW,
        ),
        nights,
        verdicts: new Map([...signed, [date, "none"]]),
        leastAboveW: LEAST_ABOVE_W.circuit,
      });
    const all = new Map([
      ["security", circuit(900, 0)],
      ["light", circuit(10, 600)],
      ["hvac", circuit(40, 1_800)],
    ]);
    const behind = circuitsBehind(all, new Set([date]));
    expect(behind.map(({ meter }) => meter)).toEqual(["hvac", "light"]);
    // 57 whole quarters of a night from 17:30 to 07:50.
    expect(behind[1]?.excessKwh).toBeCloseTo((0.6 * 57) / 4, 9);
  });
});

describe("counters with coarse steps", () => {
  test("are known as such by their registers, where the site file tells", () => {
    const meter = { id: "M", name: { zh: "", en: "" }, zone: null, use: "whole", under: null } as const;
    const file = `
hallwatch: 1
site: { id: s, name: { zh: 厅, en: Hall }, timezone: Asia/Shanghai, packs: [generic] }
calendar: { week: { mon-sun: ["09:00-17:00"] } }
sources: { mqtt: { broker: embedded }, modbus: { line: { host: 127.0.0.1, port: 502 } } }
zones: { hall: { name: { zh: 厅, en: Hall } } }
equipment:
  M:
    kind: meter
    zone: hall
    name: { zh: 表, en: Meter }
    modbus: { line: line, unit: 1, every: 10 s }
    points: { energy: { input: 0, type: u32, scale: 0.01 }, power: { input: 4, type: f32 } }
  F:
    kind: meter
    zone: hall
    name: { zh: 表, en: Meter }
    mqtt: { topic: a/f }
    points: { energy: { path: $.e } }
`;
    const parsed = parseSite(file, "s.yaml");
    if (parsed.is === "refused") throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
    const point = (id: string) => parsed.site.points.findIndex(each => each.id === id);
    const step = (is: "counter" | "power", id: string) =>
      counterStepKwh({ ...meter, is, point: point(id) }, parsed.site);
    expect([step("counter", "M.energy"), step("power", "M.power"), step("counter", "F.energy")]).toEqual([
      0.01, 0, 0,
    ]);
  });

  test("have quarters together until a step is no power any more", () => {
    expect([groupSize(0.0375, 0.1), groupSize(0.5, 0.1), groupSize(5, 0.1), groupSize(0, 0.1)]).toEqual([
      8, 2, 1, 1,
    ]);
  });

  test("tell what is drawn at night all the same", () => {
    let stands = 0;
    let told = 0;
    const stepped = quartersOf(at(`${from} 00:00`), at("2025-07-03 00:00"), start => {
      stands += (isClosed(start) ? 250 : 4_000) / 4_000;
      const rise = Math.floor(stands * 10 + 1e-9) / 10 - told;
      told += rise;
      return rise * 4_000;
    });
    const of = (resolutionKwh: number) =>
      understandNights({
        quarters: stepped,
        nights,
        verdicts: signed,
        leastAboveW: LEAST_ABOVE_W.whole,
        resolutionKwh,
      });
    const { referenceW, nights: seen } = of(0.1);
    expect(Math.abs((referenceW ?? 0) - 250)).toBeLessThan(15);
    const night = seen.at(-2);
    const nightKwh = night?.intervals.reduce((sum, { kWh }) => sum + kWh, 0) ?? 0;
    expect(night?.judged?.excessKwh).toBeLessThan(0.1 * nightKwh);
    // Quarter by quarter such a counter says 0 or 400 W.
    expect(of(0).referenceW).toBeCloseTo(400, 6);
  });
});

describe("the shape of a load", () => {
  test("near-base and near-peak are percentiles between the two values beside them", () => {
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(percentile([10, 20, 30, 40, 50], 0.025)).toBeCloseTo(11, 12);
    expect(percentile([], 0.5)).toBeNull();
    const day = [at("2025-03-04 00:00"), at("2025-03-05 00:00")] as const;
    const quarters = quartersOf(...day, start => (isClosed(start) ? 250 : 4_000));
    expect(loadShape(quarters, ...day)).toEqual({ nearBaseW: 250, nearPeakW: 4_000, baseToPeak: 0.0625 });
    const gappy = quartersOf(...day, start => (start < at("2025-03-04 03:00") ? null : 250));
    expect(loadShape(gappy, ...day)).toBeNull();
  });

  test("the share of closed hours knows the hall's day; days without a calendar are in neither part", () => {
    const quarters = quartersOf(at("2026-12-31 00:00"), at("2027-01-02 00:00"), () => 1_000);
    const { closedKwh, unknownKwh, share } = closedShare(quarters, calendar);
    expect(unknownKwh).toBe(24);
    // From 00:00 to 07:50 and from 17:30 on; a quarter is where its middle is.
    expect(closedKwh).toBe(7.75 + 6.5);
    expect(share).toBeCloseTo(14.25 / 24, 12);
  });
});
