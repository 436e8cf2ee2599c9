import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Instant, instant, seconds } from "../time/instant.ts";
import { correctMeter, replaceMeter } from "./correct-meter.ts";
import { hear } from "./counter.ts";
import { type Increment, newCounter } from "./counter-state.ts";
import { hearMeter, newMeter } from "./hear-meter.ts";
import type { MeterQuarter, MeterState } from "./ledger.ts";
import { QUARTER, sum } from "./quarter.ts";
import { replaced } from "./replaced.ts";
import { type Heard, type History, histories } from "./testing/histories.ts";

const RUNS = 1_500;
const SEED = 410;
const SAYER = { by: "赵磊", why: "the old one was broken" };
/** The last watt-hour. */
const WH = 1e-3;

type Counter = Extract<MeterState, { readonly is: "counter" }>;
type Ledger = { readonly quarters: Map<Instant, MeterQuarter>; state: Counter };

const add = ({ quarters }: Ledger, added: readonly MeterQuarter[]): void => {
  for (const each of added) {
    const had = quarters.get(each.end);
    quarters.set(each.end, had === undefined ? each : sum(had, each));
  }
};

const take = (ledger: Ledger, said: Heard, limits: History["limits"]): void => {
  const booked =
    said.is === "reading"
      ? hearMeter("M", ledger.state, { ...said, is: "counter" }, { is: "counter", ...limits })
      : replaceMeter("M", ledger.state, said, limits, SAYER);
  if ("why" in booked) throw new Error(booked.why);
  // A restart after everything that is heard.
  ledger.state = JSON.parse(JSON.stringify(booked.state));
  add(ledger, booked.quarters);
};

const newLedger = (): Ledger => ({ quarters: new Map(), state: newMeter("counter") as Counter });
const kWhIn = ({ quarters }: Ledger): number => [...quarters.values()].reduce((all, { kWh }) => all + kWh, 0);

describe("whatever happens to a meter", () => {
  test("its quarters add up to what it counted at every moment, and none is negative or measured for longer than it is", () => {
    fc.assert(
      fc.property(histories, history => {
        const ledger = newLedger();
        for (const said of history.heard) {
          take(ledger, said, history.limits);
          const { countedKwh, counter } = ledger.state;
          // What is owed at any moment would be energy that no meter counted.
          expect(counter.owedKwh).toBeLessThan(1e-6);
          expect(Math.abs(kWhIn(ledger) - countedKwh)).toBeLessThan(1e-6);
        }
        expect(Math.abs(ledger.state.countedKwh - history.truthKwh)).toBeLessThan(WH);
        for (const { end, kWh, estimatedKwh, covered } of ledger.quarters.values()) {
          expect(end % QUARTER).toBe(0);
          expect(kWh).toBeGreaterThan(-1e-9);
          expect(estimatedKwh).toBeGreaterThan(-1e-9);
          expect(estimatedKwh).toBeLessThan(kWh + 1e-9);
          expect(covered).toBeGreaterThanOrEqual(0);
          expect(covered).toBeLessThanOrEqual(QUARTER);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  test("corrections stand beside what it counted, and only they can make a quarter negative", () => {
    const correction = fc.record({
      before: fc.nat(3_600),
      length: fc.integer({ min: 1, max: 7_200 }),
      kWh: fc.double({ min: -50, max: 50, noNaN: true }).filter(kWh => kWh !== 0),
    });
    fc.assert(
      fc.property(histories, fc.array(correction, { maxLength: 5 }), (history, corrections) => {
        const ledger = newLedger();
        let corrected = 0;
        for (const [index, said] of history.heard.entries()) {
          take(ledger, said, history.limits);
          const one = corrections[index];
          if (one === undefined) continue;
          const to = instant(said.at - seconds(one.before));
          const from = instant(to - seconds(one.length));
          const told = correctMeter("M", { id: `${index}`, from, to, kWh: one.kWh, ...SAYER }, said.at);
          if (told.is === "refused") throw new Error(told.why);
          corrected += told.entry.kWh;
          add(ledger, told.quarters);
        }
        expect(Math.abs(kWhIn(ledger) - corrected - history.truthKwh)).toBeLessThan(WH);
        expect(Math.abs(ledger.state.countedKwh - history.truthKwh)).toBeLessThan(WH);
      }),
      { numRuns: RUNS / 3, seed: SEED },
    );
  });

  test("a ledger that forgets what was undone, or only owes it, is found out", () => {
    let forgets = 0;
    let owes = 0;
    let undone = 0;
    fc.assert(
      fc.property(histories, history => {
        const { told, most } = counted(history);
        const total = (list: readonly Increment[]): number => list.reduce((all, { kWh }) => all + kWh, 0);
        undone += told.some(({ why }) => why === "undone") ? 1 : 0;
        forgets +=
          Math.abs(total(told.filter(({ why }) => why !== "undone")) - history.truthKwh) > WH ? 1 : 0;
        owes += most > WH ? 1 : 0;
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(undone).toBeGreaterThan(RUNS / 20);
    expect(forgets).toBeGreaterThan(RUNS / 40);
    expect(owes).toBeGreaterThan(RUNS / 100);
  });
});

/** Increments without a ledger, and the most that was ever owed between two readings. */
const counted = ({
  heard,
  limits,
}: History): { readonly told: readonly Increment[]; readonly most: number } => {
  let [state, most] = [newCounter, 0];
  const told: Increment[] = [];
  for (const each of heard) {
    const next = each.is === "reading" ? hear(state, each, limits) : replaced(state, each, limits);
    if ("why" in next) throw new Error(next.why);
    state = next.state;
    most = Math.max(most, state.owedKwh);
    told.push(...next.increments);
  }
  return { told, most };
};

describe("a meter that only tells its power", () => {
  const reading = fc.record({
    after: fc.integer({ min: 1, max: 1_200 }),
    powerW: fc.option(fc.integer({ min: -50, max: 9_000 })),
  });

  test("has what its power made while it was known, second by second, and says where it was not", () => {
    const stale = seconds(300);
    fc.assert(
      fc.property(fc.array(reading, { minLength: 2, maxLength: 30 }), readings => {
        const quarters = new Map<Instant, MeterQuarter>();
        let state = newMeter("power");
        let at = 0;
        const told: { readonly at: number; readonly powerW: number | null }[] = [];
        for (const { after: later, powerW } of readings) {
          at += later;
          told.push({ at, powerW });
          const said = { is: "power", at: instant(seconds(at)), powerW } as const;
          const { state: next, quarters: added } = hearMeter("P", state, said, {
            is: "power",
            staleAfter: stale,
          });
          state = JSON.parse(JSON.stringify(next));
          add({ quarters } as Ledger, added);
        }
        const [first] = told;
        let [wattSeconds, known] = [0, 0];
        for (let second = first?.at ?? 0; second < at; second += 1) {
          const last = told.findLast(each => each.at <= second);
          if (last === undefined || last.powerW === null || second - last.at >= 300) continue;
          known += 1;
          wattSeconds += Math.max(0, last.powerW);
        }
        const all = [...quarters.values()];
        expect(all.reduce((sum, { kWh }) => sum + kWh, 0)).toBeCloseTo(wattSeconds / 3.6e6, 6);
        expect(all.reduce((sum, { covered }) => sum + covered, 0)).toBe(seconds(known));
        expect(all.some(({ isAtLeast }) => isAtLeast)).toBe(known < at - (first?.at ?? 0));
      }),
      { numRuns: 300, seed: SEED },
    );
  });
});
