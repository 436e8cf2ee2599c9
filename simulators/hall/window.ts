import type { Thing } from "../site/plan.ts";
import type { Part, World } from "./part.ts";

const AIRING_MS = 20 * 60_000;
/** Air through one open window: about 0.1 m³/s. */
const AIRING_W_PER_K = 120;

/** A window that the first to come open for twenty minutes, unless it is hot outside. */
export const window = ({ zone }: Thing, world: World): Part => {
  let wasWorking = true;
  let airedUntil = 0;
  const contact = () => (world.now() < airedUntil ? "open" : "closed");
  const step = () => {
    const isWorking = world.people.working(zone, world.now(), 0);
    if (isWorking && !wasWorking && world.weather.outdoorC(world.now()) < 29)
      airedUntil = world.now() + AIRING_MS;
    wasWorking = isWorking;
  };
  const warmsW = () =>
    contact() === "open" ? AIRING_W_PER_K * (world.weather.outdoorC(world.now()) - world.roomC(zone)) : 0;
  return {
    step,
    warmsW,
    show: role => (role === "contact" ? contact() : undefined),
    looks: contact,
  };
};
