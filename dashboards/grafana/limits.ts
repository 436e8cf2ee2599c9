import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const file = join(import.meta.dirname, "../../rules/packs/service-hall.yaml");

/**
 * Limits that graphs draw, as the pack of the halls states them, so that a board cannot say something else than the rules.
 * A hall that overrides a setting in its site file is judged by its own; the line on the graph is the pack's.
 */
export const limits = {
  /** Lowest setpoint for cooling in summer, °C. */
  setpointFloorC: setting("setpoint_floor", "Cel"),
  /** A light circuit that draws less is off, W. */
  lightOffBelowW: setting("light_off_below", "W"),
  /** Cooling is due when it is warmer outside, °C. */
  outdoorAboveC: setting("outdoor_above", "Cel"),
} as const;

function setting(name: string, unit: string): number {
  const found = parse(readFileSync(file, "utf8")).settings?.[name];
  if (typeof found?.value !== "number" || found.unit !== unit)
    throw new Error(`${file}: settings.${name} is no number in ${unit}`);
  return found.value;
}
