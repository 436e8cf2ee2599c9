import type { Refusal } from "../alert/refusal.ts";
import { anyOf } from "../alert/role-words.ts";
import type { Person, Role, Site } from "../site/model.ts";

type People = Pick<Site, "people">;

/** The person of a hall by id or, if nobody has that, by name; undefined: the hall does not know him. */
export const personOf = ({ people }: People, by: string): Person | undefined =>
  people.find(({ id }) => id === by) ?? people.find(({ name }) => name === by);

/** The name under which what a person did is written down. */
export const nameOf = (site: People, by: string): string => personOf(site, by)?.name ?? by;

/** The first of these roles that the person has. */
export const roleAmong = (person: Pick<Person, "roles">, roles: readonly Role[]): Role | undefined =>
  roles.find(role => person.roles.includes(role));

/** That somebody else may, and who. @param what  as it follows "may not": `report upward` */
export const forbidden = (person: Person | undefined, what: string, may: readonly Role[]): Refusal => {
  const who = person?.name ?? "who is none of the hall's people";
  return { is: "refused", why: `${who} may not ${what}; ask ${anyOf(may)}`, by: "rights" };
};
