import { checkReach } from "./build-reach.ts";
import { type Building, keysAt, suggestion } from "./building.ts";
import type { Person } from "./model.ts";
import { nearest } from "./nearest.ts";

/** The people of the hall with the zones that they answer for. */
export const buildPeople = (building: Building): readonly Person[] => {
  checkIds(building);
  return (building.tree.people ?? []).map(({ id, name, roles, owns, reach }, i) => {
    if (owns !== undefined) checkZones(building, owns, ["people", i, "owns"]);
    if (reach !== undefined) checkReach(building, reach, ["people", i, "reach"]);
    return { id, name, roles, ...(owns && { zones: owns }), ...(reach && { reach }) };
  });
};

const checkIds = ({ report, written }: Building): void => {
  const people = (written as { readonly people?: unknown } | null)?.people;
  if (!Array.isArray(people)) return;
  const ids = people.map(person => (person as { readonly id?: unknown } | null)?.id);
  for (const [i, id] of ids.entries()) {
    if (id === undefined || ids.indexOf(id) === i) continue;
    report({
      code: "CFG306",
      path: ["people", i, "id"],
      at: "value",
      why: `"${id}" is the id of another person`,
    });
  }
};

const checkZones = (
  { report, written }: Building,
  owned: readonly string[],
  path: readonly (string | number)[],
): void => {
  const zones = keysAt(written, ["zones"]);
  for (const [i, zone] of owned.entries()) {
    if (zones.includes(zone)) continue;
    const help = suggestion(nearest(zone, zones), zones, "name it under zones first");
    report({ code: "CFG301", path: [...path, i], at: "value", why: `there is no zone "${zone}"`, help });
  }
};
