import type { Faults } from "../../../simulators/faults.ts";
import { ModbusServer } from "../../../simulators/modbus/server.ts";
import type { Unit } from "../../../simulators/modbus/unit.ts";

/** Meters on a Modbus line: of unit n the W.h in input registers 0 and 1, most significant first; without any it cannot say. */
export type MeterBoard = {
  readonly port: number;
  /** What stands on the counter of each unit, W.h; 0 … 2³² − 1. */
  readonly wh: Map<number, number>;
  stop(): Promise<void>;
};

const NO_FAULTS: Faults = {
  has: () => false,
  list: () => [],
  set: () => ({ is: "refused", why: "nothing fails here" }),
  whenChanged: () => {},
};

/** Starts meters that stand where a test sets them. */
export const startMeterBoard = async (stands: Readonly<Record<number, number>>): Promise<MeterBoard> => {
  const wh = new Map(Object.entries(stands).map(([unit, value]) => [Number(unit), value]));
  const unit = (id: number): Unit => ({
    id,
    things: new Set([`meter-${id}`]),
    size: table => (table === "input" ? 2 : 0),
    image: () => {
      const value = wh.get(id);
      if (value === undefined) return null;
      return Uint16Array.of(Math.floor(value / 65_536), value % 65_536);
    },
  });
  const server = new ModbusServer({
    line: "meters",
    host: "127.0.0.1",
    port: 0,
    units: new Map([...wh.keys()].map(id => [id, unit(id)])),
    faults: NO_FAULTS,
    seed: 1,
  });
  const port = await server.start();
  return { port, wh, stop: () => server.stop() };
};
