import type { Rule } from "../language/rule.ts";
import type { Equipment, EquipmentKind, Site, Words, Zone } from "../site/model.ts";

/** What a rule is judged for: a piece of equipment, a zone, or the hall as a whole. */
export type Target = {
  readonly id: string;
  readonly kind: EquipmentKind | "zone" | "hall";
  readonly name: Words;
  /** The zone where it is, or that it is; empty for the hall. */
  readonly zone: string;
  readonly equipment?: Equipment;
};

/** Everything in the hall that a rule for each of a kind is judged for, in file order. */
export const targetsOf = (site: Site, each: Rule["each"]): readonly Target[] => {
  if (each === "hall") return [{ id: site.id, kind: "hall", name: site.name, zone: "" }];
  if (each === "zone") return site.zones.map(zoneTarget);
  return site.equipment.filter(({ kind }) => kind === each).map(equipmentTarget);
};

export const zoneTarget = ({ id, name }: Zone): Target => ({ id, kind: "zone", name, zone: id });

export const equipmentTarget = (equipment: Equipment): Target => {
  const { id, kind, name, zone } = equipment;
  return { id, kind, name, zone, equipment };
};
