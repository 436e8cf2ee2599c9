import { keysAt, type PointDraft } from "./building.ts";
import type { Code } from "./codes.ts";
import { BITS } from "./modbus-value.ts";
import type { ModbusPlace, ModbusSource } from "./model.ts";

type Beside = Pick<ModbusSource, "minus" | "factor">;

/**
 * The registers that a point is made of beside its own: what is subtracted, and what it is multiplied with.
 *
 * @param own  where the point itself is read
 */
export const readBeside = (draft: PointDraft, own: ModbusPlace): Beside => {
  const minus = placeOf(draft, "minus", own);
  const factor = placeOf(draft, "factor", own);
  return {
    ...(minus === undefined ? {} : { minus }),
    ...(factor === undefined ? {} : { factor: { place: factor, form: draft.part.factor?.as ?? "factor" } }),
  };
};

/** Another place, as the point's own is unless the file says otherwise; undefined: none, or none that can be, which has been told. */
const placeOf = (draft: PointDraft, key: "minus" | "factor", own: ModbusPlace): ModbusPlace | undefined => {
  const { building, path, class: pointClass } = draft;
  const part = draft.part[key];
  const written = keysAt(building.written, [...path, key]);
  if (part === undefined) return undefined;
  const tell = (code: Code, at: readonly string[], why: string, help = ""): undefined => {
    building.report({ code, path: [...path, ...at], at: at.length === 1 ? "value" : "key", why, help });
  };
  if (own.type === "bit" || pointClass.words !== undefined) {
    const what = key === "minus" ? "subtracted" : "multiplied";
    return tell(
      "CFG412",
      [key],
      `only numbers are ${what}, and ${pointClass.words ? pointClass.id : "a bit"} is none`,
    );
  }
  const [table, second] = written.filter(
    (each): each is "holding" | "input" => each === "holding" || each === "input",
  );
  if (second !== undefined) return tell("CFG402", [key, second], `"${table}" and "${second}" are both here`);
  if (table === undefined)
    return tell("CFG412", [key], "nothing says which register", "add holding or input with an address");
  const type = part.type ?? own.type;
  if (type === "bit") return tell("CFG412", [key, "type"], "a bit is no number");
  const address = part[table];
  if (address === undefined) return undefined;
  if (address + BITS[type] / 16 > 65_536)
    return tell("CFG105", [key, table], `${type} at ${address} reaches past the last register 65535`);
  const bytes = part.bytes ?? own.bytes;
  return {
    table,
    address,
    type,
    words: part.words ?? own.words,
    ...(bytes === "little" ? { bytes } : {}),
  };
};
