import type { Rule } from "../../language/rule.ts";
import type { Point, Site } from "../../site/model.ts";
import { hall, rule, type Things } from "./hall.ts";

/** The hall with some owners behind Modbus lines: `{ M1: "modbus:plant/1" }`; the others stay MQTT devices. */
export const behind = (site: Site, vias: Readonly<Record<string, string>>): Site => {
  const moved = (point: Point): Point => ({ ...point, via: vias[point.owner] ?? point.via });
  return { ...site, points: site.points.map(moved) };
};

/** A rule that needs each point of a hall, so that none may be blind unnoticed. */
export const WATCHING: readonly Rule[] = [
  rule({ id: "lit", each: "light-circuit", condition: "light.power > 5000" }),
  rule({ id: "open", each: "door", condition: 'door.contact == "open" && door.lock == "locked"' }),
  rule({ id: "smoke", each: "smoke-detector", condition: 'smoke.alarm == "alarm"' }),
  rule({ id: "warm", each: "zone", condition: "zone.temperature > 40" }),
];

/** So many things of a kind, each with the roles that have points. */
export const many = (
  count: number,
  prefix: string,
  kind: Things[string][0],
  ...roles: readonly string[]
): Things =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${prefix}${index + 1}`, [kind, "hall", ...roles]] as const),
  );

/** Thirty units on one line, ten light circuits each: three hundred points. */
export const plant = (): Site => {
  const site = hall(many(300, "L", "light-circuit", "power"), { hall: [] });
  const vias = site.equipment.map(({ id }, index) => [id, `modbus:plant/${Math.floor(index / 10) + 1}`]);
  return behind(site, Object.fromEntries(vias));
};
