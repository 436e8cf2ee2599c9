import type { Refusal } from "../alert/refusal.ts";
import { anyOf, listed, ROLE_WORDS } from "../alert/role-words.ts";
import type { Person, Role, Site } from "../site/model.ts";

/** Who may sign as the last to leave; who says that something is so; who asks for more time and who grants it. */
export const LAST_LEAVERS: readonly Role[] = ["staff", "duty-manager", "hall-director"];
export const WITNESSES: readonly Role[] = ["staff", "duty-manager", "guard", "hall-director"];
export const ASKS_EXTENSION: readonly Role[] = ["duty-manager", "staff", "hall-director", "superior"];
export const GRANTS_EXTENSION: readonly Role[] = ["hall-director", "superior"];
export const OPENS: readonly Role[] = ["duty-manager", "hall-director"];

/** Who signs beside the last leaver: a guard, or where the hall has none, whoever answers for it. */
export const secondSigners = ({ people }: Pick<Site, "people">): readonly Role[] =>
  people.some(({ roles }) => roles.includes("guard")) ? ["guard"] : ["duty-manager", "hall-director"];

/** A person of the hall with one of these roles and the role in which he acts, or why somebody may not and who may. */
export const actor = (
  site: Site,
  by: string,
  may: readonly Role[],
  what: string,
): { readonly is: "actor"; readonly person: Person; readonly role: Role } | Refusal => {
  const person = site.people.find(({ id, name }) => id === by || name === by);
  const role = person && may.find(each => person.roles.includes(each));
  if (person && role) return { is: "actor", person, role };
  const who = person ? named(person.roles) : "who is none of the hall's people";
  return { is: "refused", why: `${who} may not ${what}; ask ${anyOf(may)}`, by: "rights" };
};

const named = (roles: readonly Role[]): string =>
  roles.length === 0
    ? "somebody without a role"
    : listed(
        roles.map(role => ROLE_WORDS[role]),
        "and",
      );
