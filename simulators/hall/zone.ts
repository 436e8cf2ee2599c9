import { wobble } from "../chance.ts";
import type { Thing } from "../site/plan.ts";
import { roomOf } from "./nameplates.ts";
import { type Part, tenth, type World } from "./part.ts";

/** Heat of one person sitting. */
const PERSON_W = 100;

/** A room with its sensors: people, air and light. */
export const zone = ({ id }: Thing, world: World): Part => {
  const stir = wobble(world.seed, "air", id);
  const people = () => world.people.count(id, world.now());
  const show: Part["show"] = role => {
    const at = world.now();
    switch (role) {
      case "occupancy":
        return people();
      case "occupied":
        return people() > 0 ? "occupied" : "vacant";
      case "temperature":
        return tenth(world.roomC(id) + 0.1 * stir(at));
      case "humidity":
        return tenth(Math.min(70, world.weather.humidityPercent(at) - 10 + 2 * stir(at)));
      case "co2":
        return Math.round(430 + 9000 * (people() / roomOf(id).areaM2) + 10 * stir(at));
      case "illuminance":
        return Math.round(600 * world.weather.sun(at) + (people() > 0 ? 400 : 0));
      default:
        return undefined;
    }
  };
  return { warmsW: () => PERSON_W * people(), show, looks: () => (people() > 0 ? "people" : "empty") };
};
