import type { Thing } from "../site/plan.ts";

/** Ids of the zones that have walls: all but those where a weather station stands. */
export const indoorZones = (things: readonly Thing[]): readonly string[] => {
  const outside = new Set(things.filter(({ kind }) => kind === "weather-station").map(({ zone }) => zone));
  return things.filter(({ kind, id }) => kind === "zone" && !outside.has(id)).map(({ id }) => id);
};
