import type { Alert } from "../alert/alert.ts";
import type { EquipmentKind, Point, Site } from "../site/model.ts";
import { isLine } from "./lines.ts";

/** What alerts can be about, in the hall: kinds of things, and in which rooms they are. */
type Whereabouts = {
  /** The kind of a thing; of a source the kinds of all that send through it, of a line of what is blind; nothing for the hall. */
  readonly kinds: ReadonlySet<EquipmentKind | "zone">;
  /** The rooms in which that is: what is a part of a room is in it. */
  readonly rooms: ReadonlySet<string>;
};

const NOWHERE: Whereabouts = { kinds: new Set(), rooms: new Set() };

/**
 * Tells of what an alert is about, by its target. A line that cannot be read is where those of its points are that cannot.
 *
 * @param blindOn  indices of the points of a line that cannot be read now
 */
export const whereaboutsIn = (
  site: Site,
  blindOn: (line: string) => readonly number[],
): ((target: string) => Whereabouts) => {
  const roomOf = new Map(site.zones.map(({ id, within }) => [id, within ?? id]));
  const kindOf = new Map<string, EquipmentKind | "zone">([
    ...site.zones.map(({ id }) => [id, "zone"] as const),
    ...site.equipment.map(({ id, kind }) => [id, kind] as const),
  ]);
  const places = new Map([
    ...site.zones.map(({ id }) => [id, id] as const),
    ...site.equipment.map(({ id, zone }) => [id, zone] as const),
  ]);
  const room = (zone: string): string => roomOf.get(zone) ?? zone;
  const made = new Map<string, Whereabouts>();
  const behind = (points: readonly Point[]): Whereabouts => ({
    kinds: new Set(points.flatMap(({ owner }) => kindOf.get(owner) ?? [])),
    rooms: new Set(points.map(({ zone }) => room(zone))),
  });
  for (const [via, points] of Map.groupBy(site.points, each => each.via)) made.set(via, behind(points));
  for (const [id, kind] of kindOf)
    made.set(id, { kinds: new Set([kind]), rooms: new Set([room(places.get(id) ?? "")]) });
  return target => {
    if (isLine(target)) return behind(blindOn(target).flatMap(index => site.points[index] ?? []));
    return made.get(target) ?? NOWHERE;
  };
};

/** Whether a thing is in the room where another is, and nowhere else. */
export const isInRoomOf = (thing: Whereabouts, other: Whereabouts): boolean =>
  thing.rooms.size > 0 && [...thing.rooms].every(room => other.rooms.has(room));

/** Whether a thing, or all that sends through it, is of one of some kinds. */
export const isOfKinds = ({ kinds }: Whereabouts, wanted: readonly string[]): boolean =>
  kinds.size > 0 && [...kinds].every(kind => wanted.includes(kind));

/** What an alert is, as far as that decides what explains it. */
export type Explained = Pick<Alert, "fact" | "target" | "class">;
