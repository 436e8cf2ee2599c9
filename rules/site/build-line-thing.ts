import { type Building, type EquipmentPart, keysAt, suggestion } from "./building.ts";
import type { EquipmentKind } from "./model.ts";
import { nearest } from "./nearest.ts";
import type { Path } from "./yaml-source.ts";

/** The Modbus line that a thing of the kind `line` is; undefined for other kinds, or when it is none, which has been told. */
export const lineOf = (
  { written, report }: Building,
  kind: EquipmentKind | undefined,
  { line }: EquipmentPart,
  path: Path,
): string | undefined => {
  const isSaid = keysAt(written, path).includes("line");
  const at = [...path, "line"];
  if (kind !== "line") {
    const why = `a ${kind} is no line: it is for things of the kind line`;
    const help = "the line that a device is on stands under modbus";
    if (isSaid && kind !== undefined) report({ code: "CFG407", path: at, at: "key", why, help });
    return undefined;
  }
  const lines = keysAt(written, ["sources", "modbus"]);
  if (!isSaid) {
    const help = suggestion(null, lines, "name a line under sources.modbus first");
    report({ code: "CFG101", path: at, at: "missing", why: 'missing key "line"', help });
    return undefined;
  }
  if (line === undefined || lines.includes(line)) return line;
  const help = suggestion(nearest(line, lines), lines, "name a line under sources.modbus first");
  report({ code: "CFG302", path: at, at: "value", why: `there is no Modbus line "${line}"`, help });
  return undefined;
};
