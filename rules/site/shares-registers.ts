import type { ModbusPlace, ModbusSource } from "./modbus.ts";
import { widthOf } from "./modbus-value.ts";

/**
 * Whether a point tells anything of the registers that another is written to or read from: then it repeats what that was
 * told. Two bits of one register are two things, unless the register is written as a whole.
 */
export const sharesRegisters = (written: ModbusSource, told: ModbusSource): boolean =>
  written.line === told.line &&
  written.unit === told.unit &&
  [written, ...(written.write?.place ? [written.write.place] : [])].some(own =>
    [told, ...(told.minus ? [told.minus] : [])].some(other => overlap(own, other)),
  );

const overlap = (a: ModbusPlace, b: ModbusPlace): boolean =>
  a.table === b.table &&
  a.address < b.address + widthOf(b) &&
  b.address < a.address + widthOf(a) &&
  (a.bit === undefined || b.bit === undefined || a.bit === b.bit);
