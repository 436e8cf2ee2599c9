import type { zhPlan } from "./zh-plan.ts";

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** The floor plan, in English. */
export const enPlan: typeof zhPlan = {
  plan: {
    map: floor => `Plan: ${floor}`,
    floors: "Floors",
    view: "View",
    asMap: "Plan",
    asList: "List",
    filter: "Equipment that is shown",
    families: { all: "All", security: "Security", power: "Power", environment: "Climate" },
    filtered: "The filter only takes equipment off the plan; alerts and missing data always show.",
    generated: "The site file says nothing of places: zones are laid out here, not where they are.",
    reading: "Reading the plan…",
    failed: "The plan cannot be read: the gateway did not answer. The list below says the same.",
    larger: "Zoom in",
    smaller: "Zoom out",
    whole: "Whole floor",
    legend: "Legend",
    marks: {
      running: "on",
      off: "off",
      doorOpen: "door open",
      doorClosed: "door closed",
      locked: "locked",
      unlocked: "unlocked",
      unknown: "no data",
    },
    where: "Where there are alerts",
    nowhere: "Not on the plan",
    calm: good => `No open alerts · ${plural(good, "point", "points")} good`,
    calmBlind: not => `No open alerts, but ${plural(not, "point", "points")} not good`,
    lost: "Connection lost: how it stands now is not known.",
    noAlerts: "no alerts",
    alertsOf: (n, priority, title) =>
      n === 1 ? `${priority}, 1 alert: ${title}` : `${n} alerts, highest ${priority}: ${title}`,
    blindOf: (n, age) => `${plural(n, "point", "points")} without data (${age})`,
    noPoints: "no points",
    missing: "There is no such place on the plan.",
    inZone: zone => `in ${zone}`,
    onMap: "Show on the plan",
    alerts: "Alerts",
    points: "Points",
    back: "Back",
    place: name => `Show on the plan: ${name}`,
  },
};
