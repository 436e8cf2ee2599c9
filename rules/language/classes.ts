import type { AlertClass } from "../site/model.ts";
import type { Rule } from "./rule.ts";

/** Every class, with what it is for: the guard's own first. */
export const CLASSES: Readonly<Record<AlertClass, string>> = {
  "life-safety": "fire, gas, panic, break-in: nobody can put it aside, and nothing explains it away",
  security: "doors, windows, alarms, cameras, people where they should not be",
  equipment: "something does not work",
  energy: "power is wasted; never told to the guard",
  housekeeping: "comfort, cleanliness, paper; never told to the guard",
  system: "the gateway and its network",
};

/** Classes that are no business of a guard. */
export const NOT_FOR_GUARDS: ReadonlySet<AlertClass> = new Set(["energy", "housekeeping"]);

const OF_KIND: Readonly<Record<Rule["each"], AlertClass>> = {
  "smoke-detector": "life-safety",
  "panic-button": "life-safety",
  "glass-break": "life-safety",
  "alarm-panel": "security",
  door: "security",
  window: "security",
  shutter: "security",
  cabinet: "security",
  camera: "security",
  recorder: "security",
  "guard-tag": "security",
  "emergency-light": "security",
  extinguisher: "equipment",
  hydrant: "equipment",
  checkpoint: "security",
  mains: "security",
  hall: "security",
  zone: "security",
  "air-conditioner": "energy",
  "light-circuit": "energy",
  "power-circuit": "energy",
  sign: "energy",
  meter: "energy",
  appliance: "equipment",
  clock: "equipment",
  kiosk: "equipment",
  "leak-sensor": "equipment",
  "queue-machine": "equipment",
  screen: "equipment",
  terminal: "equipment",
  ups: "equipment",
  "weather-station": "equipment",
  gateway: "system",
  line: "system",
  uplink: "system",
};

/**
 * What is at stake where a rule does not say it. A fault of something that only uses power is a matter of equipment; advice
 * about a room is housekeeping.
 *
 * @param kind  what the rule is judged for
 */
export const usualClass = (kind: Rule["each"], level: Rule["level"]): AlertClass => {
  const usual = OF_KIND[kind];
  if (usual === "energy" && level === "fault") return "equipment";
  if (kind === "zone" && level === "advisory") return "housekeeping";
  return usual;
};

/** What is at stake in what a rule finds. */
export const classOf = ({ class: said, each, level }: Pick<Rule, "class" | "each" | "level">): AlertClass =>
  said ?? usualClass(each, level);
