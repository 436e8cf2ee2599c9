import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

/** The keys of a point as they are written, in a site file or on the page of a device model. */
export type Written = Readonly<Record<string, unknown>>;

/** What a zone or a piece of equipment says of the device that it is. */
export type Modelled = {
  readonly profile?: string | undefined;
  readonly modbus?: Written | undefined;
  readonly mqtt?: Written | undefined;
  readonly multipliers?: Written | undefined;
  readonly points: Readonly<Record<string, Written | null>>;
};

type Page = {
  readonly family?: string;
  readonly stride?: number;
  readonly each?: Written;
  readonly points: Readonly<Record<string, Written>>;
};

/** The pages that come with Hallwatch: data, like a site file. */
const MODELS = fileURLToPath(new URL("../../gateway/profiles/models/", import.meta.url));
const TABLES = ["coil", "discrete", "holding", "input"];
/** A point with one of these says itself where it is. */
const PLACES = [...TABLES, "topic", "path"];
const PLAYED = [undefined, "plain", "zigbee2mqtt", "tasmota"];

/**
 * The points of a device with a profile as if the site file had said them all, by role: those that it names and what else
 * the page has, since the device answers that as well.
 *
 * @param directory  where paths to pages of the hall's own begin
 * @throws {Error}   when there is no such page, or the device is of a family that nobody plays
 */
export const pointsOf = (entry: Modelled, directory: string): Readonly<Record<string, Written>> => {
  const said = Object.fromEntries(Object.entries(entry.points).map(([role, own]) => [role, own ?? {}]));
  if (entry.profile === undefined) return said;
  const page = pageOf(entry.profile, directory);
  if (!PLAYED.includes(page.family)) throw new Error(`nobody plays devices of ${page.family}`);
  const named = Object.entries(said).map(([role, { from, ...own }]) => {
    if (PLACES.some(key => key in own)) return [role, own] as const;
    const key = typeof from === "string" ? from : keyOf(page, role);
    if (key === undefined && role === "online") return [role, own] as const;
    if (key === undefined || page.points[key] === undefined)
      throw new Error(`${entry.profile} has no point for "${role}"`);
    return [role, { ...placed(page, key, entry), ...own }] as const;
  });
  const others = Object.keys(page.points).flatMap(key => {
    const role = page.points[key]?.role;
    return typeof role === "string" && !(role in said) ? [[role, placed(page, key, entry)] as const] : [];
  });
  return Object.fromEntries([...others, ...named]);
};

const pageOf = (name: string, directory: string): Page => {
  const path = /^\.{0,2}[\\/]|\.ya?ml$/.test(name) ? join(directory, name) : join(MODELS, `${name}.yaml`);
  const page = parse(readFileSync(path, "utf8")) as Partial<Page> | null;
  if (typeof page?.points !== "object") throw new Error(`${path} is no page of a device model`);
  return { ...page, points: page.points };
};

const keyOf = ({ points }: Page, role: string): string | undefined =>
  Object.keys(points).find(key => points[key]?.role === role);

/** A point of the page as a site file would say it of this device. */
const placed = (page: Page, key: string, entry: Modelled): Written => {
  const {
    write: _,
    multiply = [],
    minus,
    factor,
    ...point
  } = { ...page.each, ...page.points[key] } as Record<string, unknown> & { multiply?: readonly string[] };
  const further = Number(page.stride ?? 0) * Number(entry.modbus?.index ?? 0);
  const ratio = multiply.reduce((product, name) => product * ratioOf(entry.multipliers?.[name]), 1);
  const place = moved(point, further);
  const beside = {
    ...(minus === undefined ? {} : { minus: moved(minus as Written, further) }),
    ...(factor === undefined ? {} : { factor: moved(factor as Written, further) }),
  };
  if (TABLES.some(table => table in place)) {
    const [scale, offset] = [Number(point.scale ?? 1) * ratio, Number(point.offset ?? 0) * ratio];
    // A gateway whose modes have no `off` says that by another register, and keeps its mode.
    const [first] = Object.keys((point.values as Written | undefined) ?? {});
    return {
      ...place,
      ...beside,
      scale,
      offset,
      ...(first === undefined ? {} : { otherwise: Number(first) }),
    };
  }
  return { ...place, topic: String(place.topic ?? "{base}").replaceAll("{base}", String(entry.mqtt?.base)) };
};

const moved = (point: Written, further: number): Written => ({
  ...point,
  ...Object.fromEntries(TABLES.flatMap(t => (t in point ? [[t, Number(point[t]) + further]] : []))),
});

/** 40, or 200/5. */
const ratioOf = (said: unknown): number => {
  const [first = "1", second = "1"] = String(said ?? 1).split(/[/:]/);
  return Number(first) / Number(second);
};
