import { after, type Instant, millis } from "../time/instant.ts";
import { type Building, suggestion } from "./building.ts";
import type { Person } from "./model.ts";
import { nearest } from "./nearest.ts";
import type { Roster } from "./roster.ts";
import { instantOf, type WallMoment } from "./wall-moment.ts";
import type { Path } from "./yaml-source.ts";

/** Who is on duty when, and who is away, as the site file says it; duties in a CSV beside it come later. */
export const buildRoster = (building: Building, timeZone: string): Roster => {
  const { file, shifts = [], absences = [] } = building.tree.roster ?? {};
  const people = building.tree.people ?? [];
  const span = spanIn(building, timeZone);
  return {
    ...(file !== undefined && { file }),
    shifts: shifts.map(({ person, role, from, to }, i) => {
      const path = ["roster", "shifts", i];
      if (isKnown(building, people, person, [...path, "person"])) checkRole(building, { person, role, path });
      return { person, role, ...span(from, to, path) };
    }),
    absences: absences.map(({ person, from, to, why }, i) => {
      const path = ["roster", "absences", i];
      isKnown(building, people, person, [...path, "person"]);
      return { person, ...span(from, to, path), why };
    }),
  };
};

type Span = { readonly from: Instant; readonly to: Instant };

const spanIn =
  ({ report }: Building, timeZone: string) =>
  (from: WallMoment, to: WallMoment, path: Path): Span => {
    const span = { from: instantOf(from, timeZone), to: instantOf(to, timeZone) };
    if (span.from < span.to) return span;
    report({ code: "CFG210", path: [...path, "to"], at: "value", why: "ends before it begins" });
    return { from: span.from, to: after(span.from, millis(1)) };
  };

const isKnown = (
  { report }: Building,
  people: readonly Pick<Person, "id">[],
  person: string,
  path: Path,
): boolean => {
  const ids = people.map(({ id }) => id);
  if (ids.includes(person)) return true;
  const help = suggestion(nearest(person, ids), ids, "name people first");
  report({ code: "CFG309", path, at: "value", why: `there is nobody "${person}"`, help });
  return false;
};

const checkRole = (
  { tree, report }: Building,
  { person, role, path }: { readonly person: string; readonly role: string; readonly path: Path },
): void => {
  const found = (tree.people ?? []).find(({ id }) => id === person);
  if (found === undefined || found.roles.some(each => each === role)) return;
  report({
    code: "CFG309",
    path: [...path, "role"],
    at: "value",
    why: `${person} is no ${role}`,
    help: `give the person the role, or one of: ${found.roles.join(", ")}`,
  });
};
