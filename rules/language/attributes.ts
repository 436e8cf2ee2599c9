import { CIRCUIT_USES } from "../site/circuit-use.ts";
import { kinds } from "../site/kinds.ts";
import type { EquipmentKind } from "../site/model.ts";
import { pointClasses } from "../site/point-classes.ts";
import { OWN_TAG, tagsOf } from "../site/tags.ts";
import type { ValueType, Vocabulary } from "./types.ts";

/** What a condition can ask of a thing beside its points. */
export type Attribute =
  | { readonly is: "value"; readonly type: ValueType; readonly isLive: boolean }
  | { readonly is: "text"; readonly vocabulary: Vocabulary }
  | { readonly is: "texts"; readonly vocabulary: Vocabulary };

const WATTS: Attribute = { is: "value", type: { is: "number", unit: "W" }, isLive: false };
const TRUTH: Attribute = { is: "value", type: { is: "truth" }, isLive: false };
const LIVE_TRUTH: Attribute = { is: "value", type: { is: "truth" }, isLive: true };
const DATE: Attribute = { is: "value", type: { is: "date" }, isLive: true };

/** What the site file and the register say of things of a kind, by name. */
export const attributesOf = (kind: EquipmentKind | "zone"): Readonly<Record<string, Attribute>> => {
  const words = tagsOf(kind === "zone" ? "zone" : "equipment");
  const tags: Attribute = { is: "texts", vocabulary: { words, ownPrefix: OWN_TAG } };
  if (kind === "zone") return { tags, approved: LIVE_TRUTH };
  return {
    tags,
    rated_power: WATTS,
    approved_power: WATTS,
    ...(kind === "power-circuit" && {
      always_on: TRUTH,
      use: { is: "text", vocabulary: { words: Object.keys(CIRCUIT_USES) } } as const,
    }),
    ...(kind === "door" && { permitted: LIVE_TRUTH, key_lost: LIVE_TRUTH }),
    ...(kind === "extinguisher" && { inspected_on: DATE, due_on: DATE }),
  };
};

/** What the points of a role are, or null when the kind has no such role. */
export const roleType = (kind: EquipmentKind | "zone", role: string): ValueType | null => {
  const known = Object.hasOwn(kinds[kind], role) ? kinds[kind][role] : undefined;
  const found = known && pointClasses.get(known.class);
  if (found === undefined) return null;
  return found.words ? { is: "word", words: found.words } : { is: "number", unit: found.unit ?? "1" };
};

/** Every role and attribute of a kind. */
export const fieldsOf = (kind: EquipmentKind | "zone"): readonly string[] => [
  ...Object.keys(kinds[kind]),
  ...Object.keys(attributesOf(kind)),
];
