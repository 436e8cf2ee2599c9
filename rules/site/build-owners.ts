import { attributesOf } from "./build-attributes.ts";
import { lineOf } from "./build-line-thing.ts";
import { modelOf } from "./build-model.ts";
import { buildPoint } from "./build-point.ts";
import { profileKey } from "./build-profile-source.ts";
import { readRegister } from "./build-register.ts";
import {
  type Building,
  type EquipmentPart,
  keysAt,
  type Owner,
  type PointParts,
  suggestion,
} from "./building.ts";
import { roleOf } from "./kinds.ts";
import type { Equipment, Point, Zone } from "./model.ts";
import { nearest } from "./nearest.ts";
import { tellProfileDoubts } from "./profile-doubts.ts";
import { ID } from "./schema.ts";
import { limitsOf, type SaidOfUnit } from "./unit-limits.ts";
import { tellUnitsTwice } from "./unit-twice.ts";
import type { Path } from "./yaml-source.ts";

type Owners = {
  readonly zones: readonly Zone[];
  readonly equipment: readonly Equipment[];
  readonly points: readonly Point[];
};

type Take = (owner: Owner, parts: PointParts | undefined) => Record<string, Point>;

/**
 * Zones and equipment with their points, in file order, and what their profiles say of units on lines. What is wrong has
 * been told, and is left out.
 */
export const buildOwners = (building: Building): Owners & { readonly units: readonly SaidOfUnit[] } => {
  const points: Point[] = [];
  const units: SaidOfUnit[] = [];
  const owners: Owner[] = [];
  const take: Take = (owner, said) => {
    const own: Record<string, Point> = {};
    const parts = partsOf(building, owner, said ?? {});
    for (const [role, part] of Object.entries(parts)) {
      const built = part === undefined ? undefined : buildPoint(building, owner, role, part);
      if (built === undefined) continue;
      const point = { index: points.length, ...built };
      own[role] = point;
      points.push(point);
    }
    owners.push(owner);
    units.push(...limitsOf(building, owner, Object.values(own)));
    tellProfileDoubts(building, owner, parts);
    return own;
  };
  const zones = buildZones(building, take);
  const equipment = buildEquipment(building, take);
  tellUnitsTwice(building, owners);
  return { zones, equipment, points, units };
};

/** The points that the file names; where it names none, all of the profile that have a role of the owner's kind. */
const partsOf = (building: Building, owner: Owner, said: PointParts): PointParts => {
  const { kind, model, path } = owner;
  if (keysAt(building.written, path).includes("points") || !model || kind === undefined) return said;
  const roles = Object.values(model.profile.points).flatMap(({ role }) => role ?? []);
  const fitting = roles.filter(role => {
    const known = roleOf(kind, role);
    return known !== undefined && profileKey(model.profile, role, undefined, known.class) !== undefined;
  });
  if (fitting.length === 0) {
    const why = `${model.profile.id} has nothing for a ${kind}`;
    const help =
      roles.length === 0 ? "name its points with from" : `it has ${[...new Set(roles)].join(", ")}`;
    building.report({ code: "CFG314", path: [...path, "profile"], at: "value", why, help });
  }
  return Object.fromEntries(fitting.map(role => [role, null]));
};

const buildZones = (building: Building, take: Take): readonly Zone[] =>
  Object.entries(building.tree.zones ?? {}).map(([id, part]) => {
    const path = ["zones", id];
    checkId(building, id, path);
    const name = { zh: part?.name?.zh ?? id, en: part?.name?.en ?? id };
    const { mqtt, modbus, dlt645, hikvision, panel, receiver } = part ?? {};
    const model = modelOf(building, part ?? {}, path);
    const modelled = model === undefined ? {} : { model };
    const owner: Owner = {
      id,
      kind: "zone",
      zone: id,
      name,
      path,
      mqtt,
      modbus,
      dlt645,
      hikvision,
      panel,
      receiver,
      ...modelled,
    };
    const within = roomOf(building, id, part?.within);
    const points = take(owner, part?.points);
    return { id, name, tags: part?.tags ?? [], ...(within === undefined ? {} : { within }), points };
  });

const buildEquipment = (building: Building, take: Take): readonly Equipment[] =>
  Object.entries(building.tree.equipment ?? {}).flatMap(([id, part = {}]) => {
    const path = ["equipment", id];
    checkId(building, id, path);
    checkZone(building, id, part, path);
    const register = readRegister(building, part, path);
    const name = { zh: part.name?.zh ?? id, en: part.name?.en ?? id };
    const { kind, zone = "", mqtt, modbus, dlt645, hikvision, panel, receiver } = part;
    const model = modelOf(building, part, path);
    const line = lineOf(building, kind, part, path);
    const own = { ...(model === undefined ? {} : { model }), ...(line === undefined ? {} : { line }) };
    const points = take(
      { id, kind, zone, name, path, mqtt, modbus, dlt645, hikvision, panel, receiver, ...own },
      part.points,
    );
    const isSeen = register !== undefined || kind === "hydrant" || kind === "checkpoint";
    const isBare = model === undefined || keysAt(building.written, path).includes("points");
    if (isBare && keysAt(building.written, [...path, "points"]).length === 0 && !isSeen) {
      building.report({
        code: "CFG905",
        path,
        at: "key",
        why: `${id} has no points: nothing will be known of it`,
        isWarning: true,
      });
    }
    if (kind === undefined) return [];
    const equipment = { id, kind, name, zone, points, alwaysOn: part.always_on ?? false };
    const attributes = attributesOf(building, kind, part, path);
    return [
      {
        ...equipment,
        ...attributes,
        ...(line === undefined ? {} : { line }),
        ...(model ? { profile: model.profile.id } : {}),
        ...(register === undefined ? {} : { register }),
      },
    ];
  });

/** The room that the zone is a part of; undefined when it is none or when that has been refused. */
const roomOf = ({ report, written }: Building, id: string, room: string | undefined): string | undefined => {
  if (room === undefined) return undefined;
  const path = ["zones", id, "within"];
  const zones = keysAt(written, ["zones"]);
  if (!zones.includes(room)) {
    const help = suggestion(nearest(room, zones), zones, "name it under zones first");
    report({ code: "CFG301", path, at: "value", why: `there is no zone "${room}"`, help });
    return undefined;
  }
  const outer = keysAt(written, ["zones", room]).includes("within");
  if (room !== id && !outer) return room;
  const why = room === id ? "a zone is not a part of itself" : `"${room}" is itself a part of a room`;
  report({ code: "CFG308", path, at: "value", why, help: room === id ? "" : "name the room itself" });
  return undefined;
};

const checkId = ({ report }: Building, id: string, path: Path): void => {
  if (ID.test(id)) return;
  const help = "begin with a letter; letters, digits, - and _ only";
  report({ code: "CFG106", path, at: "key", why: `"${id}" cannot be an id`, help });
};

const checkZone = ({ report, written }: Building, id: string, part: EquipmentPart, path: Path): void => {
  const zones = keysAt(written, ["zones"]);
  if (zones.includes(id)) {
    report({
      code: "CFG306",
      path,
      at: "key",
      why: `"${id}" is a zone as well`,
      help: "give one of them another id",
    });
  }
  if (part.zone === undefined || zones.includes(part.zone)) return;
  const help = suggestion(nearest(part.zone, zones), zones, "name it under zones first");
  report({
    code: "CFG301",
    path: [...path, "zone"],
    at: "value",
    why: `there is no zone "${part.zone}"`,
    help,
  });
};
