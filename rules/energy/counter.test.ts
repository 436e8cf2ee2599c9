import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { instant, minutes, seconds } from "../time/instant.ts";
import { hear } from "./counter.ts";
import { type Counted, type CounterLimits, type CounterState, newCounter } from "./counter-state.ts";
import { replaced } from "./replaced.ts";

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
  readonly increments?: readonly (readonly [number, number, number, string, string])[];
  readonly events: readonly string[];
};

const scenarios: readonly Scenario[] = parse(
  readFileSync(new URL("testdata/scenarios.yaml", import.meta.url), "utf8"),
);

const limitsOf = ({ max_kw = 20, rollover_at = [], resolution_kwh = 0.001 }: Scenario): CounterLimits => ({
  maxKw: max_kw,
  modulusKwh: rollover_at,
  resolutionKwh: resolution_kwh,
  gapAfter: minutes(60),
});

/** Plays a scenario; `keep`: what a restart before every reading makes of the state. */
const play = (scenario: Scenario, keep: (state: CounterState) => CounterState): Counted => {
  const limits = limitsOf(scenario);
  let all: Counted = { state: newCounter, increments: [], events: [] };
  const take = ({ state, increments, events }: Counted): void => {
    all = {
      state: keep(state),
      increments: [...all.increments, ...increments],
      events: [...all.events, ...events],
    };
  };
  const { replaced: said } = scenario;
  let isSaid = false;
  const say = (): void => {
    if (!said || isSaid) return;
    isSaid = true;
    const { by, end, start } = said;
    const told = replaced(
      all.state,
      { at: instant(seconds(said.at)), by, endKwh: end, startKwh: start },
      limits,
    );
    if (told.is === "refused") throw new Error(told.why);
    take(told);
  };
  for (const [at, kWh, meter] of scenario.counter) {
    if (said && at >= said.before) say();
    const reading = { at: instant(seconds(at)), kWh: Number(kWh), ...(meter !== undefined && { meter }) };
    take(hear(all.state, reading, limits));
  }
  say();
  return all;
};

const asIs = (state: CounterState): CounterState => state;
const restarted = (state: CounterState): CounterState => JSON.parse(JSON.stringify(state));
const round = (kWh: number): number => Math.round(kWh * 1e6) / 1e6;

describe("what counters do", () => {
  test.each(scenarios.map(each => [each.id, each] as const))("%s", (_, scenario) => {
    const { increments, events } = play(scenario, asIs);
    const total = round(increments.reduce((sum, { kWh }) => sum + kWh, 0));
    const rows = increments.map(({ from, to, kWh, is, why }) => [
      from / 1_000,
      to / 1_000,
      round(kWh),
      is,
      why,
    ]);
    expect({ total, events: events.map(({ is }) => is), increments: rows }).toEqual({
      total: scenario.expect_total_kwh,
      events: scenario.events,
      increments: scenario.increments ?? rows,
    });
  });

  test.each(scenarios.map(each => [each.id, each] as const))(
    "%s, restarted before every reading",
    (_, scenario) => {
      expect(play(scenario, restarted)).toEqual(play(scenario, asIs));
    },
  );
});

describe("what a person says of a replacement", () => {
  const limits = limitsOf({ id: "", counter: [], expect_total_kwh: 0, events: [] });
  const at = (second: number) => instant(seconds(second));
  const heard = [
    [0, 5310.2],
    [900, 5310.6],
  ].reduce((state, [second = 0, kWh = 0]) => hear(state, { at: at(second), kWh }, limits).state, newCounter);

  test.each([
    [
      "ended below what it had said",
      { at: at(1500), by: "F1", endKwh: 5310.5, startKwh: 0 },
      "does not go back",
    ],
    [
      "ended with more than can have flowed",
      { at: at(1500), by: "F1", endKwh: 5410, startKwh: 0 },
      "so much",
    ],
    ["was replaced before it went on", { at: at(600), by: "F1", startKwh: 0 }, "went on counting"],
  ])("a meter that %s is refused", (_, said, why) => {
    const told = replaced(heard, said, limits);
    expect(told.is === "refused" && told.why).toContain(why);
  });

  test("of a meter that nobody ever heard is refused", () => {
    expect(replaced(newCounter, { at: at(0), by: "F1", startKwh: 0 }, limits).is).toBe("refused");
  });

  test("without a last figure is at least what was heard", () => {
    const told = replaced(heard, { at: at(1500), by: "F1", startKwh: 7 }, limits);
    expect(told.is === "counted" && told.increments).toEqual([
      { from: at(900), to: at(1500), kWh: 0, is: "at-least", why: "replacement" },
    ]);
  });
});
