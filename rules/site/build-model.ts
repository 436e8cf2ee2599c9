import { type Building, type EquipmentPart, keysAt, type Model, suggestion } from "./building.ts";
import { nearest } from "./nearest.ts";
import type { Profile } from "./profile.ts";
import type { Path } from "./yaml-source.ts";

type Part = Pick<EquipmentPart, "profile" | "multipliers" | "modbus" | "mqtt">;

/**
 * The model that a zone or a piece of equipment names; undefined: none, null: one that cannot be used, which has been
 * told then.
 */
export const modelOf = (building: Building, part: Part, path: Path): Model | null | undefined => {
  const written = keysAt(building.written, path);
  if (!written.includes("profile")) {
    refuseWithout(building, path);
    return undefined;
  }
  const profile = part.profile === undefined ? null : named(building, part.profile, path);
  if (profile === null || !isWired(building, profile, path)) return null;
  checkRatios(building, profile, path);
  return { profile, index: indexOf(building, profile, part, path), ratios: part.multipliers ?? {} };
};

/** What only a device with a profile has. */
const refuseWithout = ({ written, report }: Building, path: Path): void => {
  const help = "add profile: the model of the device";
  const odd = [
    ...(keysAt(written, path).includes("multipliers") ? [[...path, "multipliers"]] : []),
    ...(keysAt(written, [...path, "modbus"]).includes("index") ? [[...path, "modbus", "index"]] : []),
  ];
  for (const at of odd) {
    const why = `"${at.at(-1)}" is for a device with a profile`;
    report({ code: "CFG319", path: at, at: "key", why, help });
  }
};

const named = ({ profiles, report }: Building, name: string, path: Path): Profile | null => {
  const found = profiles.byName.get(name);
  if (found !== undefined) return found;
  const isPath = /[\\/]|\.ya?ml$/.test(name);
  const near = nearest(name, profiles.shipped) ?? profiles.shipped.find(id => id.includes(name)) ?? null;
  const all = "`hallwatch profiles` lists them; one of your own is written as a path, ./my-meter.yaml";
  const known = near === null ? all : `did you mean "${near}"?`;
  const help = isPath ? "paths are seen from the site file" : known;
  report({
    code: "CFG313",
    path: [...path, "profile"],
    at: "value",
    why: `there is no profile "${name}"`,
    help,
  });
  return null;
};

/** Whether the device is on the wire that the profile is for. */
const isWired = ({ written, report }: Building, profile: Profile, path: Path): boolean => {
  const [wire, other] =
    profile.is === "modbus" ? (["modbus", "mqtt"] as const) : (["mqtt", "modbus"] as const);
  const keys = keysAt(written, path);
  if (keys.includes(wire)) return true;
  const way = wire === "modbus" ? "modbus: { line: …, unit: … }" : "mqtt: { base: … }";
  const why = `${profile.id} is read over ${wire === "modbus" ? "Modbus" : "MQTT"}, and nothing says where`;
  const help = keys.includes(other) ? `write ${way} in the place of ${other}` : `add ${way}`;
  report({ code: "CFG318", path: [...path, "profile"], at: "value", why, help });
  return false;
};

/** Which unit behind a gateway it is; 0 where there is only one. */
const indexOf = ({ written, report }: Building, profile: Profile, part: Part, path: Path): number => {
  const index = part.modbus?.index ?? 0;
  const isSaid = keysAt(written, [...path, "modbus"]).includes("index");
  if (profile.is !== "modbus" || profile.stride !== undefined || !isSaid) return index;
  const why = `${profile.id} is no gateway with several units behind it`;
  report({ code: "CFG317", path: [...path, "modbus", "index"], at: "key", why, help: "leave index out" });
  return 0;
};

const checkRatios = ({ written, report }: Building, profile: Profile, path: Path): void => {
  const known = profile.is === "modbus" ? Object.keys(profile.multipliers) : [];
  for (const name of keysAt(written, [...path, "multipliers"])) {
    if (known.includes(name)) continue;
    const help = suggestion(nearest(name, known), known, "leave multipliers out");
    const why = `${profile.id} multiplies nothing with "${name}"`;
    report({ code: "CFG316", path: [...path, "multipliers", name], at: "key", why, help });
  }
};
