import { chance } from "../chance.ts";
import type { Thing } from "../site/plan.ts";
import type { Part, World } from "./part.ts";

/** How long the main door stands open when somebody passes. */
const PASSAGE_MS = 8_000;

/**
 * A door. The first to come unlock it, and the last to leave lock it within a minute. People come and go by the main
 * door, which is the first one of the site file.
 */
export const door = ({ id }: Thing, world: World): Part => {
  const isMain = world.plan.things.find(({ kind }) => kind === "door")?.id === id;
  const linger = 15_000 + 45_000 * chance(world.seed, "lock", id)();
  const contact = () => {
    const isOpen =
      world.faults.has("door-open", id) || (isMain && world.people.passing(world.now(), PASSAGE_MS));
    return isOpen ? "open" : "closed";
  };
  const lock = () =>
    world.faults.has("door-unlocked", id) || world.people.open(world.now(), linger) ? "unlocked" : "locked";
  return {
    show: role => (role === "contact" ? contact() : role === "lock" ? lock() : undefined),
    looks: lock,
  };
};
