import type { Person } from "#rules/site/model.ts";

/** A person's name by id or name, as the site file writes it; whoever is not listed keeps the name that was given. */
export const nameOf = (people: readonly Person[], by: string): string =>
  people.find(({ id, name }) => id === by || name === by)?.name ?? by;
