import { seconds } from "../time/instant.ts";
import { byteWire } from "./build-byte-wire.ts";
import type { Building } from "./building.ts";
import type { ModbusLine, ModbusWire, UnitLimits } from "./model.ts";
import type { Salvaged } from "./salvage.ts";
import type { SiteFile } from "./schema.ts";

type Line = Salvaged<SiteFile["sources"]["modbus"][string]>;

/**
 * A Modbus line; what the file leaves open is as most lines are. Undefined when nothing says where it is, which has then
 * been told.
 */
export const modbusLine = (
  building: Building,
  id: string,
  part: Line,
  units: Readonly<Record<number, UnitLimits>>,
): ModbusLine | undefined => {
  const wire = wireOf(building, id, part);
  return (
    wire && {
      wire,
      timeout: part.timeout ?? seconds(1),
      connectTimeout: part.connect_timeout ?? seconds(3),
      gap: part.gap ?? seconds(0),
      units,
    }
  );
};

const wireOf = (building: Building, id: string, part: Line): ModbusWire | undefined => {
  const usual = { port: 502, baud: 9_600, format: "8N1" } as const;
  const wire = byteWire(building, ["sources", "modbus", id], part, usual);
  return wire?.is === "socket" ? { ...wire, is: part.framing ?? "tcp" } : wire;
};
