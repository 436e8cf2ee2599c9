import { seconds } from "../time/instant.ts";
import { type Building, keysAt } from "./building.ts";
import type { ModbusLine, ModbusWire, UnitLimits } from "./model.ts";
import type { Salvaged } from "./salvage.ts";
import type { SiteFile } from "./schema.ts";

type Line = Salvaged<SiteFile["sources"]["modbus"][string]>;

const SOCKET_ONLY = ["host", "port", "framing"];
const SERIAL_ONLY = ["baud", "format"];

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
  const path = ["sources", "modbus", id];
  const written = keysAt(building.written, path);
  const isSerial = written.includes("serial");
  const { host, serial } = part;
  for (const key of written) {
    if (!(isSerial ? SOCKET_ONLY : SERIAL_ONLY).includes(key)) continue;
    const why = isSerial
      ? `"${key}" is for a line over the network, but this one is a serial port`
      : `"${key}" is for a serial port: a converter has it set itself`;
    building.report({ code: "CFG402", path: [...path, key], at: "key", why });
  }
  if (!isSerial && !written.includes("host")) {
    const help = "add host: 10.0.0.7, or serial: usb:A50285BI";
    building.report({ code: "CFG409", path, at: "key", why: `nothing says where the line "${id}" is`, help });
    return undefined;
  }
  if (!isSerial)
    return host === undefined ? undefined : { is: part.framing ?? "tcp", host, port: part.port ?? 502 };
  if (serial === undefined) return undefined;
  checkSerial(building, id, serial);
  return { is: "serial", port: serial, baud: part.baud ?? 9_600, format: part.format ?? "8N1" };
};

/** A port is one line's; and its path is given by the order in which adapters are plugged in. */
const checkSerial = ({ tree, report }: Building, id: string, serial: string): void => {
  const path = ["sources", "modbus", id, "serial"];
  const [first] =
    Object.entries(tree.sources?.modbus ?? {}).find(([, other]) => other?.serial === serial) ?? [];
  if (first !== undefined && first !== id) {
    const help = "all units on a bus are on one line";
    report({ code: "CFG409", path, at: "value", why: `${serial} is the line "${first}" already`, help });
  }
  if (!/^\/dev\/tty(?:USB|ACM)\d+$/.test(serial)) return;
  const why = `${serial} may be another adapter after the next start`;
  const help = "write usb: and the serial number of the adapter; ls /dev/serial/by-id shows it";
  report({ code: "CFG919", path, at: "value", why, help, isWarning: true });
};
