import type { Rule } from "../../language/rule.ts";
import type { Reading } from "../../reading/reading.ts";
import { kinds } from "../../site/kinds.ts";
import type { Equipment, EquipmentKind, ExtinguisherEntry, Point, Site, Zone } from "../../site/model.ts";
import { pointClasses } from "../../site/point-classes.ts";
import { hallCalendar } from "../../time/hall-calendar.ts";
import { type Instant, instant, minutes } from "../../time/instant.ts";

/** A moment of the test day, Tuesday 2025-07-08 in Shanghai; `+1 09:00` is the day after. */
export const at = (text: string): Instant => {
  const [, days = "0", clock = "", second = ":00"] = /^(?:\+(\d+) )?(\d\d:\d\d)(:\d\d)?$/.exec(text) ?? [];
  return instant(Date.parse(`2025-07-${String(8 + Number(days)).padStart(2, "0")}T${clock}${second}+08:00`));
};

/** What there is in a test hall: `{ L1: ["light-circuit", "hall", "power"] }` with the roles that have points. */
export type Things = Readonly<Record<string, readonly [EquipmentKind, string, ...string[]]>>;

/** What else the site file says of a zone or a thing, by id: `{ D3: { tags: ["escape"] } }`. */
export type More = Partial<
  Pick<Equipment, "tags" | "use" | "ratedPowerW" | "alwaysOn" | "approvedPowerW" | "camera"> &
    Pick<Zone, "within">
>;

/** A small hall with the hours of site A: 08:30–12:00 and 14:00–17:30, people in from 07:50, summer June to September. */
export const hall = (
  things: Things,
  zones: Readonly<Record<string, readonly string[]>> = { hall: ["occupancy"] },
  registers: Readonly<Record<string, ExtinguisherEntry>> = {},
  more: Readonly<Record<string, More>> = {},
): Site => {
  const points: Point[] = [];
  const point = (
    owner: string,
    kind: EquipmentKind | "zone",
    zone: string,
    role: string,
  ): readonly [string, Point] => {
    const known = pointClasses.get(kinds[kind][role]?.class ?? "");
    if (!known) throw new Error(`no role ${role} of ${kind}`);
    const made: Point = {
      index: points.length,
      id: `${owner}.${role}`,
      role,
      owner,
      zone,
      name: { zh: `${owner} ${role}`, en: `${owner} ${role}` },
      class: known,
      staleAfter: known.staleAfter,
      source: { is: "mqtt", topic: owner, path: [role], scale: 1 },
      via: `mqtt:${owner}`,
    };
    points.push(made);
    return [role, made];
  };
  const madeZones: Zone[] = Object.entries(zones).map(([id, roles]) => ({
    id,
    name: { zh: id, en: id },
    tags: [],
    points: Object.fromEntries(roles.map(role => point(id, "zone", id, role))),
    ...(more[id] as Partial<Zone>),
  }));
  const equipment: Equipment[] = Object.entries(things).map(([id, [kind, zone, ...roles]]) => ({
    id,
    kind,
    zone,
    name: { zh: id, en: id },
    alwaysOn: false,
    tags: [],
    points: Object.fromEntries(roles.map(role => point(id, kind, zone, role))),
    ...(registers[id] && { register: registers[id] }),
    ...(more[id] as Partial<Equipment>),
  }));
  const day = [
    { from: 8.5 * 60, to: 12 * 60 },
    { from: 14 * 60, to: 17.5 * 60 },
  ];
  return {
    id: "site-t",
    name: { zh: "测试厅", en: "Test hall" },
    packs: [],
    settings: {},
    calendar: hallCalendar({
      timeZone: "Asia/Shanghai",
      holidays: "china",
      staffFrom: 7 * 60 + 50,
      week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] },
      dates: new Map(),
      seasons: new Map([["summer", { from: "06-01", to: "09-30" }]]),
    }),
    people: [],
    zones: madeZones,
    equipment,
    points,
    sources: { modbus: {} },
    history: { keepDays: 1, keepMinutesDays: 1, keepQuartersDays: 1, keepClasses: {}, influx: [] },
    roster: { shifts: [], absences: [] },
    notify: { channels: [], quiet: null },
    photos: false,
  };
};

/** A rule with what a test does not care about filled in. */
export const rule = (partial: Pick<Rule, "id" | "each" | "condition"> & Partial<Rule>): Rule => ({
  clauses: [partial.id.toUpperCase()],
  title: { zh: partial.id, en: partial.id },
  inForce: ["always"],
  hold: minutes(0),
  gap: "pause",
  fact: partial.id,
  level: "violation",
  priority: 3,
  tell: [],
  escalate: null,
  show: [],
  steps: [],
  ...partial,
});

/** A good reading of `point`; the value as a number or as a word of its class. */
export const reading = (
  site: Site,
  point: string,
  value: number | string,
  when: Instant,
  received = when,
): Reading => {
  const found = site.points.find(({ id }) => id === point);
  if (!found) throw new Error(`no point ${point}`);
  const number = typeof value === "number" ? value : (found.class.words?.indexOf(value) ?? -1);
  return { point: found.index, value: number, at: when, receivedAt: received, quality: "good" };
};

/** A bad reading: the device failed. */
export const failure = (site: Site, point: string, when: Instant, reason = "no answer"): Reading => ({
  ...reading(site, point, 0, when),
  value: Number.NaN,
  quality: "bad",
  reason,
});
