import { buildPoint } from "./build-point.ts";
import { type Building, keysAt, type Owner, type PointPart, suggestion } from "./building.ts";
import { extinguisherDueOn } from "./extinguisher.ts";
import type { Equipment, ExtinguisherEntry, Point, Zone } from "./model.ts";
import { nearest } from "./nearest.ts";
import type { Salvaged } from "./salvage.ts";
import { ID, type SiteFile } from "./schema.ts";
import type { Path } from "./yaml-source.ts";

type Owners = {
  readonly zones: readonly Zone[];
  readonly equipment: readonly Equipment[];
  readonly points: readonly Point[];
};
type EquipmentPart = NonNullable<NonNullable<Salvaged<SiteFile>["equipment"]>[string]>;

/** Zones and equipment with their points, in file order. What is wrong has been told, and is left out. */
export const buildOwners = (building: Building): Owners => {
  const points: Point[] = [];
  const take = (owner: Owner, parts: Readonly<Record<string, PointPart | undefined>> | undefined) => {
    const own: Record<string, Point> = {};
    for (const [role, part] of Object.entries(parts ?? {})) {
      const built = part && buildPoint(building, owner, role, part);
      if (built === undefined) continue;
      const point = { index: points.length, ...built };
      own[role] = point;
      points.push(point);
    }
    return own;
  };
  return { zones: buildZones(building, take), equipment: buildEquipment(building, take), points };
};

type Take = (
  owner: Owner,
  parts: Readonly<Record<string, PointPart | undefined>> | undefined,
) => Record<string, Point>;

const buildZones = (building: Building, take: Take): readonly Zone[] =>
  Object.entries(building.tree.zones ?? {}).map(([id, part]) => {
    const path = ["zones", id];
    checkId(building, id, path);
    const name = { zh: part?.name?.zh ?? id, en: part?.name?.en ?? id };
    const owner: Owner = { id, kind: "zone", zone: id, name, path, mqtt: part?.mqtt, modbus: part?.modbus };
    return { id, name, points: take(owner, part?.points) };
  });

const buildEquipment = (building: Building, take: Take): readonly Equipment[] =>
  Object.entries(building.tree.equipment ?? {}).flatMap(([id, part = {}]) => {
    const path = ["equipment", id];
    checkId(building, id, path);
    checkZone(building, id, part, path);
    const register = readRegister(building, part, path);
    const name = { zh: part.name?.zh ?? id, en: part.name?.en ?? id };
    const { kind, zone = "" } = part;
    const points = take({ id, kind, zone, name, path, mqtt: part.mqtt, modbus: part.modbus }, part.points);
    if (keysAt(building.written, [...path, "points"]).length === 0 && register === undefined) {
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
    return [register === undefined ? equipment : { ...equipment, register }];
  });

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

const readRegister = (
  { report, written }: Building,
  part: EquipmentPart,
  path: Path,
): ExtinguisherEntry | undefined => {
  const at = [...path, "register"];
  const isWritten = keysAt(written, path).includes("register");
  if (part.kind !== undefined && part.kind !== "extinguisher" && isWritten) {
    report({
      code: "CFG407",
      path: at,
      at: "key",
      why: `a ${part.kind} has no register entry: it is for extinguishers`,
    });
  }
  if (part.kind === "extinguisher" && !isWritten) {
    const help = "add register: { agent: powder, made_on: 2022-03-01 }";
    report({
      code: "CFG903",
      path: at,
      at: "missing",
      why: "no register entry: nobody can say when it is due",
      help,
      isWarning: true,
    });
  }
  const {
    agent,
    made_on: madeOn,
    last_serviced_on: lastServicedOn,
    inspected_on: inspectedOn,
  } = part.register ?? {};
  for (const [key, day] of [
    ["last_serviced_on", lastServicedOn],
    ["inspected_on", inspectedOn],
  ] as const) {
    if (day === undefined || madeOn === undefined || day >= madeOn) continue;
    report({
      code: "CFG202",
      path: [...at, key],
      at: "value",
      why: `${day} is before it was made on ${madeOn}`,
    });
  }
  if (agent === undefined || madeOn === undefined || part.kind !== "extinguisher") return undefined;
  return {
    agent,
    madeOn,
    dueOn: extinguisherDueOn(agent, madeOn, lastServicedOn),
    ...(lastServicedOn === undefined ? {} : { lastServicedOn }),
    ...(inspectedOn === undefined ? {} : { inspectedOn }),
  };
};
