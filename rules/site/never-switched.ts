import type { CircuitUse, Equipment, EquipmentKind, Point } from "./model.ts";

/** What guards people and the house, or what the gateway itself hangs on. */
const KINDS: ReadonlySet<EquipmentKind> = new Set<EquipmentKind>([
  "alarm-panel",
  "smoke-detector",
  "emergency-light",
  "panic-button",
  "glass-break",
  "camera",
  "recorder",
  "gateway",
  "line",
  "uplink",
  "ups",
  "mains",
  "door",
  "shutter",
  "cabinet",
]);

const USES: ReadonlySet<CircuitUse> = new Set<CircuitUse>(["security", "network"]);

/**
 * Why a point is never switched from here, whatever the site file allows; null: nothing speaks against it by itself.
 *
 * @param owner  the equipment that has the point; undefined: a zone has it
 */
export const neverSwitched = (
  { class: pointClass, source }: Pick<Point, "class" | "source">,
  owner: Pick<Equipment, "kind" | "alwaysOn" | "use"> | undefined,
): string | null => {
  if (owner === undefined) return "a zone is no device: only equipment is switched from here";
  if (KINDS.has(owner.kind))
    return `${/^[aeiou]/.test(owner.kind) ? "an" : "a"} ${owner.kind} is never switched from here`;
  if (owner.alwaysOn) return "what must stay powered (always_on) is never switched from here";
  if (owner.use !== undefined && USES.has(owner.use))
    return `a circuit that feeds ${owner.use} equipment is never switched from here`;
  if (pointClass.family === "security" || pointClass.family === "safety")
    return `${pointClass.id} is about ${pointClass.family}: it is never switched from here`;
  if (source.is === "own") return "the gateway measures this itself: nothing can be written to it";
  if ((source.is !== "mqtt" && source.is !== "modbus") || source.write === undefined)
    return "nothing says how it is written";
  if (source.is === "modbus" && source.unit === 0)
    return "unit 0 is everybody on the line: nothing answers, and all obey";
  return null;
};
