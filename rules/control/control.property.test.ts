import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Hall } from "../routine/clerk.ts";
import type { Control } from "../site/control-plan.ts";
import type { Site } from "../site/model.ts";
import { hours, instant, seconds } from "../time/instant.ts";
import type { ControlOrder } from "./order.ts";
import { at, Bench, switched } from "./testing/bench.ts";
import { type Heard, wrongWithProof, wrongWithSent } from "./testing/laws.ts";

/** Its rates are low, so that they are met. */
const site = switched(text =>
  text.replace("rate: 4 in 1 h", "rate: 2 in 1 h").replace("rate: 6 in 1 h", "rate: 2 in 1 h"),
);
const START = at("2025-07-08 18:00:00");
const POINTS = ["L-hall.command", "L-off1.command"] as const;
const PEOPLE = ["G1", "M1", "E1", "X9"] as const;
const SAYS: readonly (readonly [point: string, values: readonly number[]])[] = [
  ["L-hall.power", [0, 5, 420, 1200]],
  ["L-off1.power", [0, 400]],
  ["L-hall.command", [0, 1]],
  ["L-off1.command", [0, 1]],
  ["hall.occupancy", [0, 0, 0, 2]],
  ["off1.occupied", [0, 0, 1]],
];
const MEASURED = SAYS.map(([point]) => point);

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      is: fc.constant("hear" as const),
      which: fc.nat(SAYS.length - 1),
      value: fc.nat(3),
      ago: fc.constantFrom(0, 0, 0, 2, 30, 300),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant("lose" as const),
      point: fc.constantFrom(...MEASURED),
      state: fc.constantFrom("stale" as const, "bad" as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constant("order" as const),
      point: fc.constantFrom(...POINTS),
      to: fc.constantFrom("off", "on"),
      by: fc.constantFrom(...PEOPLE),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      is: fc.constant("answer" as const),
      which: fc.nat(20),
      outcome: fc.constantFrom("done" as const, "done" as const, "refused" as const, "unknown" as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ is: fc.constant("pass" as const), seconds: fc.constantFrom(1, 5, 20, 61, 600) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ is: fc.constant("sleep" as const), seconds: fc.constantFrom(1, 61, 3_700) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant("cue" as const),
      target: fc.constantFrom("L-hall", "L-off1"),
      rule: fc.constantFrom("light-after-closing", "tidy"),
      isOn: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constantFrom("approve" as const, "withdraw" as const, "undo" as const),
      which: fc.nat(20),
      by: fc.constantFrom(...PEOPLE),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant("service" as const),
      target: fc.constantFrom("L-hall", "L-off1"),
      by: fc.constantFrom("G1", "F1"),
      isOut: fc.boolean(),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** How the clerk is deceived, to see that the laws would catch it; nothing: it is not. */
type Broken = { readonly seen?: (hall: Hall) => Hall; readonly site?: Site };

/** Plays a history and says everything that went against the laws. */
const play = (
  steps: readonly Step[],
  isRestarted: boolean,
  { seen, site: shown = site }: Broken = {},
  look: (order: ControlOrder) => void = () => undefined,
): readonly string[] => {
  const bench = new Bench(shown, START, { isRestarted, ...(seen && { seen }) });
  const heard: Heard[] = [];
  const lost = new Set<string>();
  const wrong: string[] = [];
  let judged = 0;
  const proved = new Set<string>();
  const judge = () => {
    for (; judged < bench.sent.length; judged++)
      wrong.push(...wrongWithSent(bench.sent[judged]!, bench, site, { heard, lost }));
    for (const order of bench.orders()) {
      look(order);
      if (order.state === "proved" && !proved.has(order.id)) {
        proved.add(order.id);
        wrong.push(...wrongWithProof(order, site, { heard, lost }));
      }
    }
  };
  for (const each of steps) {
    // No two things happen at one moment, so that it is clear which came first.
    bench.pass(1);
    const orders = bench.orders();
    switch (each.is) {
      case "hear": {
        const [point, values] = SAYS[each.which]!;
        const value = values[each.value % values.length]!;
        const measuredAt = instant(bench.now - seconds(each.ago));
        const newest = Math.max(
          ...heard.filter(({ point: other }) => other === point).map(({ measuredAt: when }) => when),
          0,
        );
        heard.push({ point, value, measuredAt, heardAt: bench.now });
        if (measuredAt >= newest) lost.delete(point);
        bench.hear(point, value, seconds(each.ago));
        break;
      }
      case "lose":
        lost.add(each.point);
        bench.lose(each.point, each.state);
        break;
      case "order":
        bench.ask({ is: "order-control", by: each.by, point: each.point, to: each.to, why: "" });
        break;
      case "answer": {
        const waiting = orders.filter(({ state }) => state === "sending");
        const order = waiting[each.which % waiting.length] ?? orders[each.which % orders.length];
        if (order) bench.answer(order.id, each.outcome);
        break;
      }
      case "pass":
        bench.pass(seconds(each.seconds));
        break;
      case "sleep":
        bench.sleep(seconds(each.seconds));
        break;
      case "cue":
        bench.cue(each.rule, each.target, "off", each.isOn);
        break;
      case "approve":
      case "withdraw":
      case "undo": {
        const fitting = orders.filter(({ state }) =>
          each.is === "undo" ? state === "proved" : state === "proposed",
        );
        const order = fitting[each.which % fitting.length] ?? orders[each.which % orders.length];
        if (order) bench.ask({ is: `${each.is}-control`, control: order.id, by: each.by, why: "" });
        break;
      }
      case "service": {
        const out = {
          order: "W-1",
          by: each.by,
          compensation: "",
          at: bench.now,
          until: instant(bench.now + hours(9)),
        };
        if (each.isOut) bench.services.set(each.target, out);
        else bench.services.delete(each.target);
        break;
      }
      default:
        each satisfies never;
    }
    judge();
  }
  return wrong;
};

const histories = fc.array(step, { minLength: 20, maxLength: 80 });
const RUNS = { numRuns: 1_500, seed: 20_250_708 } as const;

/** All that goes against the laws in many histories. */
const wrongIn = (broken: Broken): ReadonlySet<string> =>
  new Set(
    fc.sample(histories, { numRuns: 400, seed: RUNS.seed }).flatMap(steps => play(steps, false, broken)),
  );

const controlsWith = (change: (control: Control) => Control): Site => ({
  ...site,
  controls: {
    isEnabled: true,
    automations: site.controls?.automations ?? [],
    controls: Object.fromEntries(
      Object.entries(site.controls?.controls ?? {}).map(([id, control]) => [id, change(control)]),
    ),
  },
});

describe("whatever people order, devices say and gateways restart", () => {
  it("nothing goes out that the site file forbids, and nothing is proved but by a fresh reading of another point", () => {
    fc.assert(
      fc.property(histories, fc.boolean(), (steps, isRestarted) => {
        expect(play(steps, isRestarted)).toEqual([]);
      }),
      RUNS,
    );
  });

  it("these histories meet every part of its life", () => {
    const met = new Set<string>();
    for (const steps of fc.sample(histories, { numRuns: 400, seed: RUNS.seed }))
      play(steps, false, {}, order => {
        met.add(order.state);
        if (order.undoes !== null) met.add("undoing");
        if (order.rule !== null && order.state === "proved") met.add("by itself");
        if (order.attempts.length > 1) met.add("again");
      });
    expect([...met].toSorted()).toEqual([
      "again",
      "by itself",
      "failed",
      "proposed",
      "proved",
      "refused",
      "sending",
      "sent",
      "undoing",
      "withdrawn",
    ]);
  });
});

describe("a clerk that is deceived goes against them", () => {
  it.each<readonly [string, string, Broken]>([
    ["about interlocks", "interlock", { site: controlsWith(control => ({ ...control, interlocks: [] })) }],
    [
      "about the rate",
      "rate",
      { site: controlsWith(control => ({ ...control, rate: { count: 99, within: control.rate.within } })) },
    ],
    ["about how often it may try", "tries", { site: controlsWith(control => ({ ...control, tries: 5 })) }],
    [
      "about what is allowed",
      "value",
      {
        site: controlsWith(control => ({
          ...control,
          allow: { is: "words", words: [0, 1] },
          proofs: control.proofs.map(proof => ({ ...proof, of: null })),
        })),
      },
    ],
    [
      "about roles",
      "role",
      { site: controlsWith(control => ({ ...control, roles: ["guard", "duty-manager", "staff"] })) },
    ],
    ["about who works on it", "service", { seen: hall => ({ ...hall, services: () => [] }) }],
    [
      "about what is good",
      "interlock",
      {
        seen: hall => ({ ...hall, signalOf: point => ({ ...hall.signalOf(point), state: "good" as const }) }),
      },
    ],
    [
      "about what proves it",
      "another point",
      {
        site: controlsWith(control => ({
          ...control,
          proofs: control.proofs.map(proof => ({ ...proof, check: { ...proof.check, point: 4 } })),
        })),
      },
    ],
    ["about when the gateway ran", "nobody ran", { seen: hall => ({ ...hall, startedAt: START }) }],
    [
      "about when something was measured",
      "never heard",
      { seen: hall => ({ ...hall, signalOf: point => ({ ...hall.signalOf(point), at: hall.now }) }) },
    ],
  ])("%s", (_, law, broken) => {
    expect([...wrongIn(broken)]).toContain(law);
  });
});
