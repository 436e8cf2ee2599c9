import { forbidden } from "#rules/routine/who.ts";
import type { Person, Role } from "#rules/site/model.ts";

/** Who may put the ledger of energy right: whoever reads meters, and who answers for the figures. */
const RIGHTERS: readonly Role[] = ["facilities", "hall-director"];

/** Whether somebody may correct a meter or say that it was replaced: null, or why not and who may. */
export const mayRightMeters = (person: Person | undefined): ReturnType<typeof forbidden> | null =>
  person?.roles.some(role => RIGHTERS.includes(role)) === true
    ? null
    : forbidden(person, "put meters right", RIGHTERS);
