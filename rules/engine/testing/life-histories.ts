import fc from "fast-check";
import { after, type Instant, minutes } from "../../time/instant.ts";
import type { Engine } from "../engine.ts";
import type { AlertCommand, Input, ServiceCommand } from "../input.ts";
import { benchHall } from "./bench.ts";
import { failure, reading } from "./hall.ts";

// Random histories of the hall on the bench: devices that come, go and fail, and people who do all that people can do.

const SAYS: readonly (readonly [string, number | string | null])[] = [
  ["D1.contact", "open"],
  ["D1.contact", "open"],
  ["D1.contact", "closed"],
  ["D1.contact", null],
  ["D1.lock", "unlocked"],
  ["D1.lock", "locked"],
  ["W1.contact", "open"],
  ["W1.contact", "closed"],
  ["PB.button", "pressed"],
  ["PB.button", "normal"],
];
const ASKS = [
  "acknowledge",
  "acknowledge",
  "unacknowledge",
  "confirm",
  "reset",
  "shelve",
  "shelve",
  "shelve-once",
  "unshelve",
  "report",
  "note",
  "take-out",
  "take-out",
  "put-back",
] as const;
const TARGETS = ["D1", "PB", "W1", "hall", "mqtt:PB"];

export type Step = {
  readonly waitS: number;
  /** `tidy`: somebody does all that there is to do; `undo`: an acknowledgement is taken back at once. */
  readonly what: "says" | "asks" | "tick" | "restart" | "tidy" | "undo";
  readonly pick: number;
  readonly who: string;
  readonly second: string | undefined;
  readonly about: number;
  readonly minutes: number;
};

/** Histories that begin with a few things that are said. */
export const histories = (most: number): fc.Arbitrary<readonly Step[]> =>
  fc
    .tuple(
      fc.array(stepOf(["says"]), { minLength: 1, maxLength: 4 }),
      fc.array(
        stepOf([
          ...(["says", "says", "says", "says", "says", "asks", "asks", "asks", "asks"] as const),
          ...(["tick", "restart", "tidy", "undo"] as const),
        ]),
        { minLength: 4, maxLength: most },
      ),
    )
    .map(([first, rest]) => [...first, ...rest]);

const stepOf = (whats: readonly Step["what"][]): fc.Arbitrary<Step> =>
  fc.record<Step>({
    waitS: fc.constantFrom(0, 1, 4, 9, 30, 61, 61, 130, 310, 600, 1_801, 7_201),
    what: fc.constantFrom(...whats),
    pick: fc.nat(999),
    who: fc.constantFrom("G1", "M1", "M1", "M1", "H1", "A1", "F1", "F1", "C1", "somebody"),
    second: fc.constantFrom(undefined, undefined, "A1", "P1", "F1", "nobody"),
    about: fc.nat(999),
    minutes: fc.constantFrom(1, 5, 25, 120),
  });

/**
 * What a step puts into an engine, in order.
 *
 * @param ids  of alerts that people may ask about, the likeliest last
 */
export const inputsOf = (
  step: Step,
  engine: Engine,
  ids: readonly string[],
  now: Instant,
): readonly Input[] => {
  const alert = ids[ids.length - 1 - (step.about % Math.max(1, Math.min(4, ids.length)))] ?? "";
  switch (step.what) {
    case "says": {
      const [point, value] = SAYS[step.pick % SAYS.length]!;
      const made = value === null ? failure(benchHall, point, now) : reading(benchHall, point, value, now);
      return [{ is: "readings", readings: [made], at: now }];
    }
    case "asks":
      return [commandOf(step, alert, now)];
    case "undo":
      return [
        { is: "acknowledge", alert, by: "M1", note: "", at: now },
        { is: "unacknowledge", alert, by: "M1", at: now },
      ];
    case "tidy":
      return [
        { is: "tick", at: now },
        ...engine.openAlerts().flatMap(({ id, fact }) => (fact === "blind" ? [] : tidied(id, now))),
      ];
    default:
      return [{ is: "tick", at: now }];
  }
};

const tidied = (alert: string, at: Instant): readonly AlertCommand[] => [
  { is: "report", alert, by: "M1", receiver: "branch", cause: "a drill", at },
  { is: "reset", alert, by: "A1", note: "looked", at },
  { is: "confirm", alert, by: "A1", note: "done", at },
];

const commandOf = (step: Step, alert: string, at: Instant): AlertCommand | ServiceCommand => {
  const is = ASKS[step.pick % ASKS.length]!;
  const asked = { by: step.who, at };
  const about = { ...asked, alert };
  const target = TARGETS[step.about % TARGETS.length]!;
  const until = after(at, minutes(step.minutes));
  const shelf = { ...about, is: "shelve", until, reason: "cleaning" } as const;
  switch (is) {
    case "acknowledge":
    case "confirm":
    case "reset":
    case "note":
      return { ...about, is, note: "seen" };
    case "shelve":
      return { ...shelf, shelf: "timed" };
    case "shelve-once":
      return { ...shelf, shelf: "one-shot" };
    case "report":
      return { ...about, is, receiver: "branch", cause: "unknown yet" };
    case "take-out": {
      const second = step.second === undefined ? {} : { second: step.second };
      return { ...asked, is, target, order: "WO", until, compensation: "fire watch", ...second };
    }
    case "put-back":
      return { ...asked, is, target };
    default:
      return { ...about, is };
  }
};
