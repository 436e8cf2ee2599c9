import { convert } from "../units/convert.ts";
import { mqttProfilePoint } from "./build-mqtt-profile.ts";
import { everyOf, unitOf } from "./build-unit.ts";
import { readMqttWrite, readWrite } from "./build-write.ts";
import { keysAt, type Model, type PointDraft, suggestion } from "./building.ts";
import { widthOf } from "./modbus-value.ts";
import type { ModbusPlace, ModbusSource, MqttSource, PointSource } from "./model.ts";
import { nearest } from "./nearest.ts";
import { pointClasses } from "./point-classes.ts";
import type { ModbusProfile, MqttProfile, Profile } from "./profile.ts";

type ProfilePoint = Profile["points"][string];

/** What the file may say of a point that its profile has. */
const OWN = ["name", "from", "class", "range", "stale", "every", "modbus", "control"];

/**
 * The key of the profile's point for a role: the one that the file names, or the one that has the role. Where several
 * have it, the one of the class that the role has; else one of the same family: the smoke of a detector is no alarm of
 * an intruder panel.
 *
 * @param pointClass  id of the class that the role has
 */
export const profileKey = (
  { points }: Profile,
  role: string,
  from: string | undefined,
  pointClass: string | undefined,
): string | undefined => {
  if (from !== undefined) return Object.hasOwn(points, from) ? from : undefined;
  const keys = Object.keys(points).filter(key => points[key]?.role === role);
  const family = pointClass === undefined ? undefined : pointClasses.get(pointClass)?.family;
  return (
    keys.find(key => points[key]?.class.id === pointClass) ??
    keys.find(key => family === undefined || points[key]?.class.family === family)
  );
};

/** The source of a point as its owner's profile says it; undefined when it cannot, which has then been told. */
export const profileSource = (draft: PointDraft, model: Model): PointSource | undefined => {
  const { profile } = model;
  const key = profileKey(profile, draft.role, draft.part.from, draft.class.id);
  const point = key === undefined ? undefined : profile.points[key];
  if (key === undefined || point === undefined) return unknown(draft, profile);
  const factors = factorsOf(draft, key, point, ratioOf(draft, model, point));
  refuseSaidTwice(draft, point);
  if (factors === undefined) return undefined;
  const scaled = { ...draft, ...factors };
  switch (profile.is) {
    case "modbus":
      return modbusSource(scaled, { ...model, profile }, key);
    case "mqtt":
      return mqttSource(scaled, profile, key);
  }
};

const modbusSource = (
  draft: PointDraft,
  model: Model<ModbusProfile>,
  key: string,
): ModbusSource | undefined => {
  const point = model.profile.points[key];
  const unit = unitOf(draft);
  if (point === undefined || unit === undefined) return undefined;
  const { scale, offset } = draft;
  const { minus, factor, write, values, sentinels } = point;
  const further = (model.profile.stride ?? 0) * model.index;
  const moved = (place: ModbusPlace): ModbusPlace => ({ ...place, address: place.address + further });
  const place = moved(point.place);
  const others = [minus, factor?.place, write?.place].flatMap(each =>
    each === undefined ? [] : [moved(each)],
  );
  if ([place, ...others].some(each => each.address + widthOf(each) - 1 > LAST_ADDRESS)) {
    const why = `${model.profile.id} has no unit ${model.index}: it would lie past the last register`;
    const path = [...draft.owner.path, "modbus", "index"];
    draft.building.report({ code: "CFG317", path, at: "value", why, help: "the first is 0" });
    return undefined;
  }
  const ownWrite = write === undefined ? readWrite(draft, place) : undefined;
  const profileWrite = write?.place === undefined ? write : { ...write, place: moved(write.place) };
  const written = ownWrite ?? profileWrite;
  return {
    is: "modbus",
    ...unit,
    ...place,
    scale,
    offset,
    sentinels,
    ...(values === undefined ? {} : { values }),
    ...(minus === undefined ? {} : { minus: moved(minus) }),
    ...(factor === undefined ? {} : { factor: { ...factor, place: moved(factor.place) } }),
    every: everyOf(draft, model.profile.limits.every),
    ...(written === undefined ? {} : { write: written }),
  };
};

const LAST_ADDRESS = 65_535;

const mqttSource = (draft: PointDraft, profile: MqttProfile, key: string): MqttSource | undefined => {
  const source = mqttProfilePoint(draft, profile, key);
  const write = readMqttWrite(draft);
  return source === undefined || write === undefined ? source : { ...source, write };
};

/** What the number is multiplied with beside its scale; a ratio that nobody states has been told. */
const ratioOf = (
  { building, owner }: PointDraft,
  { profile, ratios }: Model,
  point: ProfilePoint,
): number => {
  if (point.is !== "modbus") return 1;
  const stated = keysAt(building.written, [...owner.path, "multipliers"]);
  for (const name of point.multipliers) {
    if (stated.includes(name)) continue;
    const note = profile.is === "modbus" ? profile.multipliers[name]?.note : undefined;
    const why = `${profile.id} tells what its ${name} sees, and nothing says its ratio`;
    const usual = `write multipliers: { ${name}: … } as it stands on the transformer, such as 200/5; 1 when it is direct`;
    const help = note === undefined ? usual : `${usual}; ${note}`;
    building.report({ code: "CFG316", path: [...owner.path, "profile"], at: "value", why, help });
  }
  return point.multipliers.reduce((product, name) => product * (ratios[name] ?? 1), 1);
};

/** Takes the device's number to the unit of the role's class; undefined when the one is nothing like the other. */
const factorsOf = (
  draft: PointDraft,
  key: string,
  point: ProfilePoint,
  ratio: number,
): Pick<PointDraft, "scale" | "offset"> | undefined => {
  const { unit, words } = draft.class;
  const has = point.class;
  if (unit !== undefined && has.unit !== undefined) {
    const conversion = convert(has.unit, unit);
    if (conversion.is === "conversion") {
      const scale = ratio * conversion.scale;
      return {
        scale: exact(point.scale * scale),
        offset: exact(point.offset * scale + conversion.offset),
      };
    }
    return other(draft, `"${key}" is ${has.id} in ${has.unit}, but ${draft.role} is in ${unit}`);
  }
  if (words === undefined || has.words === undefined) {
    const [is, needs] = has.words ? ["words", "a number"] : ["a number", "words"];
    return other(draft, `"${key}" is ${has.id}, which is ${is}, but ${draft.role} needs ${needs}`);
  }
  const said = point.values === undefined ? has.words : Object.values(point.values);
  const odd = said.find(word => !words.includes(word));
  if (odd === undefined) return { scale: 1, offset: 0 };
  return other(draft, `"${key}" may be "${odd}", but ${draft.role} is one of ${words.join(", ")}`);
};

/** Without the last digit, in which products of decimals are wrong: 0.1 × 3 is 0.3. */
const exact = (product: number): number => Number(product.toPrecision(15));

const other = ({ building, part, path }: PointDraft, why: string): undefined => {
  const at = part.from === undefined ? path : [...path, "from"];
  const help = "name another point of the profile with from";
  building.report({ code: "CFG315", path: at, at: "value", why, help });
};

/** Keys that say again, or otherwise, what the profile says. */
const refuseSaidTwice = ({ building, path }: PointDraft, point: ProfilePoint): void => {
  const mayWrite = point.is === "mqtt" || point.write === undefined;
  const known = [...OWN, ...(mayWrite ? ["write"] : [])];
  for (const key of keysAt(building.written, path)) {
    const isOther = point.is === "mqtt" && (key === "every" || key === "modbus");
    if (known.includes(key) && !isOther) continue;
    const why = isOther
      ? `"${key}" is for Modbus, but this point is read over MQTT`
      : `the profile says "${key}" of this point`;
    const help = isOther ? "" : "leave it out, or describe the point without the profile";
    building.report({ code: isOther ? "CFG402" : "CFG319", path: [...path, key], at: "key", why, help });
  }
};

const unknown = ({ building, part, path, role }: PointDraft, profile: Profile): undefined => {
  const { points } = profile;
  if (part.from !== undefined) {
    const known = Object.keys(points);
    const help = suggestion(nearest(part.from, known), known, "");
    const why = `${profile.id} has no point "${part.from}"`;
    building.report({ code: "CFG314", path: [...path, "from"], at: "value", why, help });
    return;
  }
  const roles = Object.values(points).flatMap(point => point.role ?? []);
  const help = `it has ${[...new Set(roles)].join(", ")}; name one of its points with from, or give it a source of its own`;
  const why = `${profile.id} has nothing for ${role}`;
  building.report({ code: "CFG314", path, at: "key", why, help });
};
