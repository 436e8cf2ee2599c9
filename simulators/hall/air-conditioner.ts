import { chance } from "../chance.ts";
import type { Thing } from "../site/plan.ts";
import { roomOf } from "./nameplates.ts";
import { type Part, tenth, type World } from "./part.ts";

/** Heat moved per electric energy of the compressor. */
const PERFORMANCE = 3.2;
/** Compressor power per floor area, W/m². */
const RATED_W_PER_M2 = 24;
const STANDBY_W = 3;

type Mode = "off" | "cool" | "heat";

/**
 * A split unit with an inverter. People run it while they work: cooling to 26 °C when it is hotter than 28 °C outside,
 * heating to 20 °C below 10 °C; the last to leave switches it off within a minute.
 */
export const airConditioner = ({ id, zone }: Thing, world: World): Part => {
  const ratedW = RATED_W_PER_M2 * roomOf(zone).areaM2;
  const fanW = 0.04 * ratedW;
  const linger = 10_000 + 50_000 * chance(world.seed, "switch", id)();
  let mode: Mode = "off";
  /** 0..1 of the compressor's rated power. */
  let load = 0;

  const setpointC = () => (world.faults.has("setpoint", id) ? 24 : mode === "heat" ? 20 : 26);
  const drawsW = () => (mode === "off" ? STANDBY_W : fanW + load * ratedW);
  const warmsW = () => (mode === "off" ? 0 : (mode === "heat" ? 1 : -1) * load * ratedW * PERFORMANCE + fanW);

  const step = () => {
    const outdoorC = world.weather.outdoorC(world.now());
    mode = world.people.working(zone, world.now(), linger) ? wanted(mode, outdoorC) : "off";
    const missingK = (mode === "heat" ? -1 : 1) * (world.roomC(zone) - setpointC());
    load = mode === "off" ? 0 : Math.min(1, Math.max(0, missingK + 0.3));
  };
  const show: Part["show"] = role => {
    switch (role) {
      case "mode":
        return mode;
      case "setpoint":
        return setpointC();
      case "return_temperature":
        return tenth(world.roomC(zone) + 0.2);
      case "power":
        return tenth(drawsW());
      case "run":
        return mode === "off" ? "off" : load > 0 ? "on" : "on-thermo-off";
      case "fan_speed":
        return mode === "off" ? 0 : Math.round(40 + 60 * load);
      case "fault":
        return "normal";
      default:
        return undefined;
    }
  };
  return {
    step,
    drawsW,
    warmsW,
    show,
    looks: () => (mode === "off" ? "off" : `${mode} ${setpointC()}`),
  };
};

/** People do not fiddle with it at every tenth of a degree outside. */
const wanted = (mode: Mode, outdoorC: number): Mode => {
  if (outdoorC > 28.2 || (mode === "cool" && outdoorC > 27.8)) return "cool";
  if (outdoorC < 10 || (mode === "heat" && outdoorC < 12)) return "heat";
  return "off";
};
