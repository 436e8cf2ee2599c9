import type { Person } from "#rules/site/model.ts";
import { instant } from "#rules/time/instant.ts";
import type { AlertSearch } from "../ports/record.ts";
import type { AlertQuery } from "../wire/search.ts";
import { nameOf } from "./person-name.ts";

/** What the record is asked for when somebody looks for alerts. */
export const searchOf = (query: AlertQuery, people: readonly Person[]): AlertSearch => {
  const { state, limit, text, priority, person, from, to, before } = query;
  return {
    state,
    limit,
    ...(text !== undefined && { text }),
    ...(priority !== undefined && { priority }),
    ...(query.class !== undefined && { class: query.class }),
    ...(person !== undefined && { person: nameOf(people, person) }),
    ...(from !== undefined && { from: instant(Date.parse(from)) }),
    ...(to !== undefined && { to: instant(Date.parse(to)) }),
    ...(before !== undefined && { before }),
  };
};
