import { keysAt, type PointDraft } from "./building.ts";
import type { Code } from "./codes.ts";
import type { ModbusSource, ModbusTable, ModbusType } from "./model.ts";

/** How a value lies in the registers of its unit. */
export type ModbusValue = Pick<
  ModbusSource,
  "address" | "type" | "bit" | "words" | "bytes" | "sentinels" | "values"
>;

/** How many bits each type has; registers have 16. */
export const BITS: Readonly<Record<ModbusType, number>> = {
  bit: 1,
  u16: 16,
  i16: 16,
  u32: 32,
  i32: 32,
  f32: 32,
  u64: 64,
  i64: 64,
  f64: 64,
  mod10k32: 32,
  mod10k64: 64,
};

/** How many registers (or bits of a bit table) a place takes. */
export const widthOf = ({ type }: Pick<ModbusValue, "type">): number => Math.ceil(BITS[type] / 16);

/** The value's place and form; undefined when something of it is wrong, which has then been told. */
export const readModbusValue = (draft: PointDraft, table: ModbusTable): ModbusValue | undefined => {
  const { building, part, path, class: pointClass } = draft;
  const tell = (code: Code, key: string, why: string, help = "") => {
    building.report({ code, path: [...path, key], at: "value", why, help });
    return undefined;
  };
  const written = keysAt(building.written, path);
  const isBits = table === "coil" || table === "discrete";
  const type = part.type ?? (isBits || written.includes("bit") ? "bit" : "u16");
  if (isBits && type !== "bit") {
    tell(
      "CFG405",
      "type",
      `${type} does not fit: a ${table === "coil" ? "coil" : "discrete input"} is a single bit`,
      "leave type out, or read holding or input",
    );
  }
  if (written.includes("bit") && (isBits || type !== "bit")) {
    tell("CFG405", "bit", `only a bit of a register has a position, not ${isBits ? `a ${table}` : type}`);
  }
  if (!isBits && type === "bit" && !written.includes("bit")) {
    tell(
      "CFG405",
      "type",
      "nothing says which bit of the register",
      "add bit: 0 to 15, 0 is the least significant",
    );
  }
  const address = part[table];
  if (address !== undefined && address + Math.ceil(BITS[type] / 16) > 65_536) {
    tell("CFG105", table, `${type} at ${address} reaches past the last register 65535`);
  }
  const sentinels = (part.sentinels ?? []).map(raw => BigInt.asUintN(BITS[type], raw));
  const large = (part.sentinels ?? []).findIndex(
    (raw, i) => raw !== sentinels[i] && BigInt.asIntN(BITS[type], raw) !== raw,
  );
  if (large !== -1) {
    const raw = part.sentinels?.[large];
    tell("CFG105", "sentinels", `${raw} does not fit into the ${BITS[type]} bits of ${type}`);
  }
  if (pointClass.words !== undefined && !written.includes("values")) {
    const example = pointClass.words.map((word, i) => `${i}: ${word}`).join(", ");
    tell("CFG406", table, "nothing says which number means which word", `add values: { ${example} }`);
  }
  for (const raw of Object.keys(part.values ?? {})) {
    if (/^-?\d+$/.test(raw)) continue;
    const help = "over Modbus a raw number stands for a word: { 0: off, 1: on }";
    building.report({
      code: "CFG406",
      path: [...path, "values", raw],
      at: "key",
      why: `"${raw}" is no raw number`,
      help,
    });
  }
  if (address === undefined) return undefined;
  return {
    address,
    type,
    ...(part.bit === undefined ? {} : { bit: part.bit }),
    words: part.words ?? "big",
    ...(part.bytes === "little" ? { bytes: part.bytes } : {}),
    sentinels,
    ...(part.values === undefined ? {} : { values: part.values as Readonly<Record<string, string>> }),
  };
};
