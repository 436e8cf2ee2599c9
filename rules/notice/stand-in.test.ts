import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Alert } from "../alert/alert.ts";
import { raise } from "../alert/life.ts";
import { escalate } from "../alert/telling.ts";
import type { Role } from "../site/model.ts";
import { ROLES } from "../site/roles.ts";
import { nextTelling } from "./escalation.ts";
import { received } from "./stand-in.ts";
import { at, finding } from "./testing/desk.ts";

const subject = { site: "s", fact: "f", target: "D1", targetName: { zh: "门", en: "door" }, zone: "hall" };
const now = at("15:10");
const found = (tell: readonly Role[], away: readonly Role[], isFire = false) =>
  received(
    raise(subject, finding({ tell, escalate: null, isFire }), [], now),
    role => away.includes(role),
    now,
  );
const toldTo = ({ told }: Alert): string[] =>
  told.map(({ role, why }) => (why === "stands-in" ? `${role}*` : role));
const owedTo = ({ incident }: Alert): readonly Role[] => incident?.owed.map(({ role }) => role) ?? [];

// A star: told in the place of others.
test.each<[string, readonly Role[], readonly Role[], string[], readonly Role[]]>([
  ["nobody is away: whoever is named is told", ["guard", "duty-manager"], [], ["guard", "duty-manager"], []],
  [
    "the duty manager is away: the director receives, no level is skipped",
    ["duty-manager"],
    ["duty-manager"],
    ["hall-director*"],
    [],
  ],
  [
    "both are away: both are skipped, and owed a report",
    ["duty-manager", "hall-director"],
    ["duty-manager", "hall-director"],
    ["superior*"],
    ["hall-director", "duty-manager"],
  ],
  [
    "the director alone is away: is not skipped, but the duty manager is told as well",
    ["hall-director"],
    ["hall-director"],
    ["duty-manager*", "hall-director"],
    [],
  ],
  ["a guard is away: the duty manager receives", ["guard"], ["guard"], ["duty-manager*"], []],
  [
    "a guard and the duty manager are away: the director receives",
    ["guard"],
    ["guard", "duty-manager"],
    ["hall-director*"],
    [],
  ],
  [
    "a guard, the duty manager and the director are away: the top receives",
    ["guard"],
    ["guard", "duty-manager", "hall-director"],
    ["superior*"],
    ["hall-director", "duty-manager"],
  ],
  [
    "whoever is told anyway is told once, as found",
    ["duty-manager", "hall-director"],
    ["duty-manager"],
    ["hall-director"],
    [],
  ],
  ["nobody stands in for the top", ["superior"], ["superior"], ["superior"], []],
])("%s", (_name, tell, away, told, owed) => {
  const { event, alert } = found(tell, away);
  expect(toldTo(alert)).toEqual(told);
  expect(owedTo(alert)).toEqual(owed);
  expect(event.told?.toSorted()).toEqual([...new Set(alert.told.map(({ role }) => role))].toSorted());
});

test("in a matter of fire the safety officer is told with the top, if he is there", () => {
  const away: readonly Role[] = ["duty-manager", "hall-director"];
  expect(toldTo(found(["duty-manager"], away, true).alert)).toEqual(["safety-officer*", "superior*"]);
  expect(toldTo(found(["duty-manager"], [...away, "safety-officer"], true).alert)).toEqual(["superior*"]);
});

describe("an escalation", () => {
  const climb = (away: readonly Role[]): string[] => {
    const isAway = (role: Role): boolean => away.includes(role);
    let alert = received(
      raise(subject, finding({ tell: ["guard"], escalate: finding().escalate }), [], now),
      isAway,
      now,
    ).alert;
    const seen: string[] = [];
    for (let minute = 5; minute <= 60; minute += 5) {
      const due = at(`15:${String(minute + 10).padStart(2, "0")}`);
      if (minute + 10 > 59) break;
      const next = nextTelling({ ...alert, escalation: { ...alert.escalation, dueAt: due } });
      if (!next) break;
      const { event, alert: after } = received(escalate(alert, next.role, due), isAway, due);
      alert = after;
      seen.push(`${minute} ${event.role}`);
    }
    return [...seen, ...owedTo(alert).map(role => `owed ${role}`)];
  };

  test.each<[string, readonly Role[], string[]]>([
    ["climbs level by level", [], ["5 duty-manager", "10 hall-director", "15 superior"]],
    ["goes past a duty manager who is away", ["duty-manager"], ["5 hall-director", "10 superior"]],
    [
      "does not go past a director alone",
      ["hall-director"],
      ["5 duty-manager", "10 hall-director", "15 superior"],
    ],
    [
      "goes to the top at once where both are away",
      ["duty-manager", "hall-director"],
      ["5 superior", "owed hall-director", "owed duty-manager"],
    ],
  ])("%s", (_name, away, expected) => expect(climb(away)).toEqual(expected));
});

test("whoever is away, somebody who is not is told, or the top; putting others in their place twice changes nothing", () => {
  const roles = fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1 });
  fc.assert(
    fc.property(roles, fc.uniqueArray(fc.constantFrom(...ROLES)), fc.boolean(), (tell, away, isFire) => {
      const isAway = (role: Role): boolean => away.includes(role);
      const once = found(tell, away, isFire);
      const told = once.alert.told.map(({ role }) => role);
      expect(told.some(role => !isAway(role) || role === "superior")).toBe(true);
      expect(new Set(told).size).toBe(told.length);
      // Nobody who is named and there is left out, and nobody is skipped while one of the two is there.
      expect(tell.filter(role => !isAway(role) && !told.includes(role))).toEqual([]);
      if (!isAway("duty-manager") || !isAway("hall-director")) expect(owedTo(once.alert)).toEqual([]);
      expect(received(once, isAway, now)).toEqual(once);
    }),
    { numRuns: 2_000, seed: 7 },
  );
});
