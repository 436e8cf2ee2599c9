import { expect, test } from "vitest";
import { at, hall } from "#rules/engine/testing/hall.ts";
import type { Person } from "#rules/site/model.ts";
import type { Roster } from "#rules/site/roster.ts";
import { after, hours, toIso } from "#rules/time/instant.ts";
import { roster as rosterShape } from "../wire/roster.ts";
import { wireRoster } from "./roster-desk.ts";

const people: Person[] = [
  { id: "G1", name: "王伟", roles: ["guard"] },
  { id: "G2", name: "赵强", roles: ["guard"] },
  { id: "M1", name: "李丽", roles: ["duty-manager"] },
];
const site = { ...hall({}), people };
const noon = at("12:00");
const later = (length: number) => after(noon, hours(length));
const roster: Roster = {
  shifts: [
    { person: "G2", role: "guard", from: later(8), to: later(20) },
    { person: "G1", role: "guard", from: later(-4), to: later(8) },
    { person: "G1", role: "guard", from: later(-28), to: later(-16) },
    { person: "G1", role: "guard", from: later(24 * 9), to: later(24 * 9 + 8) },
  ],
  absences: [
    { person: "M1", from: later(19), to: later(60), why: "培训" },
    { person: "M1", from: later(-60), to: later(-1), why: "休假" },
  ],
};

test("the roster on the wire says who is on duty now, who comes next, who is away, and which days nobody manages", () => {
  const shown = wireRoster(site, roster, { at: noon, days: 3 });
  expect(rosterShape.safeParse(shown).error?.issues ?? []).toEqual([]);
  expect(shown.onDuty).toEqual([
    { role: "guard", hasShifts: true, people: [{ id: "G1", name: "王伟" }] },
    { role: "duty-manager", hasShifts: false, people: [{ id: "M1", name: "李丽" }] },
  ]);
  expect(shown.shifts.map(({ person, from }) => [person, from])).toEqual([
    ["G1", toIso(later(-4))],
    ["G2", toIso(later(8))],
  ]);
  expect(shown.absences).toEqual([
    { person: "M1", name: "李丽", from: toIso(later(19)), to: toIso(later(60)), why: "培训" },
  ]);
  expect(shown.gaps.map(({ date }) => date)).toEqual(
    [24, 48].map(length => site.calendar.dateAt(later(length))),
  );
});
