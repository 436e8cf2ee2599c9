import type { Signal } from "../reading/signal.ts";
import type { Site, Words, Zone } from "../site/model.ts";
import { isFresh, type Sight } from "./judge.ts";
import { isUnasked, peoplePoint } from "./needs.ts";
import { ACTIVITY, overtime } from "./phrases.ts";

/**
 * Zones in which somebody still is, as was measured since closing, or may be by approval, and why; parts of such a room
 * as well. Nobody is seen to stay by a value that is old or not good. Empty in a preview.
 */
export const occupiedZones = (site: Site, sight: Sight): ReadonlyMap<string, Words> => {
  if (sight.since === null) return new Map();
  const own = new Map(
    site.zones.flatMap(zone => {
      const why = isUnasked(zone) ? null : whyOccupied(zone, sight);
      return why ? [[zone.id, why] as const] : [];
    }),
  );
  return new Map(
    site.zones.flatMap(({ id, within = id }) => {
      const why = own.get(id) ?? own.get(within);
      return why ? [[id, why] as const] : [];
    }),
  );
};

const whyOccupied = (zone: Zone, sight: Sight): Words | null => {
  const point = peoplePoint(zone);
  const signal = point && sight.signalOf(point.index);
  if (point && signal && isFresh(point, signal, sight) && signal.value > 0)
    return point.role === "occupancy" ? overtime(signal.value) : { zh: "加班，有人", en: "overtime" };
  return sight.isApproved(zone.id) ? ACTIVITY : null;
};

/** Occupied rooms, and parts of rooms that are not: what people call the places where somebody still is. */
export const occupiedRooms = (
  site: Site,
  occupied: ReadonlyMap<string, Words>,
): readonly { readonly zone: string; readonly name: Words; readonly why: Words }[] =>
  site.zones.flatMap(({ id, name, within }) => {
    const why = occupied.get(id);
    return why === undefined || (within !== undefined && occupied.has(within))
      ? []
      : [{ zone: id, name, why }];
  });

/**
 * Whether anybody is inside: the guard counts, too. Unknown unless every zone that counts people says that there are
 * none, or where no zone counts them.
 */
export const anybodyInside = (site: Site, sight: Sight): "yes" | "no" | "unknown" => {
  const seen = site.zones.flatMap(zone => {
    const point = zone.tags.includes("outside") ? undefined : peoplePoint(zone);
    return point
      ? [seenIn(sight.signalOf(point.index), isFresh(point, sight.signalOf(point.index), sight))]
      : [];
  });
  if (seen.includes("yes")) return "yes";
  return seen.length === 0 || seen.includes("unknown") ? "unknown" : "no";
};

const seenIn = (signal: Signal, isKnown: boolean): "yes" | "no" | "unknown" =>
  isKnown ? (signal.value > 0 ? "yes" : "no") : "unknown";
