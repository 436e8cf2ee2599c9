import { chance, wobble } from "../chance.ts";
import type { Thing } from "../site/plan.ts";
import { lightW } from "./nameplates.ts";
import { type Part, tenth, type World } from "./part.ts";

/** Lights that the last one to leave the room switches off within a minute and a half. */
export const lightCircuit = ({ id, zone }: Thing, world: World): Part => {
  const linger = 20_000 + 70_000 * chance(world.seed, "switch", id)();
  const drift = wobble(world.seed, "light", id);
  const isOn = () => world.faults.has("light-left-on", id) || world.people.busy(zone, world.now(), linger);
  const drawsW = () => (isOn() ? lightW(id) * (1 + 0.01 * drift(world.now())) : 0);
  const state = () => (isOn() ? "on" : "off");
  return {
    drawsW,
    show: role => (role === "state" ? state() : role === "power" ? tenth(drawsW()) : undefined),
    looks: state,
  };
};
