import { readFileSync } from "node:fs";
import { type Rulebook, rulebook } from "../rules/engine/rulebook.ts";
import { hall, type Things } from "../rules/engine/testing/hall.ts";
import { parsePack } from "../rules/language/pack.ts";
import type { ReadingColumns } from "../rules/reading/columns.ts";
import type { Site } from "../rules/site/model.ts";

/** Time between two readings of a point, in ms. */
export const EVERY = 10_000;
const ROOMS = 10;

/** A hall of 100 points under the rules that ship: lights, doors, air-conditioners, people, temperatures. */
export const hundredPoints = (): { readonly site: Site; readonly book: Rulebook } => {
  const room = (index: number): string => `room${index % ROOMS}`;
  const things: Things = Object.fromEntries([
    ...many(20, n => [`L${n}`, ["light-circuit", room(n), "power"]] as const),
    ...many(10, n => [`D${n}`, ["door", room(n), "contact", "lock"]] as const),
    ...many(6, n => [`A${n}`, ["air-conditioner", room(n), "mode", "setpoint", "power"]] as const),
    ...many(21, n => [`C${n}`, ["power-circuit", room(n), "power"]] as const),
    ["O1", ["weather-station", room(0), "temperature"]] as const,
  ]);
  const zones = Object.fromEntries(many(ROOMS, n => [room(n), ["occupancy", "temperature"]] as const));
  const site = hall(things, zones);
  const text = readFileSync(new URL("../rules/packs/service-hall.yaml", import.meta.url), "utf8");
  const parsed = parsePack(text, "service-hall.yaml");
  if (parsed.is === "refused") throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  if (site.points.length !== 100) throw new Error(`${site.points.length} points`);
  return { site, book: rulebook(site, [parsed.pack]) };
};

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

/**
 * Readings of all points every ten seconds from `from` to before `to`, made up from a seed: people come and go with the
 * hall's hours, measured values tremble, and now and then a light stays on, a door stays open or a device falls silent.
 */
export const madeUp = function* (
  site: Site,
  from: number,
  to: number,
  seed = 7,
): Generator<ReadingColumns, void, void> {
  const { points } = site;
  const ticks = 360;
  const rows = ticks * points.length;
  const columns = {
    at: new Float64Array(rows),
    value: new Float64Array(rows),
    point: new Uint32Array(rows),
    quality: new Uint8Array(rows),
  };
  const level = new Float64Array(points.length);
  const tremble = new Float64Array(points.length);
  const silent = new Uint8Array(points.length);
  let state = seed >>> 0;
  const chance = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let hour = from; hour < to; hour += ticks * EVERY) {
    const clock = new Date(hour + 8 * 3_600_000);
    const isOpen = clock.getUTCDay() % 6 !== 0 && clock.getUTCHours() >= 8 && clock.getUTCHours() < 18;
    const warmth =
      22 +
      9 * Math.sin(((clock.getUTCHours() - 8) / 24) * 2 * Math.PI) +
      6 * Math.sin(clock.getUTCMonth() / 2);
    for (const {
      index,
      class: { id, words },
    } of points) {
      silent[index] = chance() < 0.002 ? 1 : 0;
      const isOdd = chance() < 0.02;
      tremble[index] = words || id === "occupancy" ? 0 : 0.2;
      if (id === "occupancy" || id === "zone-occupancy-count")
        level[index] = isOpen ? Math.floor(chance() * 12) : 0;
      else if (words) level[index] = Number(isOpen !== isOdd) % words.length;
      else if (id.includes("temp")) level[index] = id.includes("setpoint") ? (isOdd ? 24 : 26) : warmth;
      else level[index] = isOpen !== isOdd ? 120 : 2;
    }
    let row = 0;
    for (let tick = 0; tick < ticks; tick++) {
      const at = hour + tick * EVERY;
      for (let point = 0; point < points.length; point++) {
        if (silent[point] === 1) continue;
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        columns.at[row] = at + point;
        columns.value[row] = level[point]! + tremble[point]! * (state / 2 ** 32);
        columns.point[row] = point;
        row++;
      }
    }
    yield { rows: row, ...columns };
  }
};
