import type { Report } from "./findings.ts";
import type { EquipmentKind, Words } from "./model.ts";
import type { PointClass } from "./point-class.ts";
import type { Salvaged } from "./salvage.ts";
import type { SiteFile } from "./schema.ts";
import type { Path } from "./yaml-source.ts";

/** What the parts of a site are built with: the tree as far as it fits its schema, and where to tell what is wrong. */
export type Building = {
  readonly tree: Salvaged<SiteFile>;
  /** The tree as it was written, also where it does not fit. */
  readonly written: unknown;
  readonly report: Report;
};

export type EquipmentPart = NonNullable<NonNullable<Salvaged<SiteFile>["equipment"]>[string]>;

export type PointPart = NonNullable<NonNullable<EquipmentPart["points"]>[string]>;

/** A zone or a piece of equipment as the owner of points. */
export type Owner = {
  readonly id: string;
  /** Undefined when the file names no kind that we know. */
  readonly kind: EquipmentKind | "zone" | undefined;
  readonly zone: string;
  readonly name: Words;
  readonly path: Path;
  readonly mqtt: EquipmentPart["mqtt"];
  readonly modbus: EquipmentPart["modbus"];
};

/** A point while it is built. */
export type PointDraft = {
  readonly building: Building;
  readonly owner: Owner;
  readonly part: PointPart;
  readonly path: Path;
  readonly class: PointClass;
  /** Factor and offset that take the device's number to the class's unit. */
  readonly scale: number;
  readonly offset: number;
};

/** The keys that are written at the path, in their order; none where there is no mapping. */
export const keysAt = (written: unknown, path: Path): readonly string[] => {
  const found = path.reduce<unknown>(
    (outer, step) => (outer as Record<string, unknown> | undefined)?.[step],
    written,
  );
  return typeof found === "object" && found !== null && !Array.isArray(found) ? Object.keys(found) : [];
};

/** `did you mean "x"?`, or the words that are known. */
export const suggestion = (near: string | null, known: readonly string[], none: string): string => {
  if (near !== null) return `did you mean "${near}"?`;
  return known.length === 0 ? none : `known: ${known.join(", ")}`;
};
