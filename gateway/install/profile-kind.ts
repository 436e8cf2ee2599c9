import { kinds } from "#rules/site/kinds.ts";
import type { EquipmentKind } from "#rules/site/model.ts";
import type { Profile } from "#rules/site/profile.ts";

/** Which roles a model fills on a kind of owner: key of the point by role. */
export type KindFit = {
  readonly kind: EquipmentKind | "zone";
  readonly roles: readonly string[];
};

/** Kinds that come before others where a model fits both alike. */
const FIRST: readonly EquipmentKind[] = ["meter", "air-conditioner", "door", "light-circuit"];
/** A room takes what no kind of equipment is there for. */
const LAST = "zone";

/** What a role about the device itself (its battery, whether it is there) is worth, against one about what it measures. */
const OWN_STATE = 0.01;

/**
 * What a device of a model is in a site file: the kind on which most of its points have a role that means what they measure.
 *
 * @returns null when it has no role that any kind knows
 */
export const kindOf = (profile: Profile): KindFit | null => {
  const points = Object.values(profile.points);
  const others = (Object.keys(kinds) as (EquipmentKind | "zone")[]).filter(kind => kind !== LAST);
  const names = [...new Set([...FIRST, ...others]), LAST] as const;
  const roles = points.flatMap(({ role, class: { id, family } }) =>
    role === undefined ? [] : [{ role, id, worth: family === "system" ? OWN_STATE : 1 }],
  );
  // A role that many kinds have says little of what a thing is.
  const weight = new Map(
    roles.map(each => [each.role, each.worth / names.filter(name => has(name, each)).length]),
  );
  let best: (KindFit & { readonly score: number }) | null = null;
  for (const kind of names) {
    const own = [...new Set(roles.filter(each => has(kind, each)).map(({ role }) => role))];
    const score = own.reduce((sum, role) => sum + (weight.get(role) ?? 0), 0);
    if (score > (best?.score ?? 0)) best = { kind, roles: own, score };
  }
  return best && { kind: best.kind, roles: best.roles };
};

const has = (
  kind: EquipmentKind | "zone",
  { role, id }: { readonly role: string; readonly id: string },
): boolean => Object.hasOwn(kinds[kind], role) && kinds[kind][role]?.class === id;
