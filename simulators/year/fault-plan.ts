import { type Chance, chance } from "../chance.ts";
import { momentOf, type YearDay } from "./days.ts";
import type { YearFault } from "./truth.ts";

/** Nameplates of what can be left on, W. */
export const LIGHTS_W = { "L-hall": 1_200, "L-off1": 240, "L-store": 80 } as const;
export const STUCK_W = 700;
export const HEATER_W = 1_600;
export const FRIDGE_W = 300;

const CLOSING = 17 * 60 + 30;
const MORNING = 7 * 60 + 30;

export type FaultPlan = {
  readonly faults: readonly YearFault[];
  readonly closings: ReadonlyMap<string, "signed" | "partial" | "broken" | "none">;
};

/** Draws which nights something goes wrong in, and whose closing was certified: never two faults of a kind in one night. */
export const faultPlan = (days: readonly YearDay[], seed: number): FaultPlan => {
  const draw = chance(seed, "year-faults");
  // The first weeks are quiet, so that something can be learned; nights before days off are not chosen.
  const nights = days.filter(
    (day, index) => day.isOpen && days[index + 1]?.isOpen === true && day.number > 40 && day.number < 360,
  );
  const free = [...nights];
  const take = (count: number): readonly YearDay[] =>
    Array.from({ length: count }, () => free.splice(Math.floor(draw() * free.length), 1)[0]).flatMap(
      day => day ?? [],
    );
  const stretch = (from: string, count: number): readonly YearDay[] =>
    nights.filter(({ date }) => date >= from).slice(0, count);
  const reserved = new Set([...stretch("2025-04-08", 14), ...stretch("2025-09-15", 6)]);
  for (const day of reserved) if (free.includes(day)) free.splice(free.indexOf(day), 1);

  const faults: YearFault[] = [
    ...take(6).map(day => night(day, "light-left-on", "L-hall", LIGHTS_W["L-hall"])),
    ...take(6).map(day => night(day, "light-left-on", "L-off1", LIGHTS_W["L-off1"])),
    ...take(4).map(day => night(day, "light-left-on", "L-store", LIGHTS_W["L-store"])),
    ...take(3).map(day => ({ ...night(day, "light-left-on", "L-off1", LIGHTS_W["L-off1"]), isSilent: true })),
    ...stretch("2025-04-08", 14).map(day => night(day, "light-left-on", "L-off1", LIGHTS_W["L-off1"])),
    ...take(10).map(day => night(day, "cooling-left-on", "AC-hall", 0)),
    ...stretch("2025-09-15", 6).map(day => night(day, "stuck-valve", "AC-hall", STUCK_W)),
    ...take(4).map(day => night(day, "stuck-valve", "AC-hall", STUCK_W)),
    ...take(8).map(day => night(day, "unmetered-load", "sockets", HEATER_W)),
    ...take(6).map(day => night(day, "unmetered-load", "sockets", FRIDGE_W)),
  ];
  return { faults, closings: closingsOf(days, faults, draw) };
};

const night = (day: YearDay, kind: YearFault["kind"], target: string, powerW: number): YearFault => ({
  kind,
  target,
  date: day.date,
  from: momentOf(day, CLOSING),
  to: momentOf(day, 24 * 60 + MORNING),
  powerW,
  isSilent: false,
});

/**
 * What people see at a closing nobody certifies, but a light whose sensor is silent is overlooked, as is what no sensor tells.
 * Some other evenings nobody signs, or somebody stays, or something is opened later.
 */
const closingsOf = (
  days: readonly YearDay[],
  faults: readonly YearFault[],
  draw: Chance,
): FaultPlan["closings"] => {
  const seen = new Set(
    faults
      .filter(({ kind, isSilent }) => (kind === "light-left-on" || kind === "cooling-left-on") && !isSilent)
      .map(({ date }) => date),
  );
  return new Map(
    days
      .filter(({ isOpen }) => isOpen)
      .map(({ date }) => {
        const luck = draw();
        if (seen.has(date) || luck < 0.06) return [date, "none"];
        if (luck < 0.09) return [date, "partial"];
        return [date, luck < 0.11 ? "broken" : "signed"];
      }),
  );
};
