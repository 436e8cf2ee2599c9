import type { WireHall } from "#gateway/wire/hall.ts";
import type { WirePoint } from "#gateway/wire/point.ts";

type Zone = WireHall["zones"][number];

/** Points of a zone that fit a search. */
export type Found = { readonly zone: Zone; readonly points: readonly WirePoint[] };

/** A list that is longer nobody reads: the search is narrowed instead. */
const MOST_FOUND = 60;

/**
 * Points whose name, id, zone or class holds every word that is looked for, in either language, zone by zone as the site
 * file has them; and how many more there are.
 */
export const findPoints = (
  hall: WireHall,
  points: readonly WirePoint[],
  text: string,
): { readonly found: readonly Found[]; readonly more: number } => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const all = hall.zones.map(zone => ({
    zone,
    points: points.filter(
      point => point.zone === zone.id && words.every(word => searched(point, zone).includes(word)),
    ),
  }));
  const count = all.reduce((sum, { points: of }) => sum + of.length, 0);
  let room = MOST_FOUND;
  const found = all.flatMap(({ zone, points: of }) => {
    const shown = of.slice(0, room);
    room -= shown.length;
    return shown.length === 0 ? [] : [{ zone, points: shown }];
  });
  return { found, more: Math.max(0, count - MOST_FOUND) };
};

const searched = ({ point, name, class: pointClass, unit = "" }: WirePoint, zone: Zone): string =>
  [point, name.zh, name.en, zone.name.zh, zone.name.en, pointClass, unit].join(" ").toLowerCase();
