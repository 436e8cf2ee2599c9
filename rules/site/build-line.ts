import { seconds } from "../time/instant.ts";
import type { ModbusLine } from "./model.ts";
import type { Salvaged } from "./salvage.ts";
import type { SiteFile } from "./schema.ts";

type Line = Salvaged<SiteFile["sources"]["modbus"][string]> & { readonly host: string };

/** A Modbus line; what the file leaves open is as most lines are. */
export const modbusLine = (part: Line): ModbusLine => ({
  wire: { is: "tcp", host: part.host, port: part.port ?? 502 },
  timeout: part.timeout ?? seconds(1),
  connectTimeout: part.connect_timeout ?? seconds(3),
  gap: part.gap ?? seconds(0),
  units: {},
});
