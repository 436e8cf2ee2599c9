import { type Refusal, refused } from "../alert/refusal.ts";
import { ROLE_WORDS } from "../alert/role-words.ts";
import type { SettledDuty } from "../language/duty.ts";
import { roleAmong } from "../routine/who.ts";
import type { Person, Role } from "../site/model.ts";

/**
 * Whose word counts for a duty of a role: theirs, and that of the hall director, who answers for the hall. Nobody else
 * does what another was asked to do: a pack that lets the guard walk a patrol says so.
 */
export const MAY_ANSWER: Readonly<Record<Role, readonly Role[]>> = {
  guard: ["guard", "hall-director"],
  "duty-manager": ["duty-manager", "hall-director"],
  "hall-director": ["hall-director"],
  "safety-officer": ["safety-officer", "hall-director"],
  facilities: ["facilities", "hall-director"],
  staff: ["staff", "hall-director"],
  "it-support": ["it-support", "hall-director"],
  cleaner: ["cleaner", "hall-director"],
  superior: ["superior"],
};

/** As which of his roles a person may answer for a duty, or why not. */
export const mayAnswer = (person: Person | undefined, { who }: SettledDuty): Role | Refusal =>
  allowed(person, who);

/** As which of his roles a person may sign a task; a duty without a signature ends with its last answer. */
export const maySign = (person: Person | undefined, { sign }: SettledDuty): Role | Refusal =>
  sign === undefined ? refused("nobody signs this: it ends with its last item") : allowed(person, sign);

const allowed = (person: Person | undefined, whose: Role): Role | Refusal => {
  const role = person && roleAmong(person, MAY_ANSWER[whose]);
  if (role !== undefined) return role;
  return { is: "refused", why: `this is the duty of ${ROLE_WORDS[whose]}`, by: "rights" };
};
