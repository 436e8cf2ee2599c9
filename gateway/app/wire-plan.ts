import { floorPlan } from "#rules/plan/layout.ts";
import type { Site } from "#rules/site/model.ts";
import type { WirePlan } from "../wire/plan.ts";

/** The floor plan of a hall on the wire: as its site file and pictures have it, and laid out where they say nothing. */
export const wirePlan = (site: Site): WirePlan => {
  const { floors, zones, things } = floorPlan(site);
  return {
    floors: floors.map(({ id, name, sizeM: [width, height], isGenerated, drawing }) => ({
      id,
      name,
      size: [width, height],
      isGenerated,
      drawing: drawing.map(({ d, matrix, isFilled, isLined }) => ({
        d,
        matrix: [...matrix],
        isFilled,
        isLined,
      })),
    })),
    zones: zones.map(({ id, floor, outline, box }) => ({
      id,
      floor,
      outline: outline.map(([x, y]) => [x, y]),
      box,
    })),
    things: things.map(({ id, floor, at: [x, y], facingDeg, widthM }) => ({
      id,
      floor,
      at: [x, y],
      facing: facingDeg,
      width: widthM,
    })),
  };
};
