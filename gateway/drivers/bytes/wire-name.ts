import type { BytesWire } from "./open-bytes.ts";

/** What an installer calls the place: `10.0.0.7:502`, `usb:A50285BI`. */
export const nameOfWire = (wire: BytesWire): string =>
  wire.is === "serial" ? wire.port : `${wire.host}:${wire.port}`;
