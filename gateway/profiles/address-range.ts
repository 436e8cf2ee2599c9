import { type Told, told } from "#rules/site/form.ts";
import type { AddressRange, ModbusTable } from "#rules/site/modbus.ts";

const LAST = 65_535;

/** Reads addresses of one table: `holding 21`, `input 30..39`, `holding 0x15..0x20`; both ends are included. */
export const addressRange = (text: string): Told<AddressRange> => {
  const [, table, first, last] =
    /^(coil|discrete|holding|input) +(\d+|0x[0-9a-fA-F]+)(?: ?\.\. ?(\d+|0x[0-9a-fA-F]+))?$/.exec(
      text.trim(),
    ) ?? [];
  const refused = (why: string, help: string): Told<never> => ({ is: "refused", code: "CFG701", why, help });
  if (table === undefined || first === undefined) {
    return refused(`"${text}" is no range of addresses`, "write holding 21, or input 30..39");
  }
  const [from, to] = [Number(first), Number(last ?? first)];
  if (from > to) return refused(`${from} is not below ${to}`, `write ${table} ${to}..${from}`);
  if (to > LAST) return refused(`${to} is past the last address ${LAST}`, "");
  return told({ table: table as ModbusTable, from, to });
};
