import type { Report } from "#rules/site/findings.ts";
import type { AddressRange, ModbusPlace, ModbusTable, ModbusType } from "#rules/site/modbus.ts";
import { widthOf } from "#rules/site/modbus-value.ts";
import type { Path } from "#rules/site/yaml-source.ts";

/** Where somebody wrote that a number lies. */
export type PlacePart = {
  readonly coil?: number | undefined;
  readonly discrete?: number | undefined;
  readonly holding?: number | undefined;
  readonly input?: number | undefined;
  readonly type?: ModbusType | undefined;
  readonly bit?: number | undefined;
  readonly words?: "big" | "little" | undefined;
  readonly bytes?: "big" | "little" | undefined;
};

const TABLES: readonly ModbusTable[] = ["coil", "discrete", "holding", "input"];

/**
 * The place; undefined when there is none or something of it is wrong, which has been told.
 *
 * @param written   the keys that stand at the path, also those whose value does not fit
 * @param inherited what it has where it says nothing
 */
export const placeOf = (
  report: Report,
  path: Path,
  part: PlacePart,
  written: readonly string[],
  inherited: Partial<Pick<ModbusPlace, "type" | "words" | "bytes">> = {},
): ModbusPlace | undefined => {
  const [table, second] = TABLES.filter(key => written.includes(key));
  if (table === undefined) {
    const help = "add coil, discrete, holding or input with an address";
    report({ code: "CFG401", path, at: "value", why: "has no register", help });
    return undefined;
  }
  if (second !== undefined) {
    const why = `"${table}" and "${second}" are both here: a number lies in one place`;
    report({ code: "CFG402", path: [...path, second], at: "key", why });
    return undefined;
  }
  const isBits = table === "coil" || table === "discrete";
  const said = isBits && !written.includes("type") ? undefined : part.type;
  const type = said ?? (isBits || part.bit !== undefined ? "bit" : (inherited.type ?? "u16"));
  const address = part[table];
  if (!fits(report, path, { table, type, bit: part.bit, address }) || address === undefined) return undefined;
  const bytes = part.bytes ?? inherited.bytes ?? "big";
  return {
    table,
    address,
    type,
    ...(part.bit === undefined || isBits ? {} : { bit: part.bit }),
    words: part.words ?? inherited.words ?? "big",
    ...(bytes === "little" ? { bytes } : {}),
  };
};

type Wanted = {
  readonly table: ModbusTable;
  readonly type: ModbusType;
  readonly bit: number | undefined;
  readonly address: number | undefined;
};

const fits = (report: Report, path: Path, { table, type, bit, address }: Wanted): boolean => {
  const isBits = table === "coil" || table === "discrete";
  const tell = (code: "CFG105" | "CFG405", key: string, why: string, help = ""): false => {
    report({ code, path: [...path, key], at: "value", why, help });
    return false;
  };
  if (isBits && type !== "bit") return tell("CFG405", "type", `a ${table} is a single bit, not ${type}`);
  if (bit !== undefined && (isBits || type !== "bit")) {
    return tell(
      "CFG405",
      "bit",
      `only a bit of a register has a position, not ${isBits ? `a ${table}` : type}`,
    );
  }
  if (!isBits && type === "bit" && bit === undefined) {
    return tell("CFG405", "type", "nothing says which bit of the register", "add bit: 0 to 15");
  }
  if (address !== undefined && address + widthOf({ type }) > 65_536) {
    return tell("CFG105", table, `${type} at ${address} reaches past the last register 65535`);
  }
  return true;
};

/** Whether a place and a range have an address in common. */
export const touches = ({ table, address, type }: ModbusPlace, range: AddressRange): boolean =>
  table === range.table && address <= range.to && address + widthOf({ type }) > range.from;
