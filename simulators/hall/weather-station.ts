import type { Thing } from "../site/plan.ts";
import { type Part, tenth, type World } from "./part.ts";

/** A thermometer in the shade. */
export const weatherStation = (_: Thing, world: World): Part => ({
  show: role => (role === "temperature" ? tenth(world.weather.outdoorC(world.now())) : undefined),
});
