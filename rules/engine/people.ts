import type { Person, Role, Site } from "../site/model.ts";

/** The person of a hall by id or, if nobody has that, by name; undefined: the hall does not know him. */
export const personOf = ({ people }: Site, by: string): Person | undefined =>
  people.find(({ id }) => id === by) ?? people.find(({ name }) => name === by);

/** The roles of a person; null: the hall does not know him. */
export const rolesOf = (site: Site, by: string): readonly Role[] | null => personOf(site, by)?.roles ?? null;

/** The name under which what a person did is written down. */
export const nameOf = (site: Site, by: string): string => personOf(site, by)?.name ?? by;
