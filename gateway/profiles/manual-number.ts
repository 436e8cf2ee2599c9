import type { ModbusTable } from "#rules/site/modbus.ts";

const FIRST_DIGITS: Readonly<Record<ModbusTable, number>> = { coil: 0, discrete: 1, input: 3, holding: 4 };
const LAST_OF_FIVE_DIGITS = 9_999;

/**
 * An address as manuals number it, from 1 and with the table in front: holding 0 is 40001, input 70 is 30071. What does not
 * fit into five digits has six: holding 40190 is 440191.
 *
 * @param address  on the wire, from 0
 */
export const manualNumber = (table: ModbusTable, address: number): string => {
  const number = address + 1;
  const digits = number > LAST_OF_FIVE_DIGITS ? 5 : 4;
  return `${FIRST_DIGITS[table]}${String(number).padStart(digits, "0")}`;
};
