import type { PlanWords } from "./plan-zh.ts";

/** What `hallwatch plan` says in English. */
export const planEn: PlanWords = {
  title: hall => `The floor plan of ${hall}`,
  floor: (id, name, width, height) => `${id}  ${name}, ${width} × ${height} m`,
  none: "The site file has no plan: the console lays the zones out by itself.",
  count: (zones, points) => `${zones} zones and ${points} points have a place`,
  of: (placed, all) => `${placed} of ${all}`,
  zones: "Zones without a place",
  points: "Points without a place",
  loose: "Equipment of which only the zone has a place (put somewhere in it)",
  strangers: "In pictures: ids that the hall does not have, and what is not drawn",
  right: "Nothing is missing.",
};
