import type { Thing } from "../site/plan.ts";
import { windowsOn } from "./day.ts";
import type { Part, World } from "./part.ts";

/**
 * An extinguisher with a tag. On Mondays that are working days somebody walks round before opening and scans one after
 * the other, 40 s apart. A scan is an event: the point shows it in one step only.
 */
export const extinguisher = ({ id }: Thing, world: World): Part => {
  const round = world.plan.things.filter(({ kind }) => kind === "extinguisher");
  const place = round.findIndex(other => other.id === id);
  let isScanned = false;
  const step = (seconds: number) => {
    const day = world.days.of(world.now());
    const [first] = day.weekday === 0 ? windowsOn(day, world.plan.hours) : [];
    const since = first ? world.now() - (day.at(first.from - 20) + place * 40_000) : -1;
    isScanned = since >= 0 && since < seconds * 1000;
  };
  const show: Part["show"] = role => {
    if (role === "pressure") return world.faults.has("gauge-low", id) ? "low" : "normal";
    return role === "scan" && isScanned ? "seen" : undefined;
  };
  return { step, show, looks: () => (isScanned ? "scanned" : "hanging") };
};
