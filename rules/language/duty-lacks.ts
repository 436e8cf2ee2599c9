import type { Role, Site } from "../site/model.ts";
import type { Duty, DutyTarget } from "./duty.ts";
import { thingsOf } from "./duty-where.ts";
import type { Settings } from "./settings.ts";

/** Why a duty cannot be done in a hall, or not by everything that it takes. */
export type DutyLack =
  /** Nobody has the role; `sign`: whose signature ends it; `late`: nobody would hear that it is late. */
  | { readonly is: "role"; readonly of: "who" | "sign" | "late"; readonly roles: readonly Role[] }
  /** The hall has none of these, or none that `where` means: there is nothing to do. */
  | { readonly is: "things"; readonly each: readonly DutyTarget[]; readonly where: string | null }
  /** These have no point whose reading would prove it, and nothing else is taken as proof. */
  | { readonly is: "reading"; readonly role: string; readonly things: readonly string[] }
  /** No rule of the hall finds what it waits for: it never falls due. */
  | { readonly is: "fact"; readonly fact: string };

/** A duty where it meets a hall. */
export type DutyInHall = {
  readonly duty: Duty;
  /** How many items each of its tasks has; 0: there is nothing to do. */
  readonly items: number;
  readonly lacks: readonly DutyLack[];
};

/**
 * What a duty needs that a hall lacks.
 *
 * @param facts  that rules of the hall find
 */
export const dutyInHall = (
  duty: Duty,
  site: Site,
  facts: ReadonlySet<string>,
  settings: Settings,
): DutyInHall => {
  const { each, where = null, items, who, sign, late, when, evidence, reading } = duty;
  const things = thingsOf(duty, site, settings);
  const has = (role: Role): boolean => site.people.some(({ roles }) => roles.includes(role));
  const lacks: DutyLack[] = [];
  if (!has(who)) lacks.push({ is: "role", of: "who", roles: [who] });
  if (sign !== undefined && sign !== who && !has(sign)) lacks.push({ is: "role", of: "sign", roles: [sign] });
  const others = late.tell.filter(role => role !== who);
  if (!others.some(has)) lacks.push({ is: "role", of: "late", roles: others });
  if (each !== undefined && things.length === 0) lacks.push({ is: "things", each, where });
  if (reading !== undefined && evidence.every(each => each === "reading")) {
    const blind = things.filter(({ points }) => !Object.hasOwn(points, reading.role)).map(({ id }) => id);
    if (blind.length > 0) lacks.push({ is: "reading", role: reading.role, things: blind });
  }
  if (when.is === "event" && !facts.has(when.fact)) lacks.push({ is: "fact", fact: when.fact });
  return { duty, items: each === undefined ? Math.max(1, items.length) : things.length, lacks };
};
