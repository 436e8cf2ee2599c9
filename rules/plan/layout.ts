import type { Equipment, EquipmentKind, Site, Words } from "../site/model.ts";
import { holds } from "../site/outline.ts";
import type { FloorDrawing, SitePlan, XY } from "../site/site-plan.ts";
import { type Block, blocks } from "./blocks.ts";
import { type Box, roomiest } from "./roomiest.ts";
import { freeSpots } from "./spots.ts";
import { alongWall, facingOf } from "./walls.ts";

/** Where everything of a hall is drawn: every zone and every piece of equipment is on one floor. */
export type FloorPlan = {
  readonly floors: readonly PlanFloor[];
  /** In the order of the site file. */
  readonly zones: readonly PlacedZone[];
  readonly things: readonly PlacedThing[];
};

export type PlanFloor = {
  readonly id: string;
  readonly name: Words;
  readonly sizeM: readonly [width: number, height: number];
  /** Made of zones that the site file does not place: shows what belongs together, not where it is. */
  readonly isGenerated: boolean;
  readonly drawing: FloorDrawing;
};

export type PlacedZone = {
  readonly id: string;
  readonly floor: string;
  readonly outline: readonly XY[];
  /** Where its name has room. */
  readonly box: Box;
};

export type PlacedThing = {
  readonly id: string;
  readonly floor: string;
  readonly at: XY;
  /** Where a door, window or shutter leads or looks; null for what stands in a room. */
  readonly facingDeg: number | null;
  readonly widthM: number;
};

/** What is drawn in a wall. */
const IN_WALLS: readonly EquipmentKind[] = ["door", "window", "shutter"];
const USUAL_WIDTH_M = 1;
/** No id of a floor in a site file begins with a dot. */
const UNPLACED = ".unplaced";

/**
 * The plan of a hall: as its site file has it, and a block for each zone that it does not place. Things without a place
 * of their own stand in their zone, doors in its longest wall. The same site always has the same plan.
 */
export const floorPlan = (site: Site): FloorPlan => {
  const stated: SitePlan = site.plan ?? { floors: [], zones: {}, equipment: {} };
  const drawn: readonly PlanFloor[] = stated.floors.map(({ id, name, sizeM, drawing = [] }) => ({
    id,
    name,
    sizeM,
    isGenerated: false,
    drawing,
  }));
  const unplaced = site.zones.filter(({ id }) => stated.zones[id] === undefined);
  const made = blocks(unplaced.map(zone => blockOf(zone.id, site, stated)));
  const isWhole = drawn.length === 0;
  const rest: readonly PlanFloor[] =
    unplaced.length === 0
      ? []
      : [{ id: UNPLACED, name: isWhole ? ALL : REST, sizeM: made.sizeM, isGenerated: true, drawing: [] }];
  const zones = site.zones.map(({ id }): PlacedZone => {
    const place = stated.zones[id];
    const outline = place?.outline ?? (made.outlines.get(id) as readonly XY[]);
    return { id, floor: place?.floor ?? UNPLACED, outline, box: roomiest(outline) };
  });
  return { floors: [...drawn, ...rest], zones, things: zones.flatMap(zone => thingsIn(zone, site, stated)) };
};

const ALL: Words = { zh: "全部区域", en: "All zones" };
const REST: Words = { zh: "未定位", en: "Not placed" };

const blockOf = (id: string, site: Site, { equipment }: SitePlan): Block => {
  const own = site.equipment.filter(each => each.zone === id && equipment[each.id] === undefined);
  const inWalls = own.filter(isInWall).length;
  return { id, inside: own.length - inWalls, inWalls };
};

const isInWall = ({ kind }: Equipment): boolean => IN_WALLS.includes(kind);

const thingsIn = (zone: PlacedZone, site: Site, { equipment: stated }: SitePlan): readonly PlacedThing[] => {
  const own = site.equipment.filter(each => each.zone === zone.id);
  const free = own.filter(({ id }) => stated[id] === undefined);
  const taken = Object.values(stated)
    .filter(({ floor, at }) => floor === zone.floor && holds(zone.outline, at))
    .map(({ at }) => at);
  const doors = alongWall(zone.outline, free.filter(isInWall).length).values();
  const spots = freeSpots(zone.box, free.filter(each => !isInWall(each)).length, taken).values();
  return own.map((each): PlacedThing => {
    const place = stated[each.id];
    const widthM = place?.widthM ?? USUAL_WIDTH_M;
    const base = { id: each.id, widthM };
    if (place === undefined) {
      const facing = isInWall(each) ? doors.next().value : undefined;
      const at = facing?.at ?? spots.next().value ?? centre(zone.box);
      return { ...base, floor: zone.floor, at, facingDeg: facing?.facingDeg ?? null };
    }
    const facingDeg = isInWall(each) ? (place.facingDeg ?? facingOf(zone.outline, place.at)) : null;
    return { ...base, floor: place.floor, at: place.at, facingDeg };
  });
};

const centre = ({ left, top, width, height }: Box): XY => [left + width / 2, top + height / 2];
