import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WireHall } from "#gateway/wire/hall.ts";

/**
 * Where an alert is on the plan: the thing or zone that it is about, the thing behind its source, else its zone; null when
 * it has no place, as a dead line has none.
 */
export const placeIdOf = (
  { target, zone }: Pick<WireAlert, "target" | "zone">,
  { equipment, zones }: Pick<WireHall, "equipment" | "zones">,
): string | null => {
  const named = target.replace(/^(mqtt|own):/, "");
  if (equipment.some(({ id }) => id === named) || zones.some(({ id }) => id === named)) return named;
  return zones.some(({ id }) => id === zone) ? zone : null;
};
