import { chance } from "../chance.ts";
import type { YearDay } from "./days.ts";
import { momentOf } from "./days.ts";
import { LIGHTS_W, STUCK_W } from "./fault-plan.ts";
import { room } from "./room.ts";
import type { YearFault } from "./truth.ts";
import type { YearWeather } from "./weather.ts";

const OPEN_MINUTE = 7 * 60 + 50;
/** Terminals and the air-conditioner go off before the doors close, people leave after. */
const SHUT_MINUTE = 17 * 60 + 25;
const COOL_FROM = 8 * 60;
const ALWAYS_W = 180;
const TERMINALS_W = 900;
const SOCKETS_W = 450;
const NIGHT_LIGHT_W = 20;
const STANDBY_W = 35;
/** It is switched to cooling, or to heating, on days that are so warm or so cold, °C. */
const COOL_ABOVE = 19;
const HEAT_BELOW = 12;
const HEATED_C = 20;
const BEFORE_C = 24;
const AFTER_C = 26;
/** The rule is for summer, and for when it is hotter outside than this. */
const SUMMER = { from: "06-01", to: "09-30" };
const HOT_C = 28;

const MODES = { off: 0, cool: 1, heat: 2 } as const;

/** What was true in a step. */
export type YearStep = {
  readonly metersW: Readonly<Record<"M-main" | "M-ac" | "M-light" | "M-plug", number>>;
  /** What the air-conditioner would have drawn more at the old setpoint. */
  readonly savedW: number;
  /** It cools below what is allowed while it is hot outside in summer. */
  readonly isTooCold: boolean;
};

export type YearHall = {
  /** Lets the five minutes from a minute of a day pass. */
  step(day: YearDay, minute: number): YearStep;
  /** What the sensors tell after the last step. */
  look(noise: () => number): readonly { readonly point: string; readonly value: number }[];
};

type Plan = {
  readonly seed: number;
  readonly weather: YearWeather;
  readonly faults: readonly YearFault[];
  readonly changedOn: string;
};

/** A service hall with an office and a store room: people, lights, terminals, sockets, one air-conditioner. */
export const yearHall = ({ seed, weather, faults, changedOn }: Plan): YearHall => {
  const draw = chance(seed, "year-hall");
  const [real, unchanged] = [room(16), room(16)];
  const byDate = new Map<string, YearFault[]>();
  for (const fault of faults) byDate.set(fault.date, [...(byDate.get(fault.date) ?? []), fault]);
  let today: { date: string; busy: number; leaves: number; plugs: number; evening: readonly YearFault[] } = {
    date: "",
    busy: 1,
    leaves: 0,
    plugs: 1,
    evening: [],
  };
  let seen: { point: string; value: number }[] = [];

  const turn = (day: YearDay): void => {
    const evening = byDate.get(today.date) ?? [];
    // Days differ by who comes: what is drawn for a day is drawn whether or not it is open.
    const [busy, leaves, plugs] = [0.8 + 0.4 * draw(), 1_056 + 12 * draw(), 0.9 + 0.2 * draw()];
    today = { date: day.date, busy, leaves, plugs, evening };
  };

  const step = (day: YearDay, minute: number): YearStep => {
    if (today.date !== day.date) turn(day);
    const at = momentOf(day, minute);
    const on = [...today.evening, ...(byDate.get(day.date) ?? [])].filter(
      ({ from, to }) => from <= at && at < to,
    );
    const isOn = (kind: YearFault["kind"], target: string): boolean =>
      on.some(each => each.kind === kind && each.target === target);
    const isIn = day.isOpen && OPEN_MINUTE <= minute && minute < today.leaves;
    const works = day.isOpen && OPEN_MINUTE <= minute && minute < SHUT_MINUTE;
    const trembling = 0.98 + 0.04 * draw();
    const lights = {
      "L-hall": isIn || isOn("light-left-on", "L-hall") ? LIGHTS_W["L-hall"] * trembling : 0,
      "L-off1": isIn || isOn("light-left-on", "L-off1") ? LIGHTS_W["L-off1"] * trembling : 0,
      "L-store": (isIn && minute % 240 < 20) || isOn("light-left-on", "L-store") ? LIGHTS_W["L-store"] : 0,
    };
    const lightW = lights["L-hall"] + lights["L-off1"] + lights["L-store"] + NIGHT_LIGHT_W;
    const plugsW = works ? TERMINALS_W * today.plugs * trembling : 0;
    const socketsW =
      ALWAYS_W * (0.97 + 0.06 * draw()) +
      (isIn ? SOCKETS_W * today.busy * (0.8 + 0.4 * draw()) : 0) +
      on.filter(({ kind }) => kind === "unmetered-load").reduce((sum, { powerW }) => sum + powerW, 0);

    const outdoorC = weather.outdoorC(day.number, minute);
    const isLeftOn = isOn("cooling-left-on", "AC-hall");
    const runs = (works && minute >= COOL_FROM) || isLeftOn;
    const mode = runs ? modeFor(weather.meanC(day.number), isLeftOn) : "off";
    const cooledC = day.date < changedOn ? BEFORE_C : AFTER_C;
    const gainsKw =
      0.2 + 1.4 * weather.sun(day.number, minute) + (isIn ? (0.9 * lightW) / 1_000 + 1.6 * today.busy : 0);
    const around = { outdoorC, gainsKw, mode, setpointC: mode === "heat" ? HEATED_C : cooledC } as const;
    const before = { ...around, setpointC: mode === "heat" ? HEATED_C : BEFORE_C };
    const factor = 0.97 + 0.06 * draw();
    const drawnW = real.step(around) * factor;
    const unchangedW = unchanged.step(before) * factor;
    const stuckW = mode === "off" && isOn("stuck-valve", "AC-hall") ? STUCK_W * trembling : 0;
    const acW = drawnW + STANDBY_W + stuckW;

    seen = [
      { point: "O1.temperature", value: outdoorC },
      { point: "hall.occupancy", value: isIn ? Math.round(4 + 10 * today.busy) : 0 },
      { point: "hall.temperature", value: real.insideC() },
      { point: "off1.occupancy", value: isIn ? 2 : 0 },
      { point: "AC-hall.mode", value: MODES[mode] },
      { point: "AC-hall.setpoint", value: around.setpointC },
      { point: "AC-hall.power", value: acW },
      { point: "L-hall.power", value: lights["L-hall"] },
      { point: "L-off1.power", value: lights["L-off1"] },
      { point: "L-store.power", value: lights["L-store"] },
      { point: "L-night.power", value: NIGHT_LIGHT_W },
      { point: "E-term.power", value: plugsW },
      { point: "M-main.power", value: lightW + plugsW + socketsW + acW },
    ];
    const monthDay = day.date.slice(5);
    return {
      metersW: {
        "M-main": lightW + plugsW + socketsW + acW,
        "M-ac": acW,
        "M-light": lightW,
        "M-plug": plugsW,
      },
      savedW: unchangedW - drawnW,
      isTooCold:
        mode === "cool" &&
        cooledC < AFTER_C &&
        outdoorC > HOT_C &&
        SUMMER.from <= monthDay &&
        monthDay <= SUMMER.to,
    };
  };

  return {
    step,
    look: noise =>
      seen.map(({ point, value }) => {
        const isMeasured = point.endsWith("temperature");
        return { point, value: isMeasured ? value + 0.1 * (noise() - 0.5) : value };
      }),
  };
};

/** What is left on runs in whatever the day before needed, also where this one needs nothing. */
const modeFor = (meanC: number, isLeftOn: boolean): keyof typeof MODES => {
  if (meanC > COOL_ABOVE || (isLeftOn && meanC > HEAT_BELOW)) return "cool";
  return meanC < HEAT_BELOW || isLeftOn ? "heat" : "off";
};
