import { describe, expect, test } from "vitest";
import type { Priority } from "../alert/alert.ts";
import type { AlertClass, Role } from "../site/model.ts";
import { after, hours, minutes } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import type { AlertCommand, Outcome } from "./input.ts";
import { benchHall } from "./testing/bench.ts";
import { at, reading, rule } from "./testing/hall.ts";
import { bookOf } from "./testing/play.ts";

// One alert of every class and priority; everybody tries everything about each of them.
const CLASSES: readonly AlertClass[] = [
  "life-safety",
  "security",
  "equipment",
  "energy",
  "housekeeping",
  "system",
];
const PRIORITIES: readonly Priority[] = [1, 2, 3, 4];
const kinds = CLASSES.flatMap(own => PRIORITIES.map(priority => ({ own, priority })));
const factOf = ({ own, priority }: (typeof kinds)[number]) => `${own}-${priority}`;
const book = bookOf(
  benchHall,
  kinds.map(kind =>
    rule({
      id: factOf(kind),
      each: "door",
      condition: 'door.contact == "open"',
      class: kind.own,
      priority: kind.priority,
      latch: true,
      incident: { reportWithin: null },
    }),
  ),
);
const hallWith = (...words: readonly string[]): Engine => {
  const engine = new Engine(benchHall, book, at("09:00"));
  for (const word of words)
    engine.step({
      is: "readings",
      readings: [reading(benchHall, "D1.contact", word, at("09:00"))],
      at: at("09:00"),
    });
  return engine;
};
const open = hallWith("open").state();
const over = hallWith("open", "closed").state();

type Deed =
  | "acknowledge"
  | "note"
  | "confirm"
  | "reset"
  | "report"
  | "shelve 30 min"
  | "shelve 8 h"
  | "shelve 24 h";
const NONE = "none";
/**
 * What people may, as it is agreed: `any`, `none`; of these priorities, of these classes, not of those behind a minus.
 * Nobody was told of these alerts.
 */
const MAY: Readonly<Record<Role | "somebody unknown", Readonly<Record<Deed, string>>>> = {
  guard: {
    acknowledge: "any",
    note: "any",
    confirm: "any",
    reset: "-life-safety",
    report: "any",
    "shelve 30 min": "P3 P4 -life-safety",
    "shelve 8 h": NONE,
    "shelve 24 h": NONE,
  },
  "duty-manager": {
    acknowledge: "any",
    note: "any",
    confirm: "any",
    reset: "any",
    report: "any",
    "shelve 30 min": "P2 P3 P4 -life-safety",
    "shelve 8 h": "P2 P3 P4 -life-safety",
    "shelve 24 h": NONE,
  },
  facilities: {
    acknowledge: "equipment energy housekeeping",
    note: "any",
    confirm: "any",
    reset: "equipment energy housekeeping",
    report: "equipment energy housekeeping",
    "shelve 30 min": "P3 P4 equipment energy housekeeping",
    "shelve 8 h": "P3 P4 equipment energy housekeeping",
    "shelve 24 h": "P3 P4 equipment energy housekeeping",
  },
  "it-support": {
    acknowledge: "equipment system",
    note: "any",
    confirm: "any",
    reset: "equipment system",
    report: "equipment system",
    "shelve 30 min": "P3 P4 equipment system",
    "shelve 8 h": "P3 P4 equipment system",
    "shelve 24 h": "P3 P4 equipment system",
  },
  "hall-director": {
    acknowledge: NONE,
    note: "any",
    confirm: NONE,
    reset: NONE,
    report: "any",
    "shelve 30 min": NONE,
    "shelve 8 h": NONE,
    "shelve 24 h": NONE,
  },
  "safety-officer": {
    acknowledge: "any",
    note: "any",
    confirm: "any",
    reset: "any",
    report: "any",
    "shelve 30 min": NONE,
    "shelve 8 h": NONE,
    "shelve 24 h": NONE,
  },
  superior: {
    acknowledge: "any",
    note: "any",
    confirm: "any",
    reset: NONE,
    report: "any",
    "shelve 30 min": NONE,
    "shelve 8 h": NONE,
    "shelve 24 h": NONE,
  },
  staff: {
    acknowledge: "housekeeping",
    note: "any",
    confirm: NONE,
    reset: NONE,
    report: NONE,
    "shelve 30 min": NONE,
    "shelve 8 h": NONE,
    "shelve 24 h": NONE,
  },
  cleaner: {
    acknowledge: "housekeeping",
    note: "any",
    confirm: NONE,
    reset: NONE,
    report: NONE,
    "shelve 30 min": NONE,
    "shelve 8 h": NONE,
    "shelve 24 h": NONE,
  },
  "somebody unknown": {
    acknowledge: "any",
    note: "any",
    confirm: NONE,
    reset: NONE,
    report: NONE,
    "shelve 30 min": NONE,
    "shelve 8 h": NONE,
    "shelve 24 h": NONE,
  },
};

const isIn = (cell: string, { own, priority }: (typeof kinds)[number]): boolean => {
  if (cell === NONE || cell === "any") return cell === "any";
  const words = cell.split(" ");
  const priorities = words.filter(word => /^P\d$/.test(word));
  const classes = words.filter(word => (CLASSES as readonly string[]).includes(word));
  const isOfThose = classes.length === 0 || classes.includes(own);
  return (
    isOfThose &&
    !words.includes(`-${own}`) &&
    (priorities.length === 0 || priorities.includes(`P${priority}`))
  );
};

const commandOf = (deed: Deed, by: string, alert: string): AlertCommand => {
  const about = { alert, by, at: at("09:00") };
  const shelve = { ...about, is: "shelve", shelf: "timed", reason: "cleaning" } as const;
  switch (deed) {
    case "acknowledge":
    case "note":
    case "confirm":
    case "reset":
      return { ...about, is: deed, note: "I looked" };
    case "report":
      return { ...about, is: "report", receiver: "branch", cause: "unknown yet" };
    case "shelve 30 min":
      return { ...shelve, until: after(about.at, minutes(30)) };
    case "shelve 8 h":
      return { ...shelve, until: after(about.at, hours(8)) };
    case "shelve 24 h":
      return { ...shelve, until: after(about.at, hours(24)) };
    default:
      return deed satisfies never;
  }
};

const personFor = (role: string): string =>
  benchHall.people.find(({ roles }) => roles.includes(role as Role))?.id ?? "somebody";

describe.each(Object.entries(MAY))("%s may", (role, cells) => {
  test.each(Object.entries(cells) as [Deed, string][])("%s: %s", (deed, cell) => {
    const engine = new Engine(benchHall, book, at("09:00"), deed === "reset" ? over : open);
    const outcomes = new Map<string, Outcome>(
      engine.openAlerts().map(({ id, fact }) => [fact, engine.step(commandOf(deed, personFor(role), id))]),
    );
    expect(outcomes.size).toBe(kinds.length);
    const allowed = kinds.filter(kind => outcomes.get(factOf(kind))?.refused === undefined);
    expect(allowed.map(factOf)).toEqual(kinds.filter(kind => isIn(cell, kind)).map(factOf));
    for (const { refused, refusedBy, transitions } of outcomes.values()) {
      if (refused === undefined) continue;
      expect([refusedBy, transitions]).toEqual(["rights", []]);
      expect(refused).toMatch(/; ask (a |the |facilities|IT)|by anybody$|nobody may/);
    }
  });
});

test("a refusal says what one may, and whom to ask", () => {
  const engine = new Engine(benchHall, book, at("09:00"), open);
  const idOf = (fact: string) => engine.openAlerts().find(alert => alert.fact === fact)?.id ?? "";
  const refusal = (deed: Deed, by: string, fact: string) =>
    engine.step(commandOf(deed, by, idOf(fact))).refused;
  expect(refusal("shelve 30 min", "G1", "security-2")).toBe(
    "a guard may put aside priority 3 and 4 for at most 30 min; ask the duty manager",
  );
  expect(refusal("shelve 24 h", "M1", "security-2")).toBe(
    "the duty manager may put aside priority 2, 3 and 4 for at most 8 h; nobody may put priority 2 aside for as long",
  );
  expect(refusal("reset", "G1", "life-safety-1")).toBe(
    "a guard may not reset this; ask the duty manager or the safety officer",
  );
});

test("whoever was told of an alert may acknowledge it, as the director whom an escalation reaches", () => {
  const told = rule({
    id: "told",
    each: "door",
    condition: 'door.contact == "open"',
    tell: ["guard"],
    escalate: minutes(5),
    priority: 1,
    class: "security",
  });
  const engine = new Engine(benchHall, bookOf(benchHall, [told]), at("09:00"));
  const says = (clock: string) =>
    engine.step({
      is: "readings",
      readings: [reading(benchHall, "D1.contact", "open", at(clock))],
      at: at(clock),
    });
  says("09:00");
  const director = (clock: string) => {
    says(clock);
    const [alert] = engine.openAlerts().filter(({ fact }) => fact === "told");
    return engine.step({ is: "acknowledge", alert: alert?.id ?? "", by: "H1", note: "", at: at(clock) })
      .refusedBy;
  };
  // 09:05 the duty manager, 09:10 the director.
  expect([director("09:06"), director("09:11")]).toEqual(["rights", undefined]);
});

test("what a rule lets only some reset, nobody else resets, and not without saying what was found", () => {
  const only = rule({
    id: "only",
    each: "door",
    condition: 'door.contact == "open"',
    latch: true,
    resetBy: ["safety-officer"],
    class: "life-safety",
  });
  const engine = new Engine(benchHall, bookOf(benchHall, [only]), at("09:00"));
  for (const word of ["open", "closed"])
    engine.step({
      is: "readings",
      readings: [reading(benchHall, "D1.contact", word, at("09:00"))],
      at: at("09:00"),
    });
  const alert = engine.openAlerts()[0]?.id ?? "";
  const resets = (by: string, note: string) =>
    engine.step({ is: "reset", alert, by, note, at: at("09:01") }).refused;
  expect(resets("M1", "I looked")).toBe("the duty manager may not reset this; ask the safety officer");
  expect(resets("A1", " ")).toBe("say what you found when you looked");
  expect(resets("A1", "false alarm by a customer")).toBeUndefined();
});
