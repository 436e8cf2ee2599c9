import type { ModbusWire, SerialFormat } from "#rules/site/modbus.ts";

/** How the wire is, where an address alone does not say. */
export type WireChoice = {
  readonly framing: "tcp" | "rtu";
  readonly baud: number;
  readonly format: SerialFormat;
};

/** Ports of the MODBUS/TCP service: RTU frames are not expected there. */
const MODBUS_PORT = 502;

/**
 * The wire that an installer means: `10.0.0.7`, `10.0.0.7:502`, `[fe80::1]:502`, `/dev/ttyUSB0`, `COM3`, `usb:A50285BI`.
 *
 * @returns null when it is none of these
 */
export const wireAt = (text: string, { framing, baud, format }: WireChoice): ModbusWire | null => {
  if (text.startsWith("/dev/") || text.startsWith("usb:") || /^COM\d+$/i.test(text))
    return { is: "serial", port: text, baud, format };
  const found = /^(?:\[([0-9a-f:]+)\]|([\w.-]+))(?::(\d{1,5}))?$/i.exec(text);
  const host = found?.[1] ?? found?.[2];
  const port = Number(found?.[3] ?? MODBUS_PORT);
  if (host === undefined || port < 1 || port > 65_535) return null;
  return { is: framing, host, port };
};

/** The wire for people: `10.0.0.7:502`, `10.0.0.8:4001 (RTU over TCP)`, `usb:A50285BI (9600 8N1)`. */
export const wireText = (wire: ModbusWire): string => {
  if (wire.is === "serial") return `${wire.port} (${wire.baud} ${wire.format})`;
  const host = wire.host.includes(":") ? `[${wire.host}]` : wire.host;
  return `${host}:${wire.port}${wire.is === "rtu" ? " (RTU over TCP)" : ""}`;
};

const FORMATS = /^[78][NEO][12]$/;

/** `8N1`; null when it is no such format. */
export const serialFormat = (text: string): SerialFormat | null =>
  FORMATS.test(text.toUpperCase()) ? (text.toUpperCase() as SerialFormat) : null;

const UNITS_MOST = 247;

/** Units of a list such as `1-32` or `1,3,10-12`, rising, each once; null when it is no such list within 1 to 247. */
export const unitsIn = (text: string): readonly number[] | null => {
  const units = new Set<number>();
  for (const part of text.split(",")) {
    const found = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(part.trim());
    const from = Number(found?.[1] ?? 0);
    const to = Number(found?.[2] ?? from);
    if (!found || from < 1 || to > UNITS_MOST || from > to) return null;
    for (let unit = from; unit <= to; unit += 1) units.add(unit);
  }
  return [...units].sort((a, b) => a - b);
};
