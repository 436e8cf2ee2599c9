import type { ModbusPlace, ModbusType } from "#rules/site/model.ts";
import { shortest } from "../drivers/modbus/shortest.ts";

/** One way in which a number may lie in registers: its type and the order of its words and bytes. */
export type RawForm = {
  readonly type: ModbusType;
  readonly words: ModbusPlace["words"];
  readonly bytes?: "little";
  /** As manuals write the order: `ABCD`, `CDAB`, `BADC`, `DCBA`; `AB`, `BA` for one register. */
  readonly order: string;
  /** Registers that it takes. */
  readonly width: 1 | 2 | 4;
};

const WIDTHS = {
  u16: 1,
  i16: 1,
  u32: 2,
  i32: 2,
  f32: 2,
  mod10k32: 2,
  u64: 4,
  i64: 4,
  f64: 4,
  mod10k64: 4,
} as const;

type Numeric = keyof typeof WIDTHS;

const form = (type: Numeric, words: RawForm["words"], bytes?: "little"): RawForm => {
  const width = WIDTHS[type];
  const order = bytes ? (words === "big" ? "BADC" : "DCBA") : words === "big" ? "ABCD" : "CDAB";
  const short = bytes ? "BA" : "AB";
  return { type, words, ...(bytes && { bytes }), order: width === 1 ? short : order, width };
};

/** Every type of register numbers in every order that devices have been seen with: 30 forms, the usual ones first. */
export const RAW_FORMS: readonly RawForm[] = (Object.keys(WIDTHS) as Numeric[]).flatMap(type => {
  if (type.startsWith("mod10k")) return [form(type, "big"), form(type, "little")];
  if (WIDTHS[type] === 1) return [form(type, "big"), form(type, "big", "little")];
  return [
    form(type, "big"),
    form(type, "little"),
    form(type, "big", "little"),
    form(type, "little", "little"),
  ];
});

/**
 * The number that registers hold in a form.
 *
 * @param words  at least `width` registers from the number's first, each 0..65535
 * @returns      null where they hold none: a register that is no digit in base 10,000, not a number, a whole number beyond 2^53
 */
export const rawIn = (
  { type, words: order, bytes, width }: RawForm,
  words: readonly number[],
): number | null => {
  const view = new DataView(new ArrayBuffer(8));
  for (let i = 0; i < width; i += 1) {
    const word = words[order === "big" ? i : width - 1 - i];
    if (word === undefined) return null;
    view.setUint16(2 * i, word, bytes === "little");
  }
  const number = numberOf(type, view, width);
  return Number.isFinite(number) && (isFloat(type) || Number.isSafeInteger(number)) ? number : null;
};

export const isFloat = (type: ModbusType): boolean => type === "f32" || type === "f64";

const numberOf = (type: ModbusType, view: DataView, width: number): number => {
  switch (type) {
    case "u16":
      return view.getUint16(0);
    case "i16":
      return view.getInt16(0);
    case "u32":
      return view.getUint32(0);
    case "i32":
      return view.getInt32(0);
    case "f32":
      return shortest(view.getFloat32(0));
    case "u64":
      return Number(view.getBigUint64(0));
    case "i64":
      return Number(view.getBigInt64(0));
    case "f64":
      return view.getFloat64(0);
    case "mod10k32":
    case "mod10k64":
      return digits(view, width);
    case "bit":
      return Number.NaN;
    default:
      return type satisfies never;
  }
};

const digits = (view: DataView, width: number): number => {
  let number = 0;
  for (let i = 0; i < width; i += 1) {
    const digit = view.getUint16(2 * i);
    number = digit < 10_000 ? number * 10_000 + digit : Number.NaN;
  }
  return number;
};
