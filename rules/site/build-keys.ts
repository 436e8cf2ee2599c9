import { type Building, keysAt, suggestion } from "./building.ts";
import type { EquipmentKind, Key } from "./model.ts";
import { nearest } from "./nearest.ts";
import { ID } from "./schema.ts";
import type { Path } from "./yaml-source.ts";

/** What a key can open. */
const LOCKED: readonly EquipmentKind[] = ["door", "shutter", "cabinet"];

/** The register of keys, each with the doors that it opens. @see GA-5.3-7a in the clause catalogue */
export const buildKeys = (building: Building): readonly Key[] =>
  Object.entries(building.tree.keys ?? {}).map(([id, part = {}]) => {
    const path = ["keys", id];
    checkId(building, id, path);
    const opens = (part.opens ?? []).filter((door, i) => isLocked(building, door, [...path, "opens", i]));
    const holder = part.holder !== undefined && isPerson(building, part.holder, path) ? part.holder : null;
    return { id, name: { zh: part.name?.zh ?? id, en: part.name?.en ?? id }, opens, holder };
  });

const checkId = ({ report }: Building, id: string, path: Path): void => {
  if (ID.test(id)) return;
  const help = "begin with a letter; letters, digits, - and _ only";
  report({ code: "CFG106", path, at: "key", why: `"${id}" cannot be an id`, help });
};

const isLocked = ({ tree, written, report }: Building, door: string, path: Path): boolean => {
  const things = Object.entries(tree.equipment ?? {});
  const known = things.flatMap(([id, thing]) => (thing?.kind && LOCKED.includes(thing.kind) ? [id] : []));
  if (known.includes(door)) return true;
  const other = keysAt(written, ["equipment"]).includes(door);
  const why = other ? `${door} is neither door, shutter nor cabinet` : `there is no door "${door}"`;
  const help = suggestion(nearest(door, known), known, "add it under equipment first");
  report({ code: "CFG307", path, at: "value", why, help });
  return false;
};

const isPerson = ({ tree, report }: Building, person: string, path: Path): boolean => {
  const ids = (tree.people ?? []).map(({ id }) => id);
  if (ids.includes(person)) return true;
  const help = suggestion(nearest(person, ids), ids, "name people first");
  report({
    code: "CFG309",
    path: [...path, "holder"],
    at: "value",
    why: `there is nobody "${person}"`,
    help,
  });
  return false;
};
