import { chance, wobble } from "../chance.ts";
import type { Thing } from "../site/plan.ts";
import { circuitOf } from "./nameplates.ts";
import { type Part, tenth, type World } from "./part.ts";
import { register } from "./register.ts";

/** Equipment on a circuit of its own: on while its people work, in standby otherwise; an always-on one never rests. */
export const powerCircuit = ({ id, zone, alwaysOn }: Thing, world: World): Part => {
  const { onW, standbyW } = circuitOf(id, alwaysOn);
  const linger = 10_000 + 50_000 * chance(world.seed, "switch", id)();
  const drift = wobble(world.seed, "circuit", id);
  const energy = register(world, id, onW);
  const isOn = () => alwaysOn || world.people.working(zone, world.now(), linger);
  const drawsW = () => (isOn() ? onW : standbyW) * (1 + 0.02 * drift(world.now()));
  const state = () => (isOn() ? "on" : "off");
  const show: Part["show"] = role => {
    switch (role) {
      case "state":
        return state();
      case "power":
        return tenth(drawsW());
      case "energy":
        return energy.kwh();
      default:
        return undefined;
    }
  };
  return { step: seconds => energy.add(drawsW(), seconds), drawsW, show, looks: state };
};
