import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { SerialPort } from "serialport";
import type { SerialFormat } from "#rules/site/modbus.ts";
import type { Link } from "./link.ts";

/** Which port, and how it is set. `port`: a device path, or `usb:<serial number>` of the adapter. */
export type SerialWire = { readonly port: string; readonly baud: number; readonly format: SerialFormat };

/** Where Linux names serial adapters after their own serial number. */
const BY_ID = "/dev/serial/by-id";
const USB = "usb:";

/**
 * The device path of a serial port. `usb:A50285BI` is the adapter with this serial number, wherever it is plugged in;
 * `usb:A50285BI-port1` (or any ending of its name) is one port of an adapter with several.
 *
 * @param byId  folder in which the system names adapters
 * @throws {Error} when no adapter or more than one has the number: says which there are
 */
export const pathOfPort = (port: string, byId: string = BY_ID): string => {
  if (!port.startsWith(USB)) return port;
  const number = port.slice(USB.length);
  const adapters = adaptersIn(byId);
  const matching = adapters.filter(name => namesOf(name).includes(number));
  const [found, another] = matching;
  if (found === undefined) {
    const there = adapters.map(name => `${USB}${namesOf(name)[0]}`).join(", ");
    throw new Error(
      `no adapter has the serial number ${number}; ${there === "" ? "none is plugged in" : `there is ${there}`}`,
    );
  }
  if (another !== undefined) {
    const choices = matching.map(name => `${USB}${namesOf(name)[1]}`).join(" or ");
    throw new Error(`${number} has several ports: write ${choices}`);
  }
  return join(byId, found);
};

const adaptersIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
};

/** `usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0`: its serial number, its interface, its port of that. */
const NAME = /^(?:.*_)?(.+?)(-if[0-9a-f]{2})?(-port\d+)?$/;

/** What an adapter may be called in the site file: by its number alone, with its interface, its port, or both. */
const namesOf = (name: string): readonly string[] => {
  const [, number = name, its = "", port = ""] = NAME.exec(name) ?? [];
  return [number, `${number}${its}`, `${number}${port}`, `${number}${its}${port}`];
};

/**
 * Opens a serial port for this program alone.
 *
 * @throws {Error} when it cannot be opened, in the system's words
 */
export const openSerial = async ({ port, baud, format }: SerialWire): Promise<Link> => {
  const path = pathOfPort(port);
  // Lazily, since it loads a native part that only a hall with a serial line needs.
  const { SerialPort } = await import("serialport");
  const stream = await new Promise<SerialPort>((resolve, reject) => {
    const opened = new SerialPort({
      path,
      baudRate: baud,
      ...settingsOf(format),
      autoOpen: false,
      lock: true,
    });
    opened.open(error => (error ? reject(error) : resolve(opened)));
  });
  return linkOf(stream);
};

const PARITIES = { N: "none", E: "even", O: "odd" } as const;

const settingsOf = (format: SerialFormat) => ({
  dataBits: format[0] === "7" ? (7 as const) : (8 as const),
  parity: PARITIES[format[1] as keyof typeof PARITIES],
  stopBits: format[2] === "2" ? (2 as const) : (1 as const),
});

const linkOf = (port: SerialPort): Link => ({
  get isOpen() {
    return port.isOpen;
  },
  send: bytes => {
    port.write(bytes);
  },
  drop: () => {
    if (port.isOpen) port.close();
  },
  listen: hear => {
    port.on("data", hear.data);
    port.on("error", hear.error);
    port.once("close", (error: Error | null) => {
      if (error) hear.error(error);
      hear.close();
    });
  },
});
