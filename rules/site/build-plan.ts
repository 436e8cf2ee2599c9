import { type Building, keysAt, suggestion } from "./building.ts";
import type { Equipment, Zone } from "./model.ts";
import { nearest } from "./nearest.ts";
import { areaM2, crossesItself, distanceM, holds, overlap, rectangle } from "./outline.ts";
import { FLOOR_ID } from "./schema-plan.ts";
import type { Floor, SitePlan, ThingPlace, XY, ZonePlace } from "./site-plan.ts";
import type { Path } from "./yaml-source.ts";

/** A room that encloses less than this is a mistake in its corners. */
const LEAST_M2 = 0.1;
/** How far a thing may stand outside the walls of its zone: a door lies in the wall, a sign hangs before it. */
const OUTSIDE_M = 1;

type Owners = { readonly zones: readonly Zone[]; readonly equipment: readonly Equipment[] };

/** Where zones and equipment are on the plan; undefined where the file says nothing of it. */
export const buildPlan = (building: Building, { zones, equipment }: Owners): SitePlan | undefined => {
  const floors = floorsOf(building);
  const rooms = Object.fromEntries(zones.flatMap(({ id }) => entryOf(id, zonePlace(building, floors, id))));
  const things = Object.fromEntries(
    equipment.flatMap(each => entryOf(each.id, thingPlace(building, floors, each, rooms[each.zone]))),
  );
  if (building.tree.plan === undefined) return undefined;
  warnOverlaps(building, zones, rooms);
  warnUnplaced(building, floors, zones, rooms);
  return { floors, zones: rooms, equipment: things };
};

const entryOf = <T>(id: string, place: T | undefined): readonly (readonly [string, T])[] =>
  place === undefined ? [] : [[id, place]];

const floorsOf = ({ tree, report }: Building): readonly Floor[] =>
  Object.entries(tree.plan?.floors ?? {}).flatMap(([id, floor]) => {
    if (!FLOOR_ID.test(id)) {
      const help = "letters, digits, - and _ only";
      const path = ["plan", "floors", id];
      report({ code: "CFG106", path, at: "key", why: `"${id}" cannot be an id`, help });
    }
    const { name, size: sizeM, background } = floor ?? {};
    if (sizeM === undefined) return [];
    const words = { zh: name?.zh ?? id, en: name?.en ?? id };
    return [{ id, name: words, sizeM, ...(background !== undefined && { background }) }];
  });

const zonePlace = (building: Building, floors: readonly Floor[], id: string): ZonePlace | undefined => {
  const { report, tree } = building;
  const path = ["zones", id, "place"];
  const place = tree.zones?.[id]?.place;
  if (place === undefined) return undefined;
  const { rect, polygon } = place;
  if (rect !== undefined && polygon !== undefined) {
    const why = "is a rectangle already";
    report({ code: "CFG402", path: [...path, "polygon"], at: "key", why, help: "say rect or polygon" });
  }
  const floor = floorOf(building, floors, place.floor, [...path, "floor"]);
  const outline = rect ? rectangle(...rect) : polygon;
  if (outline === undefined) {
    const why = 'missing key "rect"';
    const help = "rect: [left, top, width, height], or polygon: [[x, y], ...]";
    const hasNone = !keysAt(building.written, path).some(key => key === "rect" || key === "polygon");
    if (hasNone) report({ code: "CFG101", path: [...path, "rect"], at: "missing", why, help });
    return undefined;
  }
  if (floor === undefined) return undefined;
  const at = [...path, rect ? "rect" : "polygon"];
  if (areaM2(outline) < LEAST_M2 || crossesItself(outline)) {
    const why = crossesItself(outline) ? "walls cross one another" : "the corners enclose nothing";
    report({ code: "CFG408", path: at, at: "value", why, help: "name the corners in order around the room" });
    return undefined;
  }
  const outside = outline.find(corner => !isOn(floor, corner));
  if (outside !== undefined) tellOutside(building, floor, outside, at);
  return outside === undefined ? { floor: floor.id, outline } : undefined;
};

const thingPlace = (
  building: Building,
  floors: readonly Floor[],
  { id, zone }: Equipment,
  room: ZonePlace | undefined,
): ThingPlace | undefined => {
  const path = ["equipment", id, "place"];
  const place = building.tree.equipment?.[id]?.place;
  if (place?.at === undefined) return undefined;
  const { at, facing, width } = place;
  if (place.floor === undefined && room === undefined) {
    const why = `its zone ${zone} is on no floor`;
    const help = "place the zone, or say the floor";
    const isUnplaced = keysAt(building.written, ["zones", zone, "place"]).length === 0;
    if (isUnplaced) building.report({ code: "CFG311", path, at: "key", why, help });
    return undefined;
  }
  const floor = floorOf(building, floors, place.floor ?? room?.floor, [...path, "floor"]);
  if (floor === undefined) return undefined;
  if (!isOn(floor, at)) {
    tellOutside(building, floor, at, [...path, "at"]);
    return undefined;
  }
  if (room !== undefined && !isNear(room, floor, at)) {
    const why = `is not in its zone ${zone}`;
    const help = `its walls are ${cornersText(room.outline)}`;
    building.report({ code: "CFG916", path: [...path, "at"], at: "value", why, help, isWarning: true });
  }
  return {
    floor: floor.id,
    at,
    ...(facing !== undefined && { facingDeg: facing % 360 }),
    ...(width !== undefined && { widthM: width }),
  };
};

const isNear = (room: ZonePlace, floor: Floor, at: XY): boolean =>
  room.floor === floor.id && (holds(room.outline, at) || distanceM(room.outline, at) <= OUTSIDE_M);

const isOn = ({ sizeM: [width, height] }: Floor, [x, y]: XY): boolean => x <= width && y <= height;

const tellOutside = ({ report }: Building, floor: Floor, [x, y]: XY, path: Path): void => {
  const [width, height] = floor.sizeM;
  const why = `[${x}, ${y}] is outside of floor ${floor.id}`;
  const help = `the floor is ${width} m wide and ${height} m high`;
  report({ code: "CFG408", path, at: "value", why, help });
};

const floorOf = (
  { report, written }: Building,
  floors: readonly Floor[],
  id: string | undefined,
  path: Path,
): Floor | undefined => {
  if (id === undefined) return undefined;
  const found = floors.find(floor => floor.id === id);
  const ids = keysAt(written, ["plan", "floors"]);
  const help = suggestion(nearest(id, ids), ids, "name it under plan.floors first");
  if (!ids.includes(id))
    report({ code: "CFG311", path, at: "value", why: `there is no floor "${id}"`, help });
  return found;
};

/** A part of a room lies in it; any other two zones on one floor have a wall between them. */
const warnOverlaps = (
  { report }: Building,
  zones: readonly Zone[],
  rooms: Readonly<Record<string, ZonePlace>>,
): void => {
  for (const [i, zone] of zones.entries())
    for (const other of zones.slice(0, i)) {
      const [one, two] = [rooms[zone.id], rooms[other.id]];
      const isPart = zone.within === other.id || other.within === zone.id;
      if (!one || !two || one.floor !== two.floor || isPart || !overlap(one.outline, two.outline)) continue;
      const path = ["zones", zone.id, "place"];
      const why = `overlaps with ${other.id}`;
      const help = "a part of a room says so: within";
      report({ code: "CFG914", path, at: "key", why, help, isWarning: true });
    }
};

/** A plan with holes is told: what has no place is drawn on a floor of its own. A picture may still place it. */
const warnUnplaced = (
  { report, tree }: Building,
  floors: readonly Floor[],
  zones: readonly Zone[],
  rooms: Readonly<Record<string, ZonePlace>>,
): void => {
  if (floors.some(({ background }) => background !== undefined)) return;
  for (const { id } of zones) {
    if (rooms[id] !== undefined || tree.zones?.[id]?.place !== undefined) continue;
    const why = `${id} has no place on the plan`;
    const help = "it is drawn apart from the others";
    report({ code: "CFG915", path: ["zones", id], at: "key", why, help, isWarning: true });
  }
};

const cornersText = (outline: readonly XY[]): string => outline.map(([x, y]) => `[${x}, ${y}]`).join(" ");
