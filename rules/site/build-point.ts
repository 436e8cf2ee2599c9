import type { Millis } from "../time/instant.ts";
import { convert, convertibleTo } from "../units/convert.ts";
import { units } from "../units/units.ts";
import { profileKey } from "./build-profile-source.ts";
import { buildSource } from "./build-source.ts";
import {
  type Building,
  keysAt,
  type Owner,
  type PointDraft,
  type PointPart,
  saysWhere,
  suggestion,
} from "./building.ts";
import { kinds, type Role, roleOf } from "./kinds.ts";
import type { Point, PointSource, Words } from "./model.ts";
import { nearest } from "./nearest.ts";
import type { PointClass } from "./point-class.ts";
import { pointClasses } from "./point-classes.ts";
import type { Path } from "./yaml-source.ts";

/**
 * A point of an owner; undefined when something of it is wrong, which has then been told.
 *
 * @param part  what the file says of it; null: nothing, its owner's profile has it
 */
export const buildPoint = (
  building: Building,
  owner: Owner,
  roleName: string,
  part: PointPart | null,
): Omit<Point, "index"> | undefined => {
  const path = part === null ? [...owner.path, "profile"] : [...owner.path, "points", roleName];
  return pointAt({ building, owner, role: roleName, part: part ?? {}, path });
};

const pointAt = (draft: Omit<PointDraft, "class" | "scale" | "offset">): Omit<Point, "index"> | undefined => {
  const { building, owner, part, path, role: roleName } = draft;
  const role = findRole(building, owner, roleName, path);
  const pointClass = role && findClass(building, role, part, path);
  if (role === undefined || pointClass === undefined) return undefined;
  const { scale, offset } = factors(building, part, pointClass, path);
  const source = buildSource({ ...draft, class: pointClass, scale, offset });
  checkWords(building, part, pointClass, path);
  checkRange(building, part, pointClass, path);
  if (source === undefined) return undefined;
  const silentAfter = source.is === "mqtt" ? silenceOf(owner) : undefined;
  const staleAfter = part.stale ?? silentAfter ?? pointClass.staleAfter;
  warnStale(building, source, staleAfter, path);
  const range = part.range ?? profileRange(draft, pointClass) ?? pointClass.range;
  return {
    id: `${owner.id}.${roleName}`,
    role: roleName,
    owner: owner.id,
    zone: owner.zone,
    name: nameOf(owner.name, part.name, role),
    class: pointClass,
    ...(range === undefined ? {} : { range }),
    staleAfter,
    source,
    via: viaOf(owner, source),
  };
};

/** How long the model may be silent; undefined: its page does not say. */
const silenceOf = ({ model }: Owner): Millis | undefined =>
  model?.profile.is === "mqtt" ? model.profile.silentAfter : undefined;

/** What is plausible as the model's page says it, where the point is the page's; undefined: it says nothing. */
const profileRange = (
  { building, owner, part, role, path }: Pick<PointDraft, "building" | "owner" | "part" | "role" | "path">,
  pointClass: PointClass,
): Point["range"] => {
  const profile = saysWhere(building.written, path) ? undefined : owner.model?.profile;
  const key = profile && profileKey(profile, role, part.from, pointClass.id);
  const { range, class: has } = (key !== undefined && profile?.points[key]) || {};
  if (range === undefined || has?.unit === undefined || pointClass.unit === undefined) return undefined;
  const conversion = convert(has.unit, pointClass.unit);
  if (conversion.is === "refused") return undefined;
  const [low, high] = range.map(limit => limit * conversion.scale + conversion.offset);
  return low === undefined || high === undefined ? undefined : [low, high];
};

const viaOf = (owner: Owner, source: PointSource): string => {
  switch (source.is) {
    case "mqtt":
      return `mqtt:${owner.id}`;
    case "modbus":
      return `modbus:${source.line}/${source.unit}`;
    case "dlt645":
      return `dlt645:${source.line}/${source.meter}`;
    case "receiver":
      return `receiver:${source.receiver}/${source.account}`;
    case "panel":
      return `panel:${source.panel}`;
    case "hikvision":
      return `hikvision:${source.recorder}`;
    case "own":
      return `own:${owner.id}`;
  }
};

const findRole = ({ report }: Building, owner: Owner, name: string, path: Path): Role | undefined => {
  if (owner.kind === undefined) return undefined;
  const role = roleOf(owner.kind, name);
  if (role !== undefined) return role;
  const known = Object.keys(kinds[owner.kind]);
  const help = suggestion(nearest(name, known), known, "");
  report({ code: "CFG304", path, at: "key", why: `a ${owner.kind} has no "${name}"`, help });
  return undefined;
};

const findClass = ({ report }: Building, role: Role, part: PointPart, path: Path): PointClass | undefined => {
  const usual = pointClasses.get(role.class);
  const asked = part.class === undefined ? usual : pointClasses.get(part.class);
  const at = [...path, "class"];
  if (asked === undefined) {
    const help = suggestion(
      nearest(part.class ?? "", [...pointClasses.keys()]),
      [],
      `the role has ${role.class}`,
    );
    report({ code: "CFG303", path: at, at: "value", why: `there is no point class "${part.class}"`, help });
  } else if ((asked.words === undefined) !== (usual?.words === undefined)) {
    const [has, needs] = asked.words ? ["words", "a number"] : ["a number", "words"];
    report({
      code: "CFG303",
      path: at,
      at: "value",
      why: `${asked.id} is ${has}, but the role needs ${needs}`,
      help: `the role has ${role.class}`,
    });
    return undefined;
  }
  return asked;
};

/** Takes the device's number to the class's unit: number × scale + offset. */
const factors = ({ report }: Building, part: PointPart, pointClass: PointClass, path: Path) => {
  const { scale = 1, offset = 0, unit } = part;
  if (scale === 0) {
    report({
      code: "CFG105",
      path: [...path, "scale"],
      at: "value",
      why: "a scale of 0 makes every value 0",
    });
  }
  if (pointClass.unit === undefined) {
    const odd = (["unit", "scale", "offset"] as const).find(key => part[key] !== undefined);
    const why = `${pointClass.id} is words and has no unit, scale or offset`;
    if (odd !== undefined) report({ code: "CFG406", path: [...path, odd], at: "key", why });
    return { scale: 1, offset: 0 };
  }
  if (unit === undefined) return { scale, offset };
  const conversion = convert(unit, pointClass.unit);
  if (conversion.is === "conversion") {
    return { scale: scale * conversion.scale, offset: offset * conversion.scale + conversion.offset };
  }
  const fitting = convertibleTo(pointClass.unit);
  const near = units.has(unit) ? null : nearest(unit, [...fitting, ...units.keys()]);
  const help = near !== null ? `did you mean "${near}"?` : `${pointClass.id} can be in ${fitting.join(", ")}`;
  report({ code: "CFG404", path: [...path, "unit"], at: "value", why: conversion.why, help });
  return { scale, offset };
};

const checkWords = (
  { report, written }: Building,
  part: PointPart,
  pointClass: PointClass,
  path: Path,
): void => {
  const known = pointClass.words;
  const at = [...path, "values"];
  if (known === undefined) {
    const why = `${pointClass.id} is a number: values are for words`;
    if (keysAt(written, path).includes("values")) report({ code: "CFG406", path: at, at: "key", why });
    return;
  }
  for (const [raw, word] of Object.entries(part.values ?? {})) {
    if (word === undefined || known.includes(word)) continue;
    const help = suggestion(nearest(word, known), known, "");
    report({
      code: "CFG305",
      path: [...at, raw],
      at: "value",
      why: `${pointClass.id} has no word "${word}"`,
      help,
    });
  }
};

const checkRange = ({ report }: Building, part: PointPart, pointClass: PointClass, path: Path): void => {
  if (part.range === undefined) return;
  const [low, high] = part.range;
  const at = [...path, "range"];
  if (pointClass.words !== undefined) {
    report({ code: "CFG406", path: at, at: "key", why: `${pointClass.id} is words and has no range` });
  } else if (low >= high) {
    const help = low === high ? "a range has a lowest and a highest value" : `write [${high}, ${low}]`;
    report({ code: "CFG403", path: at, at: "value", why: `${low} is not below ${high}`, help });
  }
};

const warnStale = ({ report }: Building, source: PointSource, staleAfter: number, path: Path): void => {
  if ((source.is !== "modbus" && source.is !== "dlt645") || source.every < staleAfter) return;
  const why = `is read every ${source.every / 1_000} s but stale after ${staleAfter / 1_000} s`;
  report({
    code: "CFG901",
    path,
    at: "value",
    why,
    help: "read it more often, or set stale",
    isWarning: true,
  });
};

/** The owner's name with the role's, unless the one already ends with the other. */
const nameOf = (owner: Words, own: PointPart["name"], role: Role): Words => ({
  zh: own?.zh ?? joined(owner.zh, role.name.zh, hasLetter(owner.zh, role.name.zh) ? " " : ""),
  en: own?.en ?? joined(owner.en, role.name.en, " "),
});

/** Whether one of the two letters that meet is none of Chinese. */
const hasLetter = (before: string, after: string): boolean =>
  /[\x21-\x7e]$/.test(before) || /^[\x21-\x7e]/.test(after);

const joined = (owner: string, role: string, gap: string): string =>
  owner.toLowerCase().endsWith(role.toLowerCase()) ? owner : `${owner}${gap}${role}`;
