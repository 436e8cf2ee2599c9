import type { Alert } from "../alert/alert.ts";
import type { EquipmentKind, Point, Site } from "../site/model.ts";
import { lineAbove } from "./lines.ts";

/** What alerts can be about, in the hall: kinds of things, and in which rooms they are. */
type Whereabouts = {
  /** The kind of a thing; of a source or a line the kinds of all that send through it; nothing for the hall. */
  readonly kinds: ReadonlySet<EquipmentKind | "zone">;
  /** The rooms in which that is: what is a part of a room is in it. */
  readonly rooms: ReadonlySet<string>;
};

const NOWHERE: Whereabouts = { kinds: new Set(), rooms: new Set() };

/** Tells of what an alert is about, by its target. */
export const whereaboutsIn = (site: Site): ((target: string) => Whereabouts) => {
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
  const behind = (target: string, points: readonly Point[]): void => {
    const kinds = new Set(points.flatMap(({ owner }) => kindOf.get(owner) ?? []));
    made.set(target, { kinds, rooms: new Set(points.map(({ zone }) => room(zone))) });
  };
  for (const [via, points] of Map.groupBy(site.points, each => each.via)) behind(via, points);
  for (const [line, points] of Map.groupBy(site.points, each => lineAbove(each.via)))
    if (line !== null) behind(line, points);
  for (const [id, kind] of kindOf)
    made.set(id, { kinds: new Set([kind]), rooms: new Set([room(places.get(id) ?? "")]) });
  return target => made.get(target) ?? NOWHERE;
};

/** Whether a thing is in the room where another is, and nowhere else. */
export const isInRoomOf = (thing: Whereabouts, other: Whereabouts): boolean =>
  thing.rooms.size > 0 && [...thing.rooms].every(room => other.rooms.has(room));

/** Whether a thing, or all that sends through it, is of one of some kinds. */
export const isOfKinds = ({ kinds }: Whereabouts, wanted: readonly string[]): boolean =>
  kinds.size > 0 && [...kinds].every(kind => wanted.includes(kind));

/** What an alert is, as far as that decides what explains it. */
export type Explained = Pick<Alert, "fact" | "target" | "class">;
