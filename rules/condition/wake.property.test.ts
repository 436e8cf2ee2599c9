import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant } from "../time/instant.ts";
import type { GaugeSpec } from "./gauge.ts";
import { Player, type Trial, trial } from "./testing/histories.ts";
import { type Known, reference } from "./testing/reference.ts";

const MINUTE_MS = 60_000;
/** How many wakes of a history are followed, and how far ahead is looked when there is none. */
const WAKES = 6;
const FAR_MS = 10_000_000;

/** Functions that grow by the clock, and those that stay as they are until the window moves. */
const GROWING = ["time_in", "energy", "since_change", "age"];
const STEADY = ["min", "max", "rise", "fall", "changes"];
const isGrowing = ({ fn, isCounter }: GaugeSpec): boolean => GROWING.includes(fn) && !isCounter;
const isSteady = ({ fn, isCounter }: GaugeSpec): boolean => STEADY.includes(fn) || isCounter;

/** What comparisons with the thresholds make of a value: below (-1), equal (0) or above (1), NaN where not known. */
const outcomes = ({ fn, thresholds }: GaugeSpec, { low, high }: Known): readonly number[] =>
  thresholds.flatMap(threshold => {
    const own = fn === "energy" ? threshold : threshold / 1000;
    return [Math.sign(low - own), Math.sign(high - own)];
  });

/** Whether a comparison has turned. Energy is summed in another order by the reference: near a threshold is on it. */
const hasTurned = (spec: GaugeSpec, before: Known, then: Known): boolean => {
  const isEnergy = spec.fn === "energy";
  const after = outcomes(spec, then);
  return outcomes(spec, before).some((outcome, index) => {
    const threshold = spec.thresholds[index >> 1] ?? Number.NaN;
    const isOn = ({ low, high }: Known) => Math.abs((index % 2 === 0 ? low : high) - threshold) < 1e-15;
    if (isEnergy && (isOn(before) || isOn(then))) return false;
    return !Object.is(outcome, after[index]);
  });
};

/** The last beginning of a slice, or of a minute for windows without slices, up to a moment. */
const boundaryUpTo = ({ window }: GaugeSpec, moved: number, at: number): number => {
  if (window.is !== "length") return Math.floor(at / MINUTE_MS) * MINUTE_MS;
  const width = Math.ceil(window.length / 60);
  return Math.floor((at - moved - window.length) / width) * width + window.length + moved;
};

const near = (a: number, b: number): boolean =>
  Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
const isNear = (a: Known, b: Known): boolean => near(a.low, b.low) && near(a.high, b.high);

/** Stretches from a look to the next wake, with moments in them, for a history and some wakes after it. */
type Sleep = { readonly from: number; readonly wake: number | null; readonly moments: readonly number[] };
const sleepsOf = (player: Player, shares: readonly number[]): readonly Sleep[] => {
  const sleeps: Sleep[] = [];
  let from: number | null = player.now;
  while (from !== null && sleeps.length < WAKES) {
    const looked: number = from;
    const wake: number | null = player.gauge.wakeAt(instant(looked));
    const end = wake ?? looked + FAR_MS;
    const moments = shares.map(share => looked + Math.floor((end - looked) * share ** 5));
    sleeps.push({
      from: looked,
      wake,
      moments: [looked + 1, ...moments, end - 1].filter(at => at > looked && at < end),
    });
    from = wake;
  }
  return sleeps;
};

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const shares = fc.array(share, { minLength: 2, maxLength: 6 });

const played = ({ spec, steps }: Trial): Player => {
  const player = new Player(spec);
  for (const step of steps) player.play(step);
  return player;
};

/** Asks about each moment of each sleep of random histories; tells how many histories and moments there were. */
const overSleeps = (
  seed: number,
  check: (asked: { spec: GaugeSpec; player: Player; sleep: Sleep; at: number }) => void,
): { histories: number; moments: number } => {
  const tally = { histories: 0, moments: 0 };
  fc.assert(
    fc.property(trial, shares, (given, parts) => {
      const player = played(given);
      tally.histories++;
      for (const sleep of sleepsOf(player, parts)) {
        for (const at of sleep.moments) {
          check({ spec: given.spec, player, sleep, at });
          tally.moments++;
        }
      }
    }),
    { numRuns: 10_000, seed },
  );
  return tally;
};

describe("until the moment at which a gauge wants to be looked at again", () => {
  test("nothing that it tells turns, by the definition", () => {
    const { histories, moments } = overSleeps(63, ({ spec, player, sleep: { from, wake }, at }) => {
      const before = reference(spec, player.past, from);
      const then = reference(spec, player.past, at);
      const told = () => JSON.stringify({ spec, before, then, after: at - from, wake: wake && wake - from });
      if (isSteady(spec) && !isNear(then, before)) expect.fail(`changes unasked: ${told()}`);
      if (Number.isNaN(then.low) !== Number.isNaN(before.low)) expect.fail(`known unasked: ${told()}`);
      if (isGrowing(spec) && hasTurned(spec, before, then)) expect.fail(`turns unasked: ${told()}`);
    });
    expect(moments / histories).toBeGreaterThan(4);
  });

  test("the value at the beginning of each slice, or minute, is that at the look", () => {
    let boundaries = 0;
    const { histories } = overSleeps(64, ({ spec, player, sleep: { from, wake }, at }) => {
      // A value that is only compared with thresholds may grow on meanwhile.
      if (isGrowing(spec) && spec.thresholds.length > 0 && spec.window.is !== "length") return;
      const boundary = boundaryUpTo(spec, player.past.moved, at);
      if (boundary <= from) return;
      boundaries++;
      const before = reference(spec, player.past, from);
      const then = reference(spec, player.past, boundary);
      const told = () => JSON.stringify({ spec, before, then, after: at - from, wake: wake && wake - from });
      if (!isNear(then, before)) expect.fail(`changes unasked: ${told()}`);
    });
    expect(boundaries / histories).toBeGreaterThan(0.5);
  });
});

describe("a gauge that nothing happens to", () => {
  test("falls asleep: after a window of looks at each slice nothing is left to look at", () => {
    const tally = { histories: 0, gauges: 0 };
    fc.assert(
      fc.property(trial, given => {
        tally.histories++;
        const { spec } = given;
        // The energy of a power that lasts goes to and fro over a threshold that lies within a slice of it.
        if (spec.window.is !== "length" || (spec.fn === "energy" && !spec.isCounter)) return;
        const player = played(given);
        let at = player.gauge.wakeAt(player.now);
        let looks = 0;
        for (; at !== null && looks < 200; looks++) at = player.gauge.wakeAt(at);
        expect(looks, JSON.stringify(spec)).toBeLessThan(61 * 2 + 2 * spec.thresholds.length);
        tally.gauges++;
      }),
      { numRuns: 4_000, seed: 65 },
    );
    expect(tally.gauges / tally.histories).toBeGreaterThan(0.3);
  });

  test("wakes for a growing value at the millisecond at which a comparison turns, not before", () => {
    const tally = { histories: 0, woken: 0 };
    fc.assert(
      fc.property(trial, given => {
        tally.histories++;
        const { spec } = given;
        if (!isGrowing(spec) || spec.window.is === "length" || spec.thresholds.length === 0) return;
        const { gauge, now } = played(given);
        const wake = gauge.wakeAt(now);
        if (wake === null) return;
        const at = (moment: number): readonly number[] =>
          outcomes(spec, { low: gauge.low(instant(moment)), high: gauge.high(instant(moment)) });
        const before = at(now);
        expect(at(wake - 1)).toEqual(before);
        expect(at(wake), JSON.stringify({ spec, after: wake - now })).not.toEqual(before);
        tally.woken++;
      }),
      { numRuns: 6_000, seed: 66 },
    );
    expect(tally.woken / tally.histories).toBeGreaterThan(0.05);
  });
});
