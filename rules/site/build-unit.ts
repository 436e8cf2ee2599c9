import { type Millis, millis } from "../time/instant.ts";
import { type Building, keysAt, type PointDraft, suggestion } from "./building.ts";
import type { ModbusSource } from "./model.ts";
import { nearest } from "./nearest.ts";
import { pollEvery } from "./poll-every.ts";
import type { Path } from "./yaml-source.ts";

/** The line and the unit that a point is read from; undefined when nothing says it, which has then been told. */
export const unitOf = (draft: PointDraft): Pick<ModbusSource, "line" | "unit"> | undefined => {
  const { building, owner, part, path } = draft;
  const lines = keysAt(building.written, ["sources", "modbus"]);
  const own = keysAt(building.written, [...path, "modbus"]);
  const common = keysAt(building.written, [...owner.path, "modbus"]);
  const missing = ["line", "unit"].filter(key => !own.includes(key) && !common.includes(key));
  if (missing.length > 0) {
    const help = common.length === 0 ? `add modbus: { line: …, unit: … } to ${owner.id}` : "";
    const why = `is read over Modbus, but nothing says its ${missing.join(" and ")}`;
    building.report({ code: "CFG401", path, at: "value", why, help });
    return undefined;
  }
  const line = part.modbus?.line ?? owner.modbus?.line;
  const unit = part.modbus?.unit ?? owner.modbus?.unit;
  const at = (key: string) => [...(own.includes(key) ? path : owner.path), "modbus", key];
  if (line !== undefined && !lines.includes(line)) {
    const help = suggestion(nearest(line, lines), lines, "name a line under sources.modbus first");
    const why = `there is no Modbus line "${line}"`;
    building.report({ code: "CFG302", path: at("line"), at: "value", why, help });
    return undefined;
  }
  if (line === undefined || unit === undefined) return undefined;
  checkOnBus(building, line, unit, at("unit"));
  return { line, unit };
};

/**
 * On a bus 0 is everybody at once, who must not answer, and 248 to 255 are nobody's; over Modbus TCP both are in use.
 *
 * @see Modbus over Serial Line V1.02 §2.2
 */
const checkOnBus = ({ tree, report }: Building, line: string, unit: number, path: Path): void => {
  const part = tree.sources?.modbus?.[line];
  const isBus = part?.serial !== undefined || part?.framing === "rtu";
  if (!isBus || (unit >= 1 && unit <= 247)) return;
  const why =
    unit === 0 ? "unit 0 is everybody on a bus, who must not answer" : `unit ${unit} is reserved on a bus`;
  report({ code: "CFG411", path, at: "value", why, help: "units on a bus are 1 to 247" });
};

/**
 * How often the point is read: as the file says, else as its class is, and never more often than its model bears.
 *
 * @param least  the shortest time between two reads that the model bears
 */
export const everyOf = (draft: PointDraft, least: Millis = millis(0)): Millis => {
  const { building, owner, part, path } = draft;
  const said = [
    { every: part.every, at: [...path, "every"] },
    { every: part.modbus?.every, at: [...path, "modbus", "every"] },
    { every: owner.modbus?.every, at: [...owner.path, "modbus", "every"] },
  ].find(({ every }) => every !== undefined);
  const every = said?.every ?? pollEvery(draft.class);
  if (every >= least) return every;
  if (said !== undefined) {
    const why = `${every} ms is more often than the model bears`;
    const help = `it is read every ${least} ms`;
    building.report({ code: "CFG923", path: said.at, at: "value", why, help, isWarning: true });
  }
  return least;
};
