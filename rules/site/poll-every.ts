import { type Millis, seconds } from "../time/instant.ts";
import type { PointClass } from "./point-class.ts";

/**
 * How often a point of the class is read over Modbus where nobody says it: what somebody may have to run for every
 * second, what changes with every switch every five, what only grows once a minute.
 */
export const pollEvery = ({ id, family, counter }: PointClass): Millis => {
  if (family === "security" || family === "safety") return seconds(1);
  if (counter === true) return seconds(60);
  return id.startsWith("elec-") || id === "light-circuit-power" ? seconds(5) : seconds(10);
};
