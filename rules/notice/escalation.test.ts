import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acknowledge } from "../alert/acknowledge.ts";
import type { Alert } from "../alert/alert.ts";
import { clear, type Finding, join, raise } from "../alert/life.ts";
import { escalate } from "../alert/telling.ts";
import type { Role } from "../site/model.ts";
import { ROLES } from "../site/roles.ts";
import { type Instant, instant, type Millis, minutes } from "../time/instant.ts";
import { nextTelling, usualEscalation } from "./escalation.ts";

const at = (minute: number): Instant => instant(Date.UTC(2025, 6, 8, 9, minute));
const subject = {
  site: "site-a",
  fact: "door-unlocked",
  target: "D3",
  targetName: { zh: "门", en: "door" },
  zone: "hall",
};
const finding = (tell: readonly Role[], every: Millis | null = minutes(5), isFire = false): Finding => ({
  rule: "r",
  clauses: ["C"],
  title: { zh: "r", en: "r" },
  level: "violation",
  priority: 2,
  steps: [],
  since: at(0),
  gap: 0,
  tell,
  escalate: every,
  isFire,
});
const found = (...args: Parameters<typeof finding>): Alert =>
  raise(subject, finding(...args), [], at(0)).alert;

/** All that happens to an alert that nobody acknowledges: `5 hall-director` is a role and the minute it was told. */
const climb = (start: Alert, until: Instant): string[] => {
  const steps: string[] = [];
  let alert = start;
  for (let next = nextTelling(alert); next !== null && next.dueAt <= until; next = nextTelling(alert)) {
    steps.push(`${(next.dueAt - at(0)) / minutes(1)} ${next.role}`);
    alert = escalate(alert, next.role, next.dueAt).alert;
  }
  return steps;
};

describe("an alert that nobody acknowledges", () => {
  test.each<[string, readonly Role[], boolean, string[]]>([
    [
      "climbs from the guard level by level to the top and stays there",
      ["guard"],
      false,
      ["5 duty-manager", "10 hall-director", "15 superior"],
    ],
    [
      "goes on above the highest who was told",
      ["duty-manager", "guard"],
      false,
      ["5 hall-director", "10 superior"],
    ],
    ["is not told downwards", ["hall-director"], false, ["5 superior"]],
    [
      "goes by the safety officer in matters of fire",
      ["hall-director"],
      true,
      ["5 safety-officer", "10 superior"],
    ],
    [
      "passes over a safety officer who was told from the beginning, and skips nobody for it",
      ["safety-officer"],
      true,
      ["5 duty-manager", "10 hall-director", "15 superior"],
    ],
    ["is told to nobody else when the top knows", ["superior"], false, []],
  ])("%s", (_name, tell, isFire, expected) =>
    expect(climb(found(tell, minutes(5), isFire), at(600))).toEqual(expected),
  );

  test("is never told further where the rule says so", () =>
    expect(climb(found(["guard"], null), at(600))).toEqual([]));

  test("is escalated although it has cleared, since nobody has seen it", () => {
    const [cleared] = clear(found(["guard"]), "r", [], at(1), "condition-ended");
    expect(climb((cleared as { alert: Alert }).alert, at(7))).toEqual(["5 duty-manager"]);
  });
});

test("the usual time to the next telling follows the priority; advisories and faults are never escalated", () => {
  expect(([1, 2, 3, 4] as const).map(priority => usualEscalation("violation", priority))).toEqual(
    [2, 5, 30, 30].map(minutes),
  );
  expect([usualEscalation("advisory", 1), usualEscalation("fault", 1)]).toEqual([null, null]);
});

test("a second, more urgent rule that finds the same fact brings the next telling forward", () => {
  const slow = found(["facilities"], minutes(30));
  const [joined] = join(slow, { ...finding(["guard"], minutes(5)), rule: "s" }, [], at(10));
  expect(climb((joined as { alert: Alert }).alert, at(16))).toEqual(["15 duty-manager"]);
});

test("a fact that comes and goes is escalated like one that stays", () => {
  let alert = found(["guard"]);
  for (const minute of [1, 2, 3, 4]) {
    alert = clear(alert, "r", [], at(minute), "condition-ended").at(-1)?.alert as Alert;
    alert = join(alert, finding(["guard"]), [], instant(at(minute) + 1)).at(-1)?.alert as Alert;
  }
  expect(climb(alert, at(6))).toEqual(["5 duty-manager"]);
});

describe("whatever happens to an alert", () => {
  type Step = {
    readonly wait: number;
    readonly what: "tick" | "join" | "clear" | "acknowledge";
    readonly tell: Role;
  };
  const step = fc.record<Step>({
    wait: fc.integer({ min: 1, max: 9 }),
    what: fc.constantFrom("tick", "tick", "join", "clear", "acknowledge"),
    tell: fc.constantFrom(...ROLES),
  });
  const LINE: readonly Role[] = ["duty-manager", "hall-director", "superior"];
  const FIRE: readonly Role[] = ["duty-manager", "hall-director", "safety-officer", "superior"];

  test("no level is skipped, no telling comes early, none after an acknowledgement, none above the top", () => {
    let tellings = 0;
    let acknowledged = 0;
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.constantFrom(...ROLES),
        fc.array(step, { maxLength: 60 }),
        (isFire, first, steps) => {
          let alert = found([first], minutes(5), isFire);
          let now = at(0);
          let last = now;
          for (const { wait, what, tell } of steps) {
            now = instant(now + minutes(wait));
            for (let next = nextTelling(alert); next && next.dueAt <= now; next = nextTelling(alert)) {
              const told = alert.told.map(({ role }) => role);
              expect(alert.acknowledgement).toBeNull();
              expect(next.dueAt - last).toBeGreaterThanOrEqual(minutes(5));
              expect(told).not.toContain(next.role);
              // Everybody between the highest who was told and this one knows already.
              const line = isFire ? FIRE : LINE;
              const highest = LINE.findLast(role => told.includes(role));
              const between = line.slice(
                highest === undefined ? 0 : line.indexOf(highest) + 1,
                line.indexOf(next.role),
              );
              expect(between.filter(role => !told.includes(role))).toEqual([]);
              last = next.dueAt;
              tellings++;
              alert = escalate(alert, next.role, next.dueAt).alert;
            }
            if (alert.closedAt !== null) break;
            if (what === "join") {
              const returned = alert.condition === "clear";
              const before = alert.acknowledgement;
              alert = join(alert, finding([tell], minutes(5), isFire), [], now).at(-1)?.alert as Alert;
              if (returned && before) last = now;
            }
            if (what === "clear" && alert.condition !== "clear")
              alert = clear(alert, "r", [], now, "condition-ended").at(-1)?.alert as Alert;
            if (what === "acknowledge") {
              const seen = acknowledge(alert, { by: "G1", note: "", at: now });
              if (!("is" in seen)) alert = seen.at(-1)?.alert as Alert;
              acknowledged++;
              expect(nextTelling(alert)).toBeNull();
            }
            if (alert.acknowledgement === null && nextTelling(alert) === null)
              expect(alert.told.some(({ role }) => role === "superior")).toBe(true);
          }
        },
      ),
      { numRuns: 3000, seed: 11 },
    );
    expect(Math.min(tellings, acknowledged)).toBeGreaterThan(1000);
  });
});
