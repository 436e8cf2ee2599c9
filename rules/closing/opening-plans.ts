import type { Equipment, EquipmentKind, Site, Words } from "../site/model.ts";
import { isFrom, need, type Plan, planner } from "./needs.ts";

/**
 * Kinds that must answer before the hall opens.
 *
 * @see DZ-2.1b, TL-3.4-4, GA-1.2-14 in the clause catalogue
 */
const KINDS: ReadonlySet<EquipmentKind> = new Set([
  "terminal",
  "kiosk",
  "queue-machine",
  "screen",
  "camera",
  "clock",
  "alarm-panel",
]);

const ANSWERS: Words = { zh: "开机并在线", en: "on and answering" };
const OFFLINE: Words = { zh: "离线", en: "offline" };
/** Watts from which a device without a heartbeat counts as on. */
const ON_FROM_W = 5;

/** The devices that the opening check asks about. Positions at which nobody sits are not among them. */
export const openingPlans = (site: Site): readonly Plan[] =>
  site.equipment.flatMap(each => planOf(each) ?? []);

const planOf = (equipment: Equipment): Plan | null => {
  const { kind, tags, points } = equipment;
  if (!KINDS.has(kind)) return null;
  if (kind === "terminal" && tags.includes("counter") && !tags.includes("staffed")) return null;
  const asked = need(points.online, "online", OFFLINE) ?? isFrom(points.power, ON_FROM_W);
  return asked ? planner(equipment)("device", ANSWERS, [asked]) : null;
};
