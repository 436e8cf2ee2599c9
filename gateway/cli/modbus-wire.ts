import type { ModbusWire, SerialFormat } from "#rules/site/modbus.ts";
import { wireAt } from "../install/wire-address.ts";
import { EXIT, Stop } from "./exit.ts";
import type { Words } from "./words/language.ts";

export type WireOptions = {
  readonly framing: "tcp" | "rtu";
  readonly baud: number;
  readonly format: SerialFormat;
  readonly timeout: number;
  readonly json: boolean;
};

/** @throws {Stop} exit code 2 when the text names no wire */
export const wireOrStop = (where: string, options: WireOptions, words: Words): ModbusWire => {
  const wire = wireAt(where, options);
  if (wire) return wire;
  throw new Stop(EXIT.usage, words.install.noWire(where));
};
