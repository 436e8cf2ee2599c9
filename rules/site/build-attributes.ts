import { type Building, type EquipmentPart, keysAt, suggestion } from "./building.ts";
import { kinds } from "./kinds.ts";
import type { Equipment, EquipmentKind } from "./model.ts";
import { nearest } from "./nearest.ts";
import type { Path } from "./yaml-source.ts";

type Attributes = Pick<
  Equipment,
  "tags" | "use" | "meters" | "under" | "ratedPowerW" | "approvedPowerW" | "camera" | "behind" | "nfc"
>;

/** What a camera may be told to see. */
const SEEN: readonly EquipmentKind[] = ["door", "window", "shutter", "panic-button"];

/** What the site file says of a thing beside its points: tags, use, nameplate, the camera that sees it. */
export const attributesOf = (
  building: Building,
  kind: EquipmentKind,
  part: EquipmentPart,
  path: Path,
): Attributes => {
  const isCircuit = kind === "power-circuit";
  if (!isCircuit) refuse(building, "use", path, `a ${kind} has no use: it is for power circuits`);
  if (kind !== "meter") refuse(building, "meters", path, `a ${kind} meters nothing: it is for meters`);
  if (!Object.hasOwn(kinds[kind], "power")) {
    refuse(building, "rated_power", path, `nobody measures the power of a ${kind}`);
    refuse(building, "approved_power", path, `nobody measures the power of a ${kind}`);
  }
  const camera = cameraOf(building, kind, part, path);
  const behind = doorTo(building, part, path);
  const nfc = tagOf(building, part, path);
  const { tags = [], use, meters, under, rated_power: ratedPowerW, approved_power: approvedPowerW } = part;
  return {
    tags,
    ...(isCircuit ? { use: use ?? "other" } : {}),
    ...(kind === "meter" && meters !== undefined ? { meters } : {}),
    ...(under === undefined ? {} : { under }),
    ...(ratedPowerW === undefined ? {} : { ratedPowerW }),
    ...(approvedPowerW === undefined ? {} : { approvedPowerW }),
    ...(camera === undefined ? {} : { camera }),
    ...(behind === undefined ? {} : { behind }),
    ...(nfc === undefined ? {} : { nfc }),
  };
};

const refuse = ({ report, written }: Building, key: string, path: Path, why: string): void => {
  if (keysAt(written, path).includes(key)) report({ code: "CFG407", path: [...path, key], at: "key", why });
};

const cameraOf = (
  building: Building,
  kind: EquipmentKind,
  { camera }: EquipmentPart,
  path: Path,
): string | undefined => {
  if (!SEEN.includes(kind)) {
    refuse(building, "camera", path, `a ${kind} has no camera: it is for ${SEEN.join(", ")}`);
    return undefined;
  }
  return camera === undefined ? undefined : named(building, camera, "camera", [...path, "camera"]);
};

const doorTo = (building: Building, { behind }: EquipmentPart, path: Path): string | undefined =>
  behind === undefined ? undefined : named(building, behind, "door", [...path, "behind"]);

/** What its tag says, as bytes in hex: a tag that two things had would prove neither. */
const tagOf = ({ tree, report }: Building, { nfc }: EquipmentPart, path: Path): string | undefined => {
  if (nfc === undefined) return undefined;
  const things = Object.entries(tree.equipment ?? {});
  const [first] =
    things.find(([, thing]) => thing?.nfc !== undefined && bytesOf(thing.nfc) === bytesOf(nfc)) ?? [];
  if (first !== undefined && first !== path.at(-1)) {
    const why = `that is the tag of ${first}`;
    report({ code: "CFG312", path: [...path, "nfc"], at: "value", why, help: "a tag stands at one thing" });
  }
  return bytesOf(nfc);
};

const bytesOf = (nfc: string): string => nfc.replaceAll(/[:-]/g, "").toUpperCase();

/** The id, where it is one of a thing of that kind. */
const named = (building: Building, id: string, kind: "camera" | "door", path: Path): string | undefined => {
  const things = Object.entries(building.tree.equipment ?? {});
  const known = things.flatMap(([each, thing]) => (thing?.kind === kind ? [each] : []));
  if (known.includes(id)) return id;
  const other = keysAt(building.written, ["equipment"]).includes(id);
  const why = other ? `${id} is no ${kind}` : `there is no ${kind} "${id}"`;
  const help = suggestion(nearest(id, known), known, "add it under equipment first");
  building.report({ code: "CFG307", path, at: "value", why, help });
  return undefined;
};
