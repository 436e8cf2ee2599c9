import type { WireHall } from "#gateway/wire/hall.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import { zh } from "../words/zh.ts";

/** What of the points a person wants to see. */
export type Wanted = { readonly text: string; readonly isOnlyNotGood: boolean };

export type ZonePoints = { readonly zone: WireHall["zones"][number]; readonly points: readonly WirePoint[] };

/**
 * The points that are wanted, zone by zone in the order of the site file; the order never depends on a value.
 *
 * @param isGood whether a point can be trusted on this page now
 */
export const selectPoints = (
  hall: WireHall,
  points: readonly WirePoint[],
  wanted: Wanted,
  isGood: (point: WirePoint) => boolean,
): readonly ZonePoints[] => {
  const words = wanted.text.toLowerCase().split(/\s+/).filter(Boolean);
  return hall.zones
    .map(zone => ({
      zone,
      points: points.filter(
        point =>
          point.zone === zone.id &&
          !(wanted.isOnlyNotGood && isGood(point)) &&
          words.every(word => searched(point, zone).includes(word)),
      ),
    }))
    .filter(group => group.points.length > 0);
};

/** Everything a person may know a point by, in both languages whatever the page speaks. */
const searched = ({ point, name, via, state }: WirePoint, zone: WireHall["zones"][number]): string =>
  [point, name.zh, name.en, via, zone.name.zh, zone.name.en, state, zh.points.quality[state]]
    .join(" ")
    .toLowerCase();
