import { describe, expect, test } from "vitest";
import { at, hall } from "../engine/testing/hall.ts";
import type { Signal, SignalState } from "../reading/signal.ts";
import type { Site } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import { closingCheck } from "./check.ts";

const site = hall(
  {
    D1: ["door", "hall", "contact", "lock"],
    D2: ["door", "hall", "contact"],
    W1: ["window", "hall", "contact"],
    L1: ["light-circuit", "hall", "power"],
    L2: ["light-circuit", "hall", "state"],
    AC: ["air-conditioner", "hall", "mode"],
    PC: ["power-circuit", "hall", "power"],
    SEC: ["power-circuit", "hall", "power"],
    M: ["meter", "hall", "power"],
  },
  { hall: [] },
);
const guarded: Site = {
  ...site,
  equipment: site.equipment.map(each => (each.id === "SEC" ? { ...each, alwaysOn: true } : each)),
};

/** Everything closed, locked and off at 17:40, but for what the test says. */
const shut: Readonly<Record<string, number>> = {
  "D1.contact": 0,
  "D1.lock": 0,
  "D2.contact": 0,
  "W1.contact": 0,
  "L1.power": 0,
  "L2.state": 0,
  "AC.mode": 0,
  "PC.power": 1,
  "SEC.power": 90,
};

type Told = {
  readonly value?: number;
  readonly when?: Instant;
  readonly state?: SignalState;
  readonly reason?: string;
};

const verdicts = (differ: Readonly<Record<string, Told>> = {}, clock = "17:45"): Record<string, string> => {
  const signalOf = (index: number): Signal => {
    const id = guarded.points[index]?.id ?? "";
    const { value = shut[id] ?? Number.NaN, when = at("17:40"), state = "good", reason } = differ[id] ?? {};
    return { point: id, state, value, at: when, since: when, ...(reason !== undefined && { reason }) };
  };
  const { items } = closingCheck(guarded, signalOf, guarded.calendar.phaseAt(at(clock)));
  return Object.fromEntries(
    items.map(({ id, verdict, why }) => [id, `${verdict}: ${why.en}`.replace(/^pass: $/, "pass")]),
  );
};

describe("the closing check", () => {
  test("passes what was seen closed, locked and off after closing; a door without a lock sensor cannot be confirmed", () => {
    expect(verdicts()).toEqual({
      D1: "pass",
      D2: "unknown: no lock sensor",
      W1: "pass",
      L1: "pass",
      L2: "pass",
      AC: "pass",
      PC: "pass",
      SEC: "pass",
    });
  });

  test.each<[string, Record<string, Told>, string, string]>([
    ["an unlocked door", { "D1.lock": { value: 1 } }, "D1", "fail: not locked"],
    ["a jammed lock", { "D1.lock": { value: 2 } }, "D1", "fail: not locked"],
    [
      "a bolt thrown in the air: locked, but the door stands open",
      { "D1.contact": { value: 1 } },
      "D1",
      "fail: not closed",
    ],
    ["a light that still draws power", { "L1.power": { value: 10 } }, "L1", "fail: still on"],
    ["an air-conditioner that cools on", { "AC.mode": { value: 2 } }, "AC", "fail: still on"],
    ["a security circuit without power", { "SEC.power": { value: 0 } }, "SEC", "fail: has no power"],
    [
      "a door that fell silent while locked",
      { "D1.lock": { state: "stale" } },
      "D1",
      "unknown: D1 lock: silent",
    ],
    [
      "a door never heard from",
      { "D1.lock": { state: "never" } },
      "D1",
      "unknown: D1 lock: never heard from",
    ],
    [
      "a device that fails, with its reason",
      { "L1.power": { state: "bad", reason: "no answer in 1 s" } },
      "L1",
      "unknown: L1 power: no answer in 1 s",
    ],
    [
      "a good value from before closing",
      { "D1.lock": { when: at("17:29") } },
      "D1",
      "unknown: D1 lock: nothing measured since closing",
    ],
    [
      "what is known to be wrong, whatever else is missing",
      { "D1.lock": { state: "stale" }, "D1.contact": { value: 1 } },
      "D1",
      "fail: not closed",
    ],
    [
      "a value measured at the very moment of closing",
      { "D1.lock": { when: at("17:30") }, "D1.contact": { when: at("17:30") } },
      "D1",
      "pass",
    ],
  ])("%s", (_name, differ, item, expected) => expect(verdicts(differ)[item]).toBe(expected));

  test("is a preview while the hall is open: what counts then is what is seen now", () => {
    const early = { "D1.lock": { when: at("15:00") }, "D1.contact": { when: at("15:00") } };
    expect(
      closingCheck(
        guarded,
        _index => ({ point: "", state: "good", value: 0, at: at("15:00"), since: at("15:00") }),
        guarded.calendar.phaseAt(at("15:01")),
      ).since,
    ).toBeNull();
    expect(verdicts(early, "15:01").D1).toBe("pass");
  });
});
