import { describe, expect, test } from "vitest";
import type { Alert } from "../alert/alert.ts";
import type { Person, Site } from "../site/model.ts";
import type { Absence, Roster } from "../site/roster.ts";
import { type Instant, minutes } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import type { Outcome, RosterCommand } from "./input.ts";
import { at, hall, reading, rule } from "./testing/hall.ts";
import { bookOf } from "./testing/play.ts";

const people: readonly Person[] = [
  { id: "G1", name: "王伟", roles: ["guard"] },
  { id: "M1", name: "李娜", roles: ["duty-manager"] },
  { id: "H1", name: "陈静", roles: ["hall-director"] },
  { id: "P1", name: "上级", roles: ["superior"] },
];
const site = (roster: Roster = { shifts: [], absences: [] }): Site => ({
  ...hall({ D1: ["door", "hall", "contact"] }, { hall: [] }),
  people,
  roster,
});
const cut = rule({
  id: "cut",
  each: "door",
  condition: 'door.contact != "closed"',
  priority: 1,
  tell: ["duty-manager"],
  escalate: minutes(5),
});
const away = (...persons: string[]): readonly Absence[] =>
  persons.map(person => ({ person, from: at("00:00"), to: at("+1 07:50"), why: "年假" }));
const begin = (where: Site, start = at("15:00")) => new Engine(where, bookOf(where, [cut]), start);
const says = (engine: Engine, where: Site, value: "open" | "closed", when: Instant): Outcome =>
  engine.step({ is: "readings", readings: [reading(where, "D1.contact", value, when)], at: when });
/** `15:10 found P1`: whom messages went to, and when. */
const told = ({ messages }: Outcome): string[] =>
  messages
    .filter(({ items }) => items.some(({ fact }) => fact === "cut"))
    .map(
      ({ at: when, kind, to }) =>
        `${new Date(when + 8 * 3_600_000).toISOString().slice(11, 16)} ${kind} ${to.person ?? `@${to.role}`}`,
    );
const owed = ({ incident }: Alert): readonly string[] => incident?.owed.map(({ role }) => role) ?? [];
const openOf = (engine: Engine): Alert => {
  const found = engine.openAlerts().find(({ fact }) => fact === "cut");
  if (!found) throw new Error("nothing is open");
  return found;
};

describe("when people in charge are away", () => {
  test.each<[string, readonly Absence[], string[], string[], string[]]>([
    ["nobody is", [], ["15:10 found M1"], ["15:15 escalated H1", "15:20 escalated P1"], []],
    ["the duty manager is", away("M1"), ["15:10 found H1"], ["15:15 escalated P1"], []],
    ["both are", away("M1", "H1"), ["15:10 found P1"], [], ["hall-director", "duty-manager"]],
    [
      "the director is",
      away("H1"),
      ["15:10 found M1"],
      ["15:15 escalated @hall-director", "15:20 escalated P1"],
      [],
    ],
  ])("%s: those who are there are told in the same moment", (_name, absences, first, later, debts) => {
    const where = site({ shifts: [], absences });
    const engine = begin(where);
    expect(told(says(engine, where, "open", at("15:10")))).toEqual(first);
    const more = told(engine.step({ is: "tick", at: at("15:59") }));
    expect(more.filter(each => each.includes("escalated"))).toEqual(later);
    expect(owed(openOf(engine))).toEqual(debts);
  });

  test("shifts say so as well as absences", () => {
    const where = site({
      shifts: [{ person: "M1", role: "duty-manager", from: at("08:00"), to: at("15:05") }],
      absences: [],
    });
    expect(told(says(begin(where), where, "open", at("15:10")))).toEqual(["15:10 found H1"]);
    expect(told(says(begin(where), where, "open", at("15:04")))).toEqual(["15:04 found M1"]);
  });

  test("who is told at once of what a reading said a moment ago is told by the roster too", () => {
    const where = site({ shifts: [], absences: away("M1") });
    const measured = at("15:10");
    const judged = (measured + 7) as Instant;
    const outcome = begin(where).step({
      is: "readings",
      readings: [reading(where, "D1.contact", "open", measured)],
      at: judged,
    });
    expect(outcome.transitions.map(({ event }) => [event.is, event.at, event.told])).toEqual([
      ["raised", measured, ["hall-director"]],
    ]);
    expect(told(outcome)).toEqual(["15:10 found H1"]);
  });

  test("the event says who was told, and the debt keeps the alert from closing", () => {
    const where = site({ shifts: [], absences: away("M1", "H1") });
    const engine = begin(where);
    const [raised] = says(engine, where, "open", at("15:10")).transitions;
    expect(raised?.event.told).toEqual(["superior"]);
    expect(raised?.alert.told).toEqual([{ role: "superior", at: at("15:10"), why: "stands-in" }]);
    const { id } = openOf(engine);
    const ack = { is: "acknowledge", alert: id, by: "P1", note: "", at: at("15:11") } as const;
    engine.step(ack);
    says(engine, where, "closed", at("15:40"));
    expect(openOf(engine).closedAt).toBeNull();
  });
});

describe("what people say of absences while the gateway runs", () => {
  const command = (partial: Partial<Extract<RosterCommand, { is: "absent" }>>): RosterCommand => ({
    is: "absent",
    person: "M1",
    by: "M1",
    from: at("15:00"),
    to: at("18:00"),
    why: "外出",
    at: at("15:05"),
    ...partial,
  });
  const back = (by: string, when: Instant): RosterCommand => ({ is: "present", person: "M1", by, at: when });

  test("counts at once, is on the trail, and outlives a restart", () => {
    const where = site();
    const engine = begin(where);
    const outcome = engine.step(command({}));
    expect(outcome.deeds).toEqual([
      {
        is: "absent",
        at: at("15:05"),
        by: "李娜",
        absence: { person: "M1", from: at("15:00"), to: at("18:00"), why: "外出" },
      },
    ]);
    expect([...outcome.memos.keys()]).toContain("roster/M1");
    const again = new Engine(
      where,
      bookOf(where, [cut]),
      at("15:06"),
      JSON.parse(JSON.stringify(engine.state())),
    );
    expect(again.roster()).toEqual(engine.roster());
    expect(told(says(again, where, "open", at("15:10")))).toEqual(["15:10 found H1"]);
  });

  test("ends when the person is back, also what the site file said", () => {
    const where = site({ shifts: [], absences: away("M1") });
    const engine = begin(where);
    const outcome = engine.step(back("M1", at("15:05")));
    expect(outcome.deeds).toEqual([{ is: "present", person: "M1", at: at("15:05"), by: "李娜" }]);
    expect(told(says(engine, where, "open", at("15:10")))).toEqual(["15:10 found M1"]);
    expect(engine.step(back("M1", at("15:11"))).refused).toBe("李娜 is not away");
  });

  test.each([
    ["a stranger", command({ by: "somebody" }), "rights"],
    ["a guard of his manager", command({ by: "G1" }), "rights"],
    ["nobody of the hall", command({ person: "M9" }), undefined],
    ["what is over", command({ from: at("08:00"), to: at("09:00") }), undefined],
    ["what ends before it begins", command({ from: at("18:00"), to: at("16:00") }), undefined],
    ["no reason", command({ why: " " }), undefined],
  ])("refuses %s", (_name, asked, refusedBy) => {
    const engine = begin(site());
    const outcome = engine.step(asked);
    expect(outcome.refused).not.toBeUndefined();
    expect(outcome.refusedBy).toBe(refusedBy);
    expect(outcome.deeds).toEqual([]);
    expect(engine.roster().absences).toEqual([]);
  });

  test("the director may say it of others", () =>
    expect(begin(site()).step(command({ by: "陈静" })).refused).toBeUndefined());
});
