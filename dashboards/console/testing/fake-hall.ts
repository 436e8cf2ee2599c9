import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { wirePlan } from "#gateway/app/wire-plan.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import type { WirePlan } from "#gateway/wire/plan.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import { kinds } from "#rules/site/kinds.ts";
import type { EquipmentKind, Words } from "#rules/site/model.ts";
import { parseSite } from "#rules/site/parse.ts";
import { pointClasses } from "#rules/site/point-classes.ts";
import { loadNamedProfiles } from "../../../gateway/config/load-profiles.ts";

type Source = { readonly line?: string; readonly unit?: number };
type Owner = { readonly name: Words; readonly modbus?: Source; readonly points?: Record<string, object> };
type Equipment = Owner & { readonly kind: EquipmentKind; readonly zone: string };
type SiteFile = {
  readonly site: { readonly id: string; readonly name: Words; readonly timezone: string };
  readonly people: WireHall["people"];
  readonly zones: Record<string, Owner>;
  readonly equipment: Record<string, Equipment>;
};

const text = readFileSync(new URL("../../../simulators/halls/service-hall.yaml", import.meta.url), "utf8");
const file = parse(text, { merge: true }) as SiteFile;

const { byName } = await loadNamedProfiles("service-hall.yaml", text);

/** The demo hall as its site file describes it. */
export const fakeHall = (speed: number): WireHall => ({
  id: file.site.id,
  name: file.site.name,
  timeZone: file.site.timezone,
  speed,
  people: file.people,
  zones: Object.entries(file.zones).map(([id, { name }]) => ({ id, name })),
  photos: true,
  grafana: "https://grafana.example.org",
  equipment: Object.entries(file.equipment).map(([id, { kind, name, zone }]) => ({ id, kind, name, zone })),
});

/** The demo hall's floor plan as its gateway tells it; `isPlaced`: else as if its site file said nothing of places. */
export const fakePlan = (isPlaced = true): WirePlan => {
  const parsed = parseSite(text, "service-hall.yaml", byName);
  if (parsed.is === "refused") throw new Error("the demo hall is wrong");
  const { plan: _plan, ...bare } = parsed.site;
  return wirePlan(isPlaced ? parsed.site : bare);
};

/** What the demo hall's points read on a summer evening, shortly after closing, when nothing is wrong. */
const evening: Readonly<Record<string, number | string>> = {
  "hall.occupancy": 0,
  "hall.temperature": 26.8,
  "off1.occupancy": 0,
  "off1.temperature": 27.1,
  "off2.occupancy": 0,
  "off2.temperature": 26.4,
  "back.occupancy": 1,
  "equip.temperature": 29.6,
  "O1.temperature": 31.2,
  "M-main.power": 3120,
  "M-main.energy": 48_211.4,
  "M-main.voltage": 229.4,
  "M-main.frequency": 50,
  "M-light.power": 186,
  "M-light.energy": 9_120.7,
  "E-ctr.power": 2.1,
  "E-prt.power": 1.4,
  "SEC.power": 64,
};
/** By role, where the point itself says nothing. */
const usual: Readonly<Record<string, number | string>> = {
  mode: "off",
  setpoint: 26,
  return_temperature: 27.2,
  state: "off",
  power: 0.8,
  contact: "closed",
  lock: "locked",
  pressure: "normal",
  scan: "seen",
};

/** Every point of the demo hall, good and read a few seconds before `at`. */
export const fakePoints = (at: number): WirePoint[] => [
  ...Object.entries(file.zones).flatMap(([id, zone]) => pointsOf(id, id, "zone", zone, at)),
  ...Object.entries(file.equipment).flatMap(([id, thing]) => pointsOf(id, thing.zone, thing.kind, thing, at)),
];

const pointsOf = (
  owner: string,
  zone: string,
  kind: EquipmentKind | "zone",
  { name, modbus, points = {} }: Owner,
  at: number,
): WirePoint[] =>
  Object.keys(points).map((role, index) => {
    const known = kinds[kind][role];
    if (!known) throw new Error(`${kind} has no role ${role}`);
    const id = `${owner}.${role}`;
    const words = pointClasses.get(known.class)?.words;
    const age = 2000 + ((index * 3 + owner.length) % 9) * 1000;
    return {
      point: id,
      name: { zh: `${name.zh}${known.name.zh}`, en: `${name.en} ${known.name.en}` },
      ...reading(known.class, evening[id] ?? usual[role] ?? 0),
      at: new Date(at - age).toISOString(),
      state: "good",
      class: known.class,
      owner,
      zone,
      role,
      ...(words && { words: [...words] }),
      via: modbus ? `modbus:${modbus.line}/${modbus.unit}` : `mqtt:${owner}`,
      staleAfterSeconds: (pointClasses.get(known.class)?.staleAfter ?? 600_000) / 1000,
      since: new Date(at - 3_600_000).toISOString(),
    };
  });

/** A value of a class on the wire: a number in its unit, or a word with its place among the words of the class. */
export const reading = (
  pointClass: string,
  value: number | string,
): Pick<WirePoint, "value" | "word" | "unit"> => {
  const known = pointClasses.get(pointClass);
  if (typeof value === "number") return { value, ...(known?.unit !== undefined && { unit: known.unit }) };
  const place = known?.words?.indexOf(value) ?? -1;
  if (place < 0) throw new Error(`${pointClass} has no word ${value}`);
  return { value: place, word: value };
};
