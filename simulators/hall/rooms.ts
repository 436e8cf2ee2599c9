import type { Thing } from "../site/plan.ts";
import { indoorZones } from "./indoors.ts";
import { roomOf } from "./nameplates.ts";

/** The air of every zone as one thermal node: a heat capacity, a leak to the outside, a leak to the other rooms. */
export type Rooms = {
  /** °C; of a zone without a node (outside), the outdoor temperature. */
  temperatureC(zone: string): number;
  /** Moves every node by an explicit Euler step; it is stable as long as a step is far below the hours of RC. */
  step(seconds: number, around: Surroundings): void;
};

export type Surroundings = {
  readonly outdoorC: number;
  /** 0..1 */
  readonly sun: number;
  /** Heat given by equipment, people and open windows in the zone, W. */
  heatW(zone: string): number;
};

/** Air, furniture and the skin of the walls. */
const CAPACITY_J_PER_K_M2 = 60_000;
const LEAK_W_PER_K_M2 = 1.6;
const INNER_LEAK_W_PER_K_M2 = 1.5;
const SUN_W_PER_M2 = 12;

/** A node for every zone indoors, all as warm as each other. */
export const roomsOf = (things: readonly Thing[], startC: number): Rooms => {
  const nodes = new Map(indoorZones(things).map(id => [id, startC]));
  const totalM2 = [...nodes.keys()].reduce((sum, id) => sum + roomOf(id).areaM2, 0);
  let outdoorC = startC;
  return {
    temperatureC: zone => nodes.get(zone) ?? outdoorC,
    step: (seconds, around) => {
      outdoorC = around.outdoorC;
      const weighed = [...nodes].reduce((sum, [id, celsius]) => sum + roomOf(id).areaM2 * celsius, 0);
      const insideC = totalM2 > 0 ? weighed / totalM2 : outdoorC;
      for (const [id, celsius] of nodes) {
        const { areaM2 } = roomOf(id);
        const perM2 =
          LEAK_W_PER_K_M2 * (outdoorC - celsius) +
          INNER_LEAK_W_PER_K_M2 * (insideC - celsius) +
          SUN_W_PER_M2 * around.sun;
        const heatW = perM2 * areaM2 + around.heatW(id);
        nodes.set(id, celsius + (heatW * seconds) / (CAPACITY_J_PER_K_M2 * areaM2));
      }
    },
  };
};
