import type { Report } from "./findings.ts";
import type { EquipmentKind, Words } from "./model.ts";
import type { PointClass } from "./point-class.ts";
import type { Profile } from "./profile.ts";
import type { Salvaged } from "./salvage.ts";
import type { SiteFile } from "./schema.ts";
import type { Path } from "./yaml-source.ts";

/** What the parts of a site are built with: the tree as far as it fits its schema, and where to tell what is wrong. */
export type Building = {
  readonly tree: Salvaged<SiteFile>;
  /** The tree as it was written, also where it does not fit. */
  readonly written: unknown;
  readonly report: Report;
  readonly profiles: Profiles;
};

/** The profiles that a site file may name. */
export type Profiles = {
  /** By the name that is written in the file; null: there is such a page, and what is wrong with it is told elsewhere. */
  readonly byName: ReadonlyMap<string, Profile | null>;
  /** All that come with Hallwatch, to tell whoever names one that does not exist. */
  readonly shipped: readonly string[];
};

export type EquipmentPart = NonNullable<NonNullable<Salvaged<SiteFile>["equipment"]>[string]>;

export type PointPart = NonNullable<NonNullable<EquipmentPart["points"]>[string]>;

/** Points by role, as the file says them; null: it says nothing of the point, its owner's profile has it. */
export type PointParts = Readonly<Record<string, PointPart | null | undefined>>;

/** The model of a device, and what the site file says of this one. */
export type Model<P extends Profile = Profile> = {
  readonly profile: P;
  /** Which unit behind a gateway, from 0. */
  readonly index: number;
  readonly ratios: Readonly<Record<string, number | undefined>>;
};

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
  readonly dlt645?: EquipmentPart["dlt645"];
  readonly hikvision?: EquipmentPart["hikvision"];
  readonly panel?: EquipmentPart["panel"];
  readonly receiver?: EquipmentPart["receiver"];
  /** Null: it names one that cannot be used, which has been told. Absent: it names none. */
  readonly model?: Model | null;
  /** The Modbus line that it is. */
  readonly line?: string;
};

/** A point while it is built. */
export type PointDraft = {
  readonly building: Building;
  readonly owner: Owner;
  /** `{}` where the file says nothing of it and its profile says all. */
  readonly part: PointPart;
  readonly role: string;
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

const PLACES = [
  "coil",
  "discrete",
  "holding",
  "input",
  "topic",
  "path",
  "dlt645",
  "hikvision",
  "panel",
  "receiver",
];

/** Whether a point says itself where it is, and does not leave that to the profile of its owner. */
export const saysWhere = (written: unknown, point: Path): boolean =>
  keysAt(written, point).some(key => PLACES.includes(key));

/** `did you mean "x"?`, or the words that are known. */
export const suggestion = (near: string | null, known: readonly string[], none: string): string => {
  if (near !== null) return `did you mean "${near}"?`;
  return known.length === 0 ? none : `known: ${known.join(", ")}`;
};
