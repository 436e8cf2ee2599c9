import { type Building, keysAt } from "./building.ts";
import type { ByteWire } from "./other-wires.ts";
import type { Path } from "./yaml-source.ts";

/** What a person writes of where bytes come from. */
type Part = {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly serial?: string | undefined;
  readonly baud?: number | undefined;
  readonly format?: Extract<ByteWire, { readonly is: "serial" }>["format"] | undefined;
};

/** What a wire has that the file does not say. */
type Usual = Pick<Extract<ByteWire, { readonly is: "serial" }>, "baud" | "format"> & {
  /** Absent: it must be said. */
  readonly port?: number;
};

const SOCKET_ONLY = ["host", "port", "framing"];
const SERIAL_ONLY = ["baud", "format"];
/** Sections whose entries may be serial ports. */
const SERIAL_SECTIONS = ["modbus", "dlt645", "panel"] as const;

/** Where the bytes of a line come from; undefined when nothing says it, which has then been told. */
export const byteWire = (building: Building, path: Path, part: Part, usual: Usual): ByteWire | undefined => {
  const written = keysAt(building.written, path);
  const isSerial = written.includes("serial");
  const { host, serial } = part;
  tellOdd(building, path, written, isSerial);
  const id = path.at(-1);
  if (!isSerial && !written.includes("host")) {
    const help = `add host: 10.0.0.7${usual.port === undefined ? ", port: 4001" : ""}, or serial: usb:A50285BI`;
    building.report({ code: "CFG409", path, at: "key", why: `nothing says where the line "${id}" is`, help });
    return undefined;
  }
  if (!isSerial) {
    const port = part.port ?? usual.port;
    if (port === undefined && !written.includes("port")) {
      const why = `nothing says at which port of ${host} the line "${id}" is`;
      building.report({ code: "CFG409", path, at: "key", why, help: "add port: 4001" });
    }
    if (host === undefined || port === undefined) return undefined;
    checkSocket(building, path, host, port);
    return { is: "socket", host, port };
  }
  if (serial === undefined) return undefined;
  checkSerial(building, path, serial);
  return { is: "serial", port: serial, baud: part.baud ?? usual.baud, format: part.format ?? usual.format };
};

const tellOdd = (building: Building, path: Path, written: readonly string[], isSerial: boolean): void => {
  for (const key of written) {
    if (!(isSerial ? SOCKET_ONLY : SERIAL_ONLY).includes(key)) continue;
    const why = isSerial
      ? `"${key}" is for a line over the network, but this one is a serial port`
      : `"${key}" is for a serial port: a converter has it set itself`;
    building.report({ code: "CFG402", path: [...path, key], at: "key", why });
  }
};

/** Where a line over the network is that says no port; other sections must say theirs. */
const MODBUS_PORT = 502;

/** A converter serves one request at a time: over two connections each of two lines is answered what the other asked. */
const checkSocket = ({ tree, report }: Building, own: Path, host: string, port: number): void => {
  const all = SERIAL_SECTIONS.flatMap(section =>
    Object.entries(tree.sources?.[section] ?? {}).map(([id, part]) => ({
      path: ["sources", section, id],
      id,
      isThere: part?.host?.toLowerCase() === host.toLowerCase() && (part.port ?? MODBUS_PORT) === port,
    })),
  );
  const first = all.find(({ isThere }) => isThere);
  if (first === undefined || first.path.join(".") === own.join(".")) return;
  const why = `${host}:${port} is the line "${first.id}" already`;
  const help =
    "all units behind one address are on one line: over two connections they get each other's answers";
  report({ code: "CFG409", path: [...own, "host"], at: "value", why, help });
};

/** A port is one line's; and its path is given by the order in which adapters are plugged in. */
const checkSerial = ({ tree, report }: Building, own: Path, serial: string): void => {
  const path = [...own, "serial"];
  const [, ownSection, ownId] = own;
  const all = SERIAL_SECTIONS.flatMap(section =>
    Object.entries(tree.sources?.[section] ?? {}).map(([id, part]) => ({
      section,
      id,
      serial: part?.serial,
    })),
  );
  const first = all.find(other => other.serial === serial);
  if (first !== undefined && !(first.id === ownId && first.section === ownSection)) {
    const help = "all units on a bus are on one line";
    report({ code: "CFG409", path, at: "value", why: `${serial} is the line "${first.id}" already`, help });
  }
  if (!/^\/dev\/tty(?:USB|ACM)\d+$/.test(serial)) return;
  const why = `${serial} may be another adapter after the next start`;
  const help = "write usb: and the serial number of the adapter; ls /dev/serial/by-id shows it";
  report({ code: "CFG919", path, at: "value", why, help, isWarning: true });
};
