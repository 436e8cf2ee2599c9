import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Instant, instant, minutes, seconds } from "../time/instant.ts";
import { CLEAR, due, type Hold, type HoldPlan, hold, moved, type Verdict } from "./hold.ts";

const at = (clock: string): Instant => instant(Date.parse(`2025-07-08T${clock}:00Z`));
const tenMinutes: HoldPlan = { length: minutes(10), gap: "pause" };
const play = (steps: readonly (readonly [string, Verdict])[], plan = tenMinutes): Hold[] => {
  let state: Hold = CLEAR;
  return steps.map(([clock, verdict]) => (state = hold(state, verdict, at(clock), plan)));
};
const words = (steps: readonly (readonly [string, Verdict])[], plan = tenMinutes) =>
  play(steps, plan).map(s => s.is);

describe("a condition must hold for ten minutes before it counts", () => {
  test("it is found at exactly ten minutes, not a moment earlier", () => {
    expect(
      words([
        ["09:00", "yes"],
        ["09:09", "yes"],
        ["09:10", "yes"],
      ]),
    ).toEqual(["pending", "pending", "held"]);
  });

  test("a pause in between starts the count anew", () => {
    expect(
      words([
        ["09:00", "yes"],
        ["09:05", "no"],
        ["09:06", "yes"],
        ["09:15", "yes"],
        ["09:16", "yes"],
      ]),
    ).toEqual(["pending", "clear", "pending", "pending", "held"]);
  });

  test("what is not known never starts a count", () => {
    expect(
      words([
        ["09:00", "unknown"],
        ["09:30", "unknown"],
      ]),
    ).toEqual(["clear", "clear"]);
  });

  test("what is not known never ends a finding", () => {
    expect(
      words([
        ["09:00", "yes"],
        ["09:10", "yes"],
        ["09:20", "unknown"],
        ["11:00", "unknown"],
        ["11:01", "yes"],
        ["11:02", "no"],
      ]),
    ).toEqual(["pending", "held", "lost", "lost", "held", "clear"]);
  });

  test("what is held stays held while it goes on, and lost while nothing is known", () => {
    const [first, again, lost, still, back] = play([
      ["09:00", "yes"],
      ["09:10", "yes"],
      ["09:20", "unknown"],
      ["09:25", "unknown"],
      ["09:30", "yes"],
    ]);
    expect([first?.is, again, lost, still, back]).toEqual([
      "pending",
      { is: "held", since: at("09:00"), gap: 0 },
      { is: "lost", since: at("09:00"), gap: 0, from: at("09:20") },
      { is: "lost", since: at("09:00"), gap: 0, from: at("09:20") },
      { is: "held", since: at("09:00"), gap: 0 },
    ]);
  });

  test("it is still held when it is looked at again", () => {
    expect(
      words([
        ["09:00", "yes"],
        ["09:10", "yes"],
        ["09:11", "yes"],
      ]),
    ).toEqual(["pending", "held", "held"]);
  });

  test("no length at all means found at once", () => {
    expect(words([["09:00", "yes"]], { length: minutes(0), gap: "pause" })).toEqual(["held"]);
  });
});

describe("a stretch without evidence", () => {
  const blind = [
    ["09:00", "yes"],
    ["09:04", "unknown"],
    ["09:09", "yes"],
  ] as const;

  test("does not count, when the rule says pause", () => {
    const state = play(blind).at(-1) as Hold;
    expect(state).toEqual({ is: "pending", since: at("09:00"), gap: minutes(5) });
    expect(due(state, tenMinutes)).toBe(at("09:15"));
  });

  test("goes on being one until something is known", () => {
    expect(
      play([
        ["09:00", "yes"],
        ["09:04", "unknown"],
        ["09:20", "unknown"],
      ]).at(-1),
    ).toEqual({ is: "blind", since: at("09:00"), gap: 0, from: at("09:04") });
  });

  test("starts the count anew, when the rule says reset", () => {
    expect(play(blind, { ...tenMinutes, gap: "reset" }).at(-1)).toEqual({
      is: "pending",
      since: at("09:09"),
      gap: 0,
    });
  });

  test("counts as if covered, when the rule says continue", () => {
    expect(play(blind, { ...tenMinutes, gap: "continue" }).at(-1)).toEqual({
      is: "pending",
      since: at("09:00"),
      gap: 0,
    });
  });

  test("is added up when there are several", () => {
    const twice = [...blind, ["09:10", "unknown"], ["09:12", "yes"]] as const;
    expect(due(play(twice).at(-1) as Hold, tenMinutes)).toBe(at("09:17"));
  });
});

test("a hold on a clock that was moved has lasted no more and no less", () => {
  const [pending, gone, held, lost] = play([
    ["09:00", "yes"],
    ["09:04", "unknown"],
    ["09:05", "yes"],
    ["09:11", "yes"],
    ["09:12", "unknown"],
  ]).filter((_, index) => index !== 2);
  expect([CLEAR, pending, gone, held, lost].map(each => moved(each as Hold, minutes(60)))).toEqual([
    CLEAR,
    { is: "pending", since: at("10:00"), gap: 0 },
    { is: "blind", since: at("10:00"), gap: 0, from: at("10:04") },
    { is: "held", since: at("10:00"), gap: minutes(1) },
    { is: "lost", since: at("10:00"), gap: minutes(1), from: at("10:12") },
  ]);
});

test("whatever happens: only good evidence finds, and a finding needs the whole length of it", () => {
  const history = fc.array(
    fc.record({
      wait: fc.integer({ min: 1, max: 900 }),
      verdict: fc.constantFrom<Verdict>("yes", "no", "unknown"),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(history, steps => {
      let state: Hold = CLEAR;
      let now = at("00:00");
      let verdict: Verdict = "no";
      let covered = 0;
      for (const step of steps) {
        // The engine never lets a due moment pass unseen; neither does this reference.
        const dueAt = due(state, tenMinutes);
        const next = instant(now + seconds(step.wait));
        if (dueAt !== null && dueAt <= next) state = hold(state, "yes", dueAt, tenMinutes);
        if (verdict === "yes") covered += next - now;
        now = next;
        verdict = step.verdict;
        if (verdict === "no") covered = 0;
        const found = state.is === "held" || state.is === "lost";
        if (!found && verdict !== "no") expect(covered).toBeLessThan(minutes(10));
        state = hold(state, verdict, now, tenMinutes);
        if (state.is === "held" && !found) expect(covered).toBeGreaterThanOrEqual(minutes(10));
        if (found && verdict === "unknown") expect(state.is).toBe("lost");
      }
    }),
    { numRuns: 2000, seed: 11 },
  );
});
