import type { Person, Role } from "../site/model.ts";

/** Those who may say of anybody that he is away; everybody may say it of himself. */
const MAY: readonly Role[] = ["duty-manager", "hall-director", "superior"];

/**
 * Whether a person may note that somebody is away or back: null, or why not and who may.
 *
 * @param by  who notes it; null: somebody who is none of the hall's people
 * @see ZX-5-3 in the clause catalogue: the director keeps the roster
 */
export const mayNoteAbsence = (by: Person | null, of: Person): string | null => {
  if (by === null) return "only the hall's people may say who is away; ask the duty manager";
  if (by.id === of.id || by.roles.some(role => MAY.includes(role))) return null;
  return "one may say of oneself that one is away; of others ask the duty manager or the hall director";
};
