import type { Person, Role, Site } from "../site/model.ts";
import type { Roster } from "../site/roster.ts";
import type { Instant } from "../time/instant.ts";

/** Whether the roster says that a person is away. */
export const isAbsent = ({ absences }: Roster, person: string, at: Instant): boolean =>
  absences.some(absence => absence.person === person && absence.from <= at && at < absence.to);

/**
 * Who is on duty in a role, in the order of the site file. A role for which there is no shift at all is always on duty;
 * whoever is away is not, whatever the shifts say.
 */
export const onDuty = (
  { people }: Pick<Site, "people">,
  roster: Roster,
  role: Role,
  at: Instant,
): readonly Person[] => {
  const shifts = roster.shifts.filter(shift => shift.role === role);
  const isOn = ({ id }: Person): boolean =>
    shifts.length === 0 || shifts.some(({ person, from, to }) => person === id && from <= at && at < to);
  return people.filter(
    person => person.roles.includes(role) && isOn(person) && !isAbsent(roster, person.id, at),
  );
};

/**
 * Whether a role that people have is on duty with none of them. A role that nobody of the hall has is not away: nobody
 * can say who it is.
 *
 * @see ZX-8-3 in the clause catalogue, which leaves open what absent means; here: not on duty by the roster
 */
export const isAway = (site: Pick<Site, "people">, roster: Roster, role: Role, at: Instant): boolean =>
  site.people.some(({ roles }) => roles.includes(role)) && onDuty(site, roster, role, at).length === 0;
