import { expect, test } from "vitest";
import type { Site } from "../site/model.ts";
import { ownerless } from "./owners.ts";
import { duty, span } from "./testing/duties.ts";
import { site } from "./testing/hall.ts";

const small: Site = {
  ...site,
  zones: site.zones.filter(({ id }) => ["hall", "off1", "off2", "off2a", "wc"].includes(id)),
  equipment: site.equipment.filter(({ id }) => ["X1", "X2", "D5"].includes(id)),
};
const days = { from: "2025-07-18", days: 3 };
const clean = duty({ id: "clean", who: "cleaner", when: { is: "day", windows: [span("open", "closing")] } });
const lamps = duty({ id: "lamps", who: "facilities", when: { is: "month", workday: null } });

test("what has exactly one owner is not listed; a part of a room is theirs who own the room", () =>
  expect(ownerless(small, small.roster, [clean, lamps], days)).toEqual([
    { is: "equipment", id: "D5", name: { zh: "档案室门", en: "Archive door" }, owners: [] },
  ]));

test("what nobody owns, what two own, a duty of a role that nobody has, a day without a duty manager", () => {
  const people = small.people
    .filter(({ roles }) => !roles.includes("facilities"))
    .map(person => (person.id === "E1" ? { ...person, zones: ["off1"] } : person));
  const roster = {
    shifts: [
      {
        person: "M1",
        role: "duty-manager" as const,
        from: Date.parse("2025-07-18T08:00:00+08:00") as never,
        to: Date.parse("2025-07-18T17:00:00+08:00") as never,
      },
    ],
    absences: [],
  };
  const seen = ownerless({ ...small, people }, roster, [clean, lamps], days);
  expect(seen.map(({ is, id, owners }) => `${is} ${id}: ${owners.join(", ")}`)).toEqual([
    "zone off1: 周婷, 吴昊",
    "zone off2: ",
    "zone off2a: ",
    "equipment D5: ",
    "equipment X2: 周婷, 吴昊",
    "duty lamps: ",
    "day 2025-07-19: ",
    "day 2025-07-20: ",
  ]);
});
