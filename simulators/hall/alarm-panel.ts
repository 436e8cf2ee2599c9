import type { Thing } from "../site/plan.ts";
import type { Part, World } from "./part.ts";

/** An intrusion panel that the last to leave arm, and the first to come disarm. */
export const alarmPanel = (_: Thing, world: World): Part => {
  const arm = () => (world.people.open(world.now(), 90_000) ? "disarmed" : "armed-away");
  const show: Part["show"] = role => {
    switch (role) {
      case "arm":
        return arm();
      case "alarm":
      case "tamper":
      case "fault":
        return "normal";
      default:
        return undefined;
    }
  };
  return { show, looks: arm };
};
