import type { zhEnergy } from "./zh-energy.ts";

/** Texts, in English, of charts, energy, meters and compliance. */
export const enEnergy: typeof zhEnergy = {
  chart: {
    time: "Time",
    table: "Show as a table",
    none: "no data",
    hint: "Point at the chart, or use the arrow keys, to read it value by value.",
    keys: "Arrow keys read it value by value",
    closed: "closed",
    estimated: "estimated",
    unknown: "no data",
  },
};
