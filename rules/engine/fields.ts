import type { Binding, Unbound } from "../language/scope.ts";
import { CIRCUIT_USES } from "../site/circuit-use.ts";
import { kinds } from "../site/kinds.ts";
import type { Equipment, EquipmentKind, Point } from "../site/model.ts";
import { nearest } from "../site/nearest.ts";
import { OWN_TAG, tagsOf } from "../site/tags.ts";
import type { SlotPlan } from "./slot-plan.ts";
import { pointType } from "./slots.ts";

/** Something whose roles and attributes a condition can name. */
export type Owner = {
  readonly kind: EquipmentKind | "zone";
  readonly id: string;
  readonly points: Readonly<Record<string, Point>>;
  readonly tags: readonly string[];
  readonly thing?: Equipment;
};

/** What the site file says of things of a kind, beside their points. */
const attributesOf = (kind: EquipmentKind | "zone"): readonly string[] => {
  if (kind === "zone") return ["tags", "approved"];
  const common = ["tags", "rated_power", "approved_power"];
  if (kind === "door") return [...common, "permitted", "key_lost"];
  if (kind === "power-circuit") return [...common, "use", "always_on"];
  return kind === "extinguisher" ? [...common, "inspected_on", "due_on"] : common;
};

/** Every role and attribute of a kind. */
export const fieldNames = (kind: EquipmentKind | "zone"): readonly string[] => [
  ...Object.keys(kinds[kind]),
  ...attributesOf(kind),
];

/** What a role or an attribute of an owner stands for: `door.lock`, `circuit.use`. */
export const fieldOf = (owner: Owner, field: string, plan: SlotPlan): Binding | Unbound => {
  const point = Object.hasOwn(owner.points, field) ? owner.points[field] : undefined;
  if (point) return { is: "slot", slot: point.index, type: pointType(point), id: point.id, isPoint: true };
  const label = `${owner.kind} ${owner.id}`;
  if (attributesOf(owner.kind).includes(field)) return attribute(owner, field, label, plan);
  if (Object.hasOwn(kinds[owner.kind], field))
    return { is: "missing", message: `${label} has no point "${field}"` };
  const known = fieldNames(owner.kind);
  const near = nearest(field, known);
  return {
    is: "wrong",
    message: `a ${owner.kind} has no "${field}"`,
    help: near === null ? `it has: ${known.join(", ")}` : `did you mean "${near}"?`,
  };
};

const attribute = (
  { kind, id, tags, thing }: Owner,
  field: string,
  label: string,
  plan: SlotPlan,
): Binding | Unbound => {
  switch (field) {
    case "tags": {
      const vocabulary = { words: tagsOf(kind === "zone" ? "zone" : "equipment"), ownPrefix: OWN_TAG };
      return { is: "texts", texts: tags, vocabulary };
    }
    case "use":
      return { is: "text", text: thing?.use ?? "other", vocabulary: { words: Object.keys(CIRCUIT_USES) } };
    case "always_on":
      return { is: "constant", value: thing?.alwaysOn ? 1 : 0, type: { is: "truth" } };
    case "rated_power":
      return watts(thing?.ratedPowerW, `${label} has no rated_power in the site file`);
    case "approved_power":
      return watts(thing?.approvedPowerW, `${label} has no approved_power in the site file`);
    case "approved":
      return slot(plan.approved.get(id), `${id}.approved`, "truth", `there is no zone ${id}`);
    case "permitted":
      return slot(plan.permitted.get(id), `${id}.permitted`, "truth", `there is no door ${id}`);
    case "key_lost":
      return slot(plan.keyLost.get(id), `${id}.key_lost`, "truth", `there is no door ${id}`);
    default: {
      const slots = field === "due_on" ? plan.dueOn : plan.inspectedOn;
      return slot(slots.get(id), `${id}.${field}`, "date", `${label} is not in the register`);
    }
  }
};

const watts = (value: number | undefined, lack: string): Binding | Unbound =>
  value === undefined
    ? { is: "missing", message: lack }
    : { is: "constant", value, type: { is: "number", unit: "W" } };

const slot = (
  found: number | undefined,
  id: string,
  is: "date" | "truth",
  lack: string,
): Binding | Unbound =>
  found === undefined
    ? { is: "missing", message: lack }
    : { is: "slot", slot: found, type: { is }, id, isPoint: false };
