import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import { byUrgency } from "../store/reduce.ts";

type Equipment = WireHall["equipment"][number];

/** A thing with a nameplate and the points that tell its state. */
export type Thing = {
  readonly equipment: Equipment;
  readonly points: readonly WirePoint[];
  readonly alert: WireAlert | null;
};

/** One zone with everything that is known of it. */
export type ZoneView = {
  readonly id: string;
  readonly name: WireHall["zones"][number]["name"];
  readonly temperature: WirePoint | null;
  readonly people: WirePoint | null;
  readonly things: readonly Thing[];
  /** Open alerts in it, most urgent first. */
  readonly alerts: readonly WireAlert[];
};

/** The roles that tell the state of a kind, in reading order; all other points are on the points page. */
const telling: Readonly<Record<string, readonly string[]>> = {
  "air-conditioner": ["mode", "setpoint", "fault"],
  "light-circuit": ["state", "power"],
  "power-circuit": ["state", "power"],
  door: ["contact", "lock"],
  window: ["contact"],
  "weather-station": ["temperature"],
  meter: ["power"],
  "alarm-panel": ["arm", "alarm", "tamper", "fault"],
  extinguisher: ["pressure"],
};

const order = Object.keys(telling);

/** The hall zone by zone, in the order of its site file. */
export const zonesOf = (
  hall: WireHall,
  points: readonly WirePoint[],
  alerts: readonly WireAlert[],
): readonly ZoneView[] =>
  hall.zones.map(({ id, name }) => {
    const own = (role: string) => points.find(point => point.owner === id && point.role === role) ?? null;
    const here = alerts.filter(({ zone }) => zone === id).sort(byPresence);
    return {
      id,
      name,
      temperature: own("temperature"),
      people: own("occupancy"),
      things: hall.equipment
        .filter(({ zone }) => zone === id)
        .map(equipment => thingOf(equipment, points, here))
        .sort((a, b) => rank(a) - rank(b)),
      alerts: here,
    };
  });

const thingOf = (equipment: Equipment, points: readonly WirePoint[], alerts: readonly WireAlert[]): Thing => {
  const own = points.filter(({ owner }) => owner === equipment.id);
  const isOff = own.some(({ role, word, state }) => role === "mode" && word === "off" && state === "good");
  const roles = (telling[equipment.kind] ?? own.map(({ role }) => role)).filter(
    // A machine that is off, or that nobody can see, is not set to anything.
    role =>
      role !== "setpoint" || (!isOff && own.every(each => each.role !== "mode" || each.state === "good")),
  );
  return {
    equipment,
    points: roles.flatMap(role => own.filter(point => point.role === role)),
    alert:
      alerts.find(({ target }) => target === equipment.id || own.some(({ via }) => via === target)) ?? null,
  };
};

/** Whether an alert says that something is wrong there now: not over, not put aside, not explained by another. */
export const isAtHand = ({ label }: WireAlert): boolean =>
  !["returned", "shelved", "suppressed", "out-of-service", "closed"].includes(label);

/** What still holds before what is over or put aside, then by urgency. */
const byPresence = (a: WireAlert, b: WireAlert): number =>
  Number(isAtHand(b)) - Number(isAtHand(a)) || byUrgency(a, b);

const rank = ({ equipment }: Thing): number => {
  const at = order.indexOf(equipment.kind);
  return at < 0 ? order.length : at;
};

/** From how many watts a circuit without a switch state of its own counts as on. */
const ON_FROM_W = 10;

/** Whether a thing runs, as far as its trusted points tell: lights and machines are drawn filled while they do. */
export const isRunning = ({ kind }: Equipment, points: readonly WirePoint[]): boolean => {
  if (kind === "meter") return false;
  const state = points.find(({ role }) => role === "mode" || role === "state");
  if (state) return state.word !== "off";
  return points.some(({ role, value }) => role === "power" && (value ?? 0) >= ON_FROM_W);
};

/** Whether a door or a window stands open. */
export const standsOpen = (points: readonly WirePoint[]): boolean =>
  points.some(({ role, word }) => role === "contact" && word === "open");
