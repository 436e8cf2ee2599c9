import type { ModbusWire } from "#rules/site/model.ts";

/** `1.5 s`, `300 ms`. */
export const tellLength = (length: number): string =>
  length < 1_000 ? `${length} ms` : `${length / 1_000} s`;

const socketErrors: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused: nothing listens on this port, or the device takes no more connections",
  ECONNRESET: "the device reset the connection",
  EPIPE: "the device closed the connection",
  EHOSTUNREACH: "no way to this address: is the device switched on and the cable in?",
  ENETUNREACH: "no way to this network: check the gateway's own network",
  ENETDOWN: "the gateway's own network is down",
  ETIMEDOUT: "the network gave up waiting for the device",
  ENOTFOUND: "unknown host name",
  EAI_AGAIN: "host name cannot be looked up: no name server answers",
};

/** What a technician can do something with, in place of a system error code. */
export const tellSocketError = (error: Error & { code?: string }): string =>
  socketErrors[error.code ?? ""] ?? error.message;

/** What an installer calls the place: `10.0.0.7:502`, `usb:A50285BI`. */
export const nameOfWire = (wire: ModbusWire): string =>
  wire.is === "serial" ? wire.port : `${wire.host}:${wire.port}`;
