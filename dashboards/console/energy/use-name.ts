import { hall } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import type { UseRow } from "./groups.ts";

/** What a row of where the energy went is called. */
export const useName = ({ is, id, meter }: Pick<UseRow, "is" | "id" | "meter">): string => {
  const words = t().energy;
  if (is === "unaccounted") return words.rest;
  if (is === "use") return words.useNames[id] ?? id;
  if (is === "circuit") return meter ? say(meter.name) : id;
  const zone = hall.value?.zones.find(each => each.id === id);
  return zone ? say(zone.name) : words.noZone;
};
