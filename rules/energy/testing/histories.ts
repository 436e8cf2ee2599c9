import fc from "fast-check";
import { instant, minutes, seconds } from "../../time/instant.ts";
import type { CounterLimits, CounterReading } from "../counter-state.ts";
import type { Replaced } from "../replaced.ts";

/** What happens to a counter in the interval that ends with its next reading, or to that reading. */
type Mishap = "none" | "glitch" | "duplicate" | "late" | "reset" | "serial" | "person" | "twice";

type Turn = {
  readonly seconds: number;
  /** 0..1 of what can flow. */
  readonly load: number;
  readonly mishap: Mishap;
  /** 0..1, for whatever the mishap needs. */
  readonly dice: number;
};

/** What the gateway hears, in that order. */
export type Heard = ({ readonly is: "reading" } & CounterReading) | ({ readonly is: "said" } & Replaced);

export type History = {
  readonly heard: readonly Heard[];
  readonly limits: CounterLimits;
  /** What all increments must add up to: what the meters have told, one after the other. */
  readonly truthKwh: number;
  readonly mishaps: readonly Mishap[];
};

const MAX_KW = 20;
const STEP_KWH = 0.001;

const turn: fc.Arbitrary<Turn> = fc.record({
  // Mostly polls, sometimes nobody hears it for up to an hour.
  seconds: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 30, max: 900 }) },
    { weight: 1, arbitrary: fc.integer({ min: 900, max: 3_600 }) },
  ),
  load: fc.double({ min: 0, max: 1, noNaN: true }),
  mishap: fc.oneof(
    { weight: 12, arbitrary: fc.constant("none" as const) },
    {
      weight: 6,
      arbitrary: fc.constantFrom<Mishap>("glitch", "duplicate", "late", "reset", "serial", "person", "twice"),
    },
  ),
  dice: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** Random lives of a counter in which the truth can be known: no two wrong readings agree, and what is reset had counted something. */
export const histories: fc.Arbitrary<History> = fc
  .record({
    turns: fc.array(turn, { minLength: 3, maxLength: 40 }),
    startSteps: fc.integer({ min: 0, max: 4_294_967_295 }),
    // Often a counter is about to begin again.
    beforeRound: fc.option(fc.integer({ min: 1, max: 20_000 })),
    modulus: fc.constantFrom(2 ** 16, 2 ** 32 * STEP_KWH, null),
  })
  .map(({ turns, startSteps, beforeRound, modulus }) => {
    const isNear = beforeRound !== null && modulus !== null;
    return live(turns, isNear ? modulus - beforeRound * STEP_KWH : startSteps * STEP_KWH, modulus);
  });

const live = (turns: readonly Turn[], start: number, modulus: number | null): History => {
  const steps = (kWh: number): number => Math.round(kWh / STEP_KWH);
  const wrap = (count: number): number => (modulus === null ? count : count % steps(modulus));
  const heard: Heard[] = [];
  const mishaps: Mishap[] = [];
  let at = 0;
  let meter = 1;
  let namesItself = false;
  /** All in whole steps, so that nothing is lost in adding up. `total`: of this meter since it was set to 0. */
  let total = wrap(steps(start));
  let lastHeard = total;
  let truth = 0;
  const tellRaw = (second: number, kWh: number): void => {
    heard.push({
      is: "reading",
      at: instant(seconds(second)),
      kWh,
      ...(namesItself && { meter: `m${meter}` }),
    });
  };
  const tell = (second: number, count: number): void => tellRaw(second, wrap(count) * STEP_KWH);
  const believe = (): void => {
    truth += total - lastHeard;
    lastHeard = total;
    tell(at, total);
  };
  namesItself = turns.some(({ mishap }) => mishap === "serial");
  believe();
  const settle: Turn = { seconds: 60, load: 0.5, mishap: "none", dice: 0 };
  for (const { seconds: length, load, mishap, dice } of [...turns, settle, settle, settle]) {
    at += length;
    const flowed = Math.floor((MAX_KW * length * load) / 3_600 / STEP_KWH);
    // A meter that hardly counted anything cannot be told from one that goes back by what it had not saved, and one that
    // was about to begin again from one that did.
    const isRound = modulus !== null && wrap(total) > steps(modulus) - steps(60);
    const canReset = wrap(total) > steps(60) && !isRound;
    // A zero there looks like the next round, too, and two of them like a reset: the scenarios have what comes of it.
    // Of a counter that stands at 0 it is none.
    const hasZero = dice < 0.5 && !isRound && mishaps.at(-1) !== "glitch" && wrap(lastHeard) > 0;
    // Two that agree with a glitch before them agree since then, which may be too long ago to be taken back.
    const canAgree = (canReset || isRound) && mishaps.at(-1) !== "glitch";
    const isKept = mishap === "reset" || mishap === "person" || mishap === "serial" ? canReset : true;
    const done: Mishap = isKept && (mishap !== "twice" || canAgree) ? mishap : "none";
    mishaps.push(done);
    switch (done) {
      case "none":
        total += flowed;
        believe();
        break;
      case "duplicate":
        total += flowed;
        believe();
        tell(at, total);
        tell(at + 3, total);
        break;
      case "late":
        total += flowed;
        believe();
        tell(at - Math.ceil(length / 2), total - flowed);
        break;
      case "glitch":
        total += flowed;
        // It is another one every time. A zero is also told twice at once, which is one opinion.
        tellRaw(at, hasZero ? 0 : 10_000_000 + 7 * at);
        if (hasZero && dice < 0.25) tellRaw(at + 2, 0);
        break;
      case "reset":
        // What it had counted since its last reading is gone; what it counted since the reset is not.
        total = Math.floor(flowed * dice);
        lastHeard = 0;
        believe();
        at += 60;
        total += 1;
        believe();
        break;
      case "serial":
        meter += 1;
        total = Math.floor(dice * 1_000_000);
        lastHeard = total;
        believe();
        at += 60;
        total += 1;
        believe();
        break;
      case "twice":
        // Two wrong readings agree, near a round even one is enough, and then the truth goes on from before them.
        tellRaw(at, isRound ? 0 : Math.floor(flowed * dice) * STEP_KWH);
        at += 20;
        tellRaw(at, (isRound ? 1 : Math.floor(flowed * dice) + 1) * STEP_KWH);
        at += 40;
        total += Math.floor((flowed * dice) / 2);
        believe();
        at += 30;
        believe();
        break;
      case "person": {
        const old = Math.floor(flowed * dice);
        truth += old;
        const startKwh = Math.floor(dice * 1_000_000);
        if (namesItself) meter += 1;
        heard.push({
          is: "said",
          at: instant(seconds(at)),
          by: "F1",
          endKwh: wrap(lastHeard) * STEP_KWH + old * STEP_KWH,
          startKwh: startKwh * STEP_KWH,
          ...(namesItself && { meter: `m${meter}` }),
        });
        total = startKwh;
        lastHeard = startKwh;
        break;
      }
      default:
        done satisfies never;
    }
  }
  return {
    heard,
    mishaps,
    truthKwh: truth * STEP_KWH,
    limits: {
      maxKw: MAX_KW,
      modulusKwh: modulus === null ? [] : [modulus],
      resolutionKwh: STEP_KWH,
      gapAfter: minutes(15),
    },
  };
};
