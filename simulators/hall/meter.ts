import { wobble } from "../chance.ts";
import type { Thing } from "../site/plan.ts";
import { indoorZones } from "./indoors.ts";
import { meteredKind, roomOf } from "./nameplates.ts";
import { type Part, tenth, type World } from "./part.ts";
import { register } from "./register.ts";

/** More than a hall draws on its hottest day, averaged over day and night and over its floor. */
const MOST_W_PER_M2 = 11;
const POWER_FACTOR = 0.95;

/** A meter over everything, or over the equipment of one kind. */
export const meter = ({ id }: Thing, world: World): Part => {
  const drift = wobble(world.seed, "mains");
  const areaM2 = indoorZones(world.plan.things).reduce((sum, zone) => sum + roomOf(zone).areaM2, 0);
  const energy = register(world, id, MOST_W_PER_M2 * areaM2);
  const powerW = () => world.drawnW(meteredKind(id));
  const voltage = () => tenth(230 + 2.5 * drift(world.now()));
  const show: Part["show"] = role => {
    switch (role) {
      case "power":
        return tenth(powerW());
      case "energy":
        return energy.kwh();
      case "voltage":
        return voltage();
      case "current":
        return Math.round((powerW() / (voltage() * POWER_FACTOR)) * 100) / 100;
      case "frequency":
        return Math.round((50 + 0.03 * drift(world.now() / 2)) * 100) / 100;
      case "power_factor":
        return POWER_FACTOR;
      case "apparent_power":
        return tenth(powerW() / POWER_FACTOR);
      case "reactive_power":
        return tenth(powerW() * Math.tan(Math.acos(POWER_FACTOR)));
      case "energy_total":
        return energy.kwh();
      case "energy_export":
        return 0;
      default:
        return phase(role);
    }
  };
  /** The load is spread over three phases; all have the voltage of the mains. */
  const phase = (role: string) => {
    const [, what] = /^(power|voltage|current)_l[123]$/.exec(role) ?? [];
    const whole = what === undefined ? undefined : show(what);
    if (typeof whole !== "number" || what === "voltage") return whole;
    return Math.round((whole / 3) * 100) / 100;
  };
  return { step: seconds => energy.add(powerW(), seconds), show };
};
