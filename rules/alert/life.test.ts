import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Instant, instant, minutes } from "../time/instant.ts";
import { acknowledge } from "./acknowledge.ts";
import { type Alert, alertLabel, type Transition } from "./alert.ts";
import { amend } from "./amend.ts";
import { blind, clear, type Finding, join, leave, raise, see, waste } from "./life.ts";

const at = (minute: number): Instant => instant(Date.UTC(2025, 6, 8, 9, minute));
const subject = {
  site: "site-a",
  fact: "light-on",
  target: "modbus:plant/3",
  targetName: { zh: "灯", en: "light" },
  zone: "hall",
};
const finding = (rule: string, priority: 1 | 2 | 3 | 4 = 4, minute = 0): Finding => ({
  rule,
  clauses: [rule.toUpperCase()],
  title: { zh: rule, en: rule },
  level: "violation",
  priority,
  steps: [],
  since: at(minute),
  gap: 0,
  tell: [],
  escalate: null,
});
const raised = (): Alert => raise(subject, finding("ty"), [], at(5)).alert;
const last = (transitions: readonly Transition[]): Alert => transitions.at(-1)?.alert as Alert;

test("an alert's id says what it is, and raising it twice gives the same", () => {
  expect(raised().id).toBe("site-a.light-on.modbus-plant-3.20250708T090500000Z");
  expect(raised()).toEqual(raised());
});

describe("a second rule that finds the same fact", () => {
  test("adds its clause and leaves the person's acknowledgement alone", () => {
    const seen = last(acknowledge(raised(), { by: "G1", note: "", at: at(6) }) as Transition[]);
    const [{ event, alert }] = join(seen, finding("ga"), [], at(15)) as [Transition];
    expect(event).toEqual({ is: "joined", alert: seen.id, at: at(15), clause: "GA" });
    expect([alert.clauses.map(({ clause }) => clause), alert.acknowledgement?.by]).toEqual([
      ["TY", "GA"],
      "G1",
    ]);
  });

  test("that is more urgent gives the alert its title and priority", () => {
    expect(last(join(raised(), finding("fire", 1), [], at(15)))).toMatchObject({
      priority: 1,
      title: { en: "fire" },
    });
  });

  test("may leave again: its clause ends, the alert does not", () => {
    const { event, alert } = leave(
      last(join(raised(), finding("ga"), [], at(15))),
      "ga",
      at(20),
      "out-of-force",
    );
    expect(event).toMatchObject({ is: "left", clause: "GA", why: "out-of-force" });
    expect(alert.clauses.map(({ clause, until }) => [clause, until])).toEqual([
      ["TY", null],
      ["GA", at(20)],
    ]);
  });
});

test("whatever happens, an alert is closed only when it is clear and a person has seen it", () => {
  const actions = {
    blind: (alert: Alert, when: Instant) => [blind(alert, [], when)],
    see: (alert: Alert, when: Instant) => [see(alert, [], when)],
    clear: (alert: Alert, when: Instant) => clear(alert, "ty", [], when, "condition-ended"),
    join: (alert: Alert, when: Instant) => join(alert, finding("ty", 4, 1), [], when),
    acknowledge: (alert: Alert, when: Instant) => acknowledge(alert, { by: "G1", note: "", at: when }),
  };
  type Action = keyof typeof actions;
  /** The engine blinds and shows only what has not cleared. */
  const possible = (alert: Alert, action: Action): boolean =>
    alert.closedAt === null &&
    (action === "join" ||
      action === "acknowledge" ||
      (action === "see"
        ? alert.condition === "unknown"
        : action === "blind"
          ? alert.condition === "active"
          : alert.condition !== "clear"));
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom<Action>("blind", "see", "clear", "join", "acknowledge"), { maxLength: 40 }),
      steps => {
        let alert = raised();
        let hasPersonSeenIt = false;
        for (const [index, action] of steps.entries()) {
          if (!possible(alert, action)) continue;
          const result = actions[action](alert, at(10 + index));
          if ("is" in result) continue;
          if (action === "acknowledge") hasPersonSeenIt = true;
          if (action === "join" && alert.condition === "clear") hasPersonSeenIt = false;
          alert = last(result);
          expect(alert.closedAt !== null).toBe(alert.condition === "clear" && hasPersonSeenIt);
          expect(alertLabel(alert) === "closed").toBe(alert.closedAt !== null);
        }
      },
    ),
    { numRuns: 2000, seed: 3 },
  );
});

describe("who is told", () => {
  const told = (alert: Alert) => alert.told.map(({ role }) => role);
  const named = (rule: string, tell: Finding["tell"]): Finding => ({
    ...finding(rule),
    tell,
    escalate: minutes(30),
  });

  test("is everybody whom the rule names, and the trail says so", () => {
    const { event, alert } = raise(subject, named("ty", ["guard", "facilities"]), [], at(5));
    expect(event.told).toEqual(["guard", "facilities"]);
    expect([told(alert), alert.escalation.dueAt]).toEqual([["guard", "facilities"], at(35)]);
  });

  test("is nobody twice: a second rule adds only those who do not know yet", () => {
    const { alert } = raise(subject, named("ty", ["guard"]), [], at(5));
    const [joined] = join(alert, named("ga", ["guard", "duty-manager"]), [], at(15)) as [Transition];
    expect(joined.event.told).toEqual(["duty-manager"]);
    expect([told(joined.alert), joined.alert.tell]).toEqual([
      ["guard", "duty-manager"],
      ["guard", "duty-manager"],
    ]);
    expect(joined.alert.escalation.dueAt).toEqual(at(35));
  });

  test("is nobody else once a person has acknowledged it", () => {
    const { alert } = raise(subject, named("ty", ["guard"]), [], at(5));
    const seen = last(acknowledge(alert, { by: "G1", note: "", at: at(6) }) as Transition[]);
    expect(seen.escalation.dueAt).toBeNull();
    expect(
      last(join(seen, { ...named("ga", ["guard"]), escalate: minutes(2) }, [], at(15))).escalation.dueAt,
    ).toBeNull();
  });
});

describe("energy that a fact wastes", () => {
  const of = (alert: Alert) => [
    alert.wastedWh,
    ...alert.clauses.map(({ clause, wastedWh }) => [clause, wastedWh]),
  ];

  test("is booked to each clause since its own beginning, and to the alert once", () => {
    const both = last(join(raised(), finding("ga"), [], at(15)));
    expect(of(waste(waste(both, "ty", 57), "ga", 20))).toEqual([57, ["TY", 57], ["GA", 20]]);
    expect(of(waste(waste(both, "ty", 57), "ty", 57))).toEqual([57, ["TY", 57], ["GA", null]]);
  });

  test("of a fact that comes back in the same episode adds up", () => {
    const cleared = last(clear(waste(raised(), "ty", 57), "ty", [], at(20), "condition-ended"));
    const again = last(join(cleared, finding("ty", 4, 30), [], at(35)));
    expect(of(waste(again, "ty", 10))).toEqual([67, ["TY", 67]]);
  });
});

describe("what late data tell", () => {
  const late: Finding = { ...finding("ty"), tell: ["guard"], escalate: minutes(30), learnedAt: at(50) };

  test("is found at its own time, and told to people when it is learned", () => {
    const { event, alert } = raise(subject, late, [], at(5));
    expect(event).toMatchObject({ is: "raised", at: at(5), learnedAt: at(50) });
    expect(alert).toMatchObject({
      openedAt: at(5),
      isLate: true,
      told: [{ role: "guard", at: at(50) }],
      escalation: { dueAt: at(80) },
    });
  });

  test("may be that what has cleared was over earlier: its clauses end earlier and keep the energy until then", () => {
    const [cleared] = clear(waste(raised(), "ty", 100), "ty", [], at(30), "condition-ended") as [Transition];
    const { event, alert } = amend(cleared.alert, at(20), new Map([["ty", 57]]), "condition-ended");
    expect(event).toMatchObject({ is: "cleared", at: at(20) });
    expect(alert).toMatchObject({
      clearedAt: at(20),
      wastedWh: 57,
      clauses: [{ clause: "TY", until: at(20), wastedWh: 57 }],
    });
  });
});

test("what is closed cannot be acknowledged, and what is acknowledged is not acknowledged again", () => {
  const seen = last(acknowledge(raised(), { by: "王伟", note: "", at: at(6) }) as Transition[]);
  const closed = last(clear(seen, "ty", [], at(7), "condition-ended"));
  expect(acknowledge(closed, { by: "G1", note: "", at: at(8) })).toEqual({
    is: "refused",
    why: "already closed",
  });
  expect(acknowledge(seen, { by: "G1", note: "", at: at(8) })).toEqual({
    is: "refused",
    why: "already acknowledged by 王伟 at 2025-07-08T09:06:00.000Z",
  });
});
