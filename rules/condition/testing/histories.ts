import fc from "fast-check";
import { type Instant, instant, millis } from "../../time/instant.ts";
import type { Gauge, GaugeName, GaugeSpec } from "../gauge.ts";
import { gaugeOf } from "../gauge-of.ts";
import type { Change, Edge, Past } from "./reference.ts";

/** One thing that happens to a gauge, `wait` milliseconds after the one before. */
export type Step = { readonly wait: number; readonly does: Deed };
export type Deed =
  | { readonly is: "value"; readonly value: number }
  | { readonly is: "unknown" }
  /** An edge is told that was so long ago. */
  | { readonly is: "edge"; readonly ago: number }
  | { readonly is: "clock"; readonly by: number }
  | { readonly is: "restart" }
  | { readonly is: "look" };

/** Where a history begins: no multiple of any slice. */
export const START = 1_751_932_807_123;

const VALUES = [-2, 0, 0.1, 1, 2, 3.3, 26.1, 100];

const deed = (value: fc.Arbitrary<number>): fc.Arbitrary<Deed> =>
  fc.oneof(
    { weight: 10, arbitrary: value.map(value => ({ is: "value" as const, value })) },
    { weight: 3, arbitrary: fc.constant({ is: "unknown" as const }) },
    {
      weight: 2,
      arbitrary: fc
        .oneof(fc.constant(0), fc.integer({ min: 0, max: 400 }))
        .map(ago => ({ is: "edge" as const, ago })),
    },
    {
      weight: 1,
      arbitrary: fc.integer({ min: -2_000, max: 2_000 }).map(by => ({ is: "clock" as const, by })),
    },
    { weight: 2, arbitrary: fc.constant({ is: "restart" as const }) },
    { weight: 4, arbitrary: fc.constant({ is: "look" as const }) },
  );

/** Steps for a function: short waits, waits of many windows, several steps at one moment. */
export const stepsFor = (fn: GaugeName): fc.Arbitrary<readonly Step[]> => {
  const value = fn === "time_in" ? fc.constantFrom(0, 1) : fc.constantFrom(...VALUES);
  const wait = fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 600 }) },
    { weight: 1, arbitrary: fc.integer({ min: 1_000, max: 20_000 }) },
  );
  return fc.array(fc.record<Step>({ wait, does: deed(value) }), { minLength: 1, maxLength: 40, size: "max" });
};

const NO_WINDOW: readonly GaugeName[] = ["since_change", "age"];
const WINDOW = ["average", "min", "max", "rise", "fall", "rate", "time_in", "changes", "energy"] as const;

const window = (fn: GaugeName): fc.Arbitrary<GaugeSpec["window"]> =>
  NO_WINDOW.includes(fn)
    ? fc.constant({ is: "none" as const })
    : fc.oneof(
        {
          weight: 3,
          arbitrary: fc
            .oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 200, max: 3_000 }))
            .map(length => ({ is: "length" as const, length: millis(length) })),
        },
        { weight: 2, arbitrary: fc.constant({ is: "since" as const }) },
      );

/** Thresholds about where the values come to lie, exact ones among them. */
const threshold = (fn: GaugeName): fc.Arbitrary<number> =>
  fn === "energy"
    ? fc.oneof(
        fc.constantFrom(0, 1, 2, 3.3).map(kwh => kwh / 3_600_000),
        fc.integer({ min: -40, max: 400 }).map(n => n * 2.5e-7),
      )
    : fc.oneof(fc.integer({ min: 0, max: 1_500 }), fc.constantFrom(0.5, 100.25));

const specOf = (fn: GaugeName): fc.Arbitrary<GaugeSpec> =>
  fc.record<GaugeSpec>({
    fn: fc.constant(fn),
    window: window(fn),
    isCounter: fn === "energy" ? fc.boolean() : fc.constant(false),
    thresholds: fc.array(threshold(fn), { maxLength: 3 }),
  });

/** A function of any kind and what happens to it. */
export type Trial = { readonly spec: GaugeSpec; readonly steps: readonly Step[] };
export const trial: fc.Arbitrary<Trial> = fc
  .constantFrom(...WINDOW, ...NO_WINDOW)
  .chain(fn => fc.record({ spec: specOf(fn), steps: stepsFor(fn) }));

/** Plays steps to a gauge, and keeps a list of all that happened. */
export class Player {
  readonly #spec: GaugeSpec;
  gauge: Gauge;
  now: Instant = instant(START);
  #changes: Change[] = [];
  #edges: Edge[] = [];
  #moved = 0;

  constructor(spec: GaugeSpec) {
    this.#spec = spec;
    this.gauge = gaugeOf(spec);
  }

  get past(): Past {
    return { changes: this.#changes, edges: this.#edges, moved: this.#moved };
  }

  play({ wait, does }: Step): void {
    this.now = instant(this.now + wait);
    switch (does.is) {
      case "value":
        this.#take(this.#spec.fn === "age" ? this.now - does.value * 10 : does.value);
        break;
      case "unknown":
        this.#take(Number.NaN);
        break;
      case "edge":
        this.gauge.restartAt(instant(this.now - does.ago));
        this.#edges.push({ at: this.now - does.ago, told: this.#changes.length });
        break;
      case "clock":
        this.#move(does.by);
        break;
      case "restart":
        this.#restart();
        break;
      case "look":
        break;
      default:
        does satisfies never;
    }
  }

  #restart(): void {
    const saved: unknown = JSON.parse(JSON.stringify(this.gauge.save()));
    this.gauge = gaugeOf(this.#spec);
    if (!this.gauge.restore(saved)) throw new Error("what a gauge saved cannot be restored");
  }

  #take(value: number): void {
    this.gauge.take(value, this.now);
    this.#changes.push({ at: this.now, value });
  }

  #move(by: number): void {
    this.gauge.move(millis(by));
    this.now = instant(this.now + by);
    this.#moved += by;
    const isAge = this.#spec.fn === "age";
    this.#changes = this.#changes.map(({ at, value }) => ({
      at: at + by,
      value: isAge ? value + by : value,
    }));
    this.#edges = this.#edges.map(({ at, told }) => ({ at: at + by, told }));
  }
}
