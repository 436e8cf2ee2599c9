import { kinds } from "#rules/site/kinds.ts";
import type { EquipmentKind } from "#rules/site/model.ts";
import type { Profile } from "#rules/site/profile.ts";

/** Which roles a model fills on a kind of owner: key of the point by role. */
export type KindFit = {
  readonly kind: EquipmentKind | "zone";
  readonly roles: readonly string[];
};

/** Kinds that come before others where a model fits both alike: a room's sensor is the room's own. */
const FIRST: readonly (EquipmentKind | "zone")[] = [
  "meter",
  "air-conditioner",
  "door",
  "zone",
  "light-circuit",
];

/**
 * What a device of a model is in a site file: the kind on which most of its points have a role that means what they measure.
 *
 * @returns null when it has no role that any kind knows
 */
export const kindOf = (profile: Profile): KindFit | null => {
  const points = Object.values(profile.points);
  const names = [...new Set([...FIRST, ...(Object.keys(kinds) as (EquipmentKind | "zone")[])])];
  let best: KindFit | null = null;
  for (const kind of names) {
    const roles = points.flatMap(({ role, class: { id } }) =>
      role !== undefined && Object.hasOwn(kinds[kind], role) && kinds[kind][role]?.class === id ? [role] : [],
    );
    if (roles.length > (best?.roles.length ?? 0)) best = { kind, roles: [...new Set(roles)] };
  }
  return best;
};
