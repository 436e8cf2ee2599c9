import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Instant, instant, minutes, seconds } from "../time/instant.ts";
import { at, shown } from "../time/testing/halls.ts";
import { correctMeter, replaceMeter } from "./correct-meter.ts";
import type { CounterLimits } from "./counter-state.ts";
import { entryWords } from "./entry-words.ts";
import { hearMeter, type MeterReading, newMeter, passMeter } from "./hear-meter.ts";
import type { Booked, MeterEntry, MeterQuarter, MeterState } from "./ledger.ts";
import { sum } from "./quarter.ts";

type Scenario = {
  readonly id: string;
  readonly counter: readonly (readonly [seconds: number, kWh: string, meter?: string])[];
  readonly max_kw?: number;
  readonly rollover_at?: readonly number[];
  readonly resolution_kwh?: number;
  readonly replaced?: {
    readonly before: number;
    readonly at: number;
    readonly by: string;
    readonly end: number;
    readonly start: number;
  };
  readonly expect_total_kwh: number;
};

const scenarios: readonly Scenario[] = parse(
  readFileSync(new URL("testdata/scenarios.yaml", import.meta.url), "utf8"),
);

const FEW: CounterLimits = { maxKw: 20, modulusKwh: [], resolutionKwh: 0.001, gapAfter: minutes(15) };

/** A ledger of one meter, kept as a store would. */
const ledgerOf = (is: MeterState["is"]) => {
  const quarters = new Map<Instant, MeterQuarter>();
  const entries: MeterEntry[] = [];
  let state = newMeter(is);
  const take = (booked: Pick<Booked, "quarters"> & Partial<Booked>): void => {
    if (booked.state !== undefined) state = booked.state;
    for (const each of booked.quarters) {
      const had = quarters.get(each.end);
      quarters.set(each.end, had === undefined ? each : sum(had, each));
    }
    entries.push(...(booked.entries ?? []));
  };
  const total = (): number => [...quarters.values()].reduce((all, { kWh }) => all + kWh, 0);
  return { quarters, entries, take, total, state: () => state };
};

const round = (kWh: number): number => Math.round(kWh * 1e6) / 1e6;

/** `08:15 0.5 kWh, 0.1 estimated, 300 s, at least`. */
const rows = (quarters: ReadonlyMap<Instant, MeterQuarter>): readonly (readonly unknown[])[] =>
  [...quarters.values()]
    .sort((a, b) => a.end - b.end)
    .map(({ end, kWh, estimatedKwh, covered, isAtLeast }) => [
      String(shown(end)).slice(-5),
      round(kWh),
      round(estimatedKwh),
      covered / 1_000,
      ...(isAtLeast ? ["at least"] : []),
    ]);

describe("what counters do ends in the same total through the ledger", () => {
  test.each(scenarios.map(each => [each.id, each] as const))("%s", (_, scenario) => {
    const { max_kw = 20, rollover_at = [], resolution_kwh = 0.001, replaced: said } = scenario;
    const limits = { ...FEW, maxKw: max_kw, modulusKwh: rollover_at, resolutionKwh: resolution_kwh };
    const ledger = ledgerOf("counter");
    let isSaid = false;
    const say = (): void => {
      if (said === undefined || isSaid) return;
      isSaid = true;
      const told = { at: instant(seconds(said.at)), by: said.by, endKwh: said.end, startKwh: said.start };
      const booked = replaceMeter("M", ledger.state(), told, limits, { by: "赵磊", why: "" });
      if (booked.is === "refused") throw new Error(booked.why);
      ledger.take(booked);
    };
    for (const [second, text, meter] of scenario.counter) {
      if (said && second >= said.before) say();
      const reading = {
        at: instant(seconds(second)),
        kWh: Number(text),
        ...(meter !== undefined && { meter }),
      };
      ledger.take(
        hearMeter("M", ledger.state(), { is: "counter", ...reading }, { is: "counter", ...limits }),
      );
      const state = ledger.state();
      expect(state.is === "counter" && round(state.countedKwh)).toBe(round(ledger.total()));
    }
    say();
    expect(round(ledger.total())).toBe(scenario.expect_total_kwh);
    expect([...ledger.quarters.values()].every(({ kWh }) => kWh >= 0)).toBe(true);
  });
});

describe("the quarters of a counter", () => {
  const hear = (readings: readonly (readonly [text: string, kWh: number])[]) => {
    const ledger = ledgerOf("counter");
    for (const [text, kWh] of readings) {
      const reading: MeterReading = { is: "counter", at: at(`2025-07-08 ${text}`), kWh };
      ledger.take(hearMeter("M", ledger.state(), reading, { is: "counter", ...FEW }));
    }
    return ledger;
  };

  test("carry the time of their end, and a reading at the border is of the quarter that ends there", () => {
    const { quarters } = hear([
      ["08:00", 100],
      ["08:05", 100.5],
      ["08:15", 101.5],
      ["08:20", 102],
    ]);
    expect(rows(quarters)).toEqual([
      ["08:15", 1.5, 0, 900],
      ["08:30", 0.5, 0, 300],
    ]);
  });

  test("have what was counted over a border by time, which is measured as long as it is short", () => {
    const { quarters } = hear([
      ["08:10", 100],
      ["08:20", 102],
    ]);
    expect(rows(quarters)).toEqual([
      ["08:15", 1, 0, 300],
      ["08:30", 1, 0, 300],
    ]);
  });

  test("of a gap are estimated, measured for none of it, and add up to what was counted", () => {
    const { quarters, entries, total } = hear([
      ["08:00", 100],
      ["08:10", 100.2],
      ["09:05", 103.5],
      ["09:15", 104],
    ]);
    expect(rows(quarters)).toEqual([
      ["08:15", 0.5, 0.3, 600],
      ["08:30", 0.9, 0.9, 0],
      ["08:45", 0.9, 0.9, 0],
      ["09:00", 0.9, 0.9, 0],
      ["09:15", 0.8, 0.3, 600],
    ]);
    expect(round(total())).toBe(4);
    expect(entries).toEqual([
      {
        id: "M/gap/2025-07-08T00:10:00.000Z",
        meter: "M",
        at: at("2025-07-08 09:05"),
        from: at("2025-07-08 08:10"),
        to: at("2025-07-08 09:05"),
        kWh: 103.5 - 100.2,
        is: "gap",
        by: null,
        why: "",
      },
    ]);
  });

  test("of a reset say that there was so much at least, and what was taken for one gives back what it had", () => {
    const zero = [
      ["08:00", 841.2],
      ["08:05", 0.03],
      ["08:10", 0.04],
    ] as const;
    const reset = hear(zero);
    expect(rows(reset.quarters)).toEqual([["08:15", 0.04, 0, 300, "at least"]]);
    expect(reset.entries.map(entry => [entry.is, entry.kWh, entryWords(entry)])).toEqual([
      [
        "reset",
        0.03,
        {
          zh: "从 0 重新走起：从 841.2 到 0.03 kWh",
          en: "it began again at 0: from 841.2 to 0.03 kWh",
        },
      ],
    ]);
    const none = hear([...zero, ["08:20", 841.21], ["08:25", 841.22]]);
    expect(round(none.total())).toBe(0.02);
    expect(none.entries.map(({ is, kWh }) => [is, round(kWh)])).toEqual([
      ["reset", 0.03],
      ["undone", -0.02],
    ]);
  });
});

describe("a power that is told now and then", () => {
  test("counts as long as it is known, also before the next one comes", () => {
    const ledger = ledgerOf("power");
    const limits = { is: "power", staleAfter: minutes(5) } as const;
    const powers = [
      ["08:00", 1_200],
      ["08:04", 600],
      ["08:20", null],
      ["08:25", 2_400],
    ] as const;
    for (const [text, powerW] of powers)
      ledger.take(
        hearMeter("P", ledger.state(), { is: "power", at: at(`2025-07-08 ${text}`), powerW }, limits),
      );
    expect(rows(ledger.quarters)).toEqual([
      ["08:15", 0.13, 0, 540, "at least"],
      ["08:30", 0, 0, 0, "at least"],
    ]);
    ledger.take(passMeter("P", ledger.state(), at("2025-07-08 08:30"), limits));
    expect(rows(ledger.quarters)[1]).toEqual(["08:30", 0.2, 0, 300, "at least"]);
    const late = { is: "power", at: at("2025-07-08 08:22"), powerW: 9_000 } as const;
    expect(hearMeter("P", ledger.state(), late, limits).quarters).toEqual([]);
  });
});

describe("a correction", () => {
  const now = at("2025-07-09 09:00");
  const said = {
    id: "c1",
    by: "赵磊",
    why: "the meter was bridged",
    from: at("2025-07-08 08:00"),
    to: at("2025-07-08 09:00"),
  };

  test("is spread over its time, and says for ever who made it and why", () => {
    const told = correctMeter("M", { ...said, kWh: -2 }, now);
    if (told.is === "refused") throw new Error(told.why);
    expect(told.quarters.map(({ end, kWh }) => [String(shown(end)).slice(-5), kWh])).toEqual([
      ["08:15", -0.5],
      ["08:30", -0.5],
      ["08:45", -0.5],
      ["09:00", -0.5],
    ]);
    expect(told.entry).toMatchObject({
      id: "M/correction/c1",
      is: "correction",
      kWh: -2,
      by: "赵磊",
      at: now,
    });
  });

  test.each([
    ["that corrects nothing", { kWh: 0 }, "corrects nothing"],
    ["of no number", { kWh: Number.NaN }, "corrects nothing"],
    ["of a time to come", { kWh: 1, to: at("2025-07-09 09:01") }, "has not been"],
    ["that ends before it begins", { kWh: 1, to: at("2025-07-08 07:00") }, "before it begins"],
    ["without a reason", { kWh: 1, why: " " }, "needs a reason"],
    ["beyond all measure", { kWh: 2_000_000 }, "nobody corrects more"],
  ])("%s is refused", (_, odd, why) => {
    const told = correctMeter("M", { ...said, ...odd }, now);
    expect(told.is === "refused" && told.why).toContain(why);
  });
});
