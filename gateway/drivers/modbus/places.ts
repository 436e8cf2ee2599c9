import type { ModbusPlace, ModbusSource } from "#rules/site/modbus.ts";

/** Where the raw numbers of a point lie, in the order in which `decode` takes them: its own, `minus`, that of `factor`. */
export const placesOf = (source: ModbusSource): readonly ModbusPlace[] => [
  source,
  ...(source.minus ? [source.minus] : []),
  ...(source.factor ? [source.factor.place] : []),
];
