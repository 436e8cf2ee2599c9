import type { Chance } from "../chance.ts";
import { type Framing, looseBytes } from "./framing.ts";

/** Unit, a PDU of at most 253, and two bytes of CRC. */
const LONGEST = 256;

/**
 * The CRC of a frame: polynomial 0xA001 (0x8005 reflected), preset 0xFFFF; its low byte goes first on the wire.
 *
 * @see Modbus over Serial Line V1.02 §2.5.1.2 and appendix B
 */
export const crc16 = (bytes: Uint8Array): number => {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
};

/**
 * The frames of a serial bus, as a transparent converter passes them on: unit, PDU, CRC. Where a frame ends is told by
 * silence on a bus, which a network does not keep; here a request is as long as its function says.
 *
 * @see Modbus over Serial Line V1.02 §2.5.1 (RTU framing)
 */
export const rtu: Framing = {
  forgetsAfterMs: 100,
  hear: bytes => {
    const length = requestAt(bytes, 0);
    if (length !== null) {
      return { is: "request", unit: bytes.readUInt8(0), pdu: bytes.subarray(1, length - 2), length };
    }
    const next = bytes.findIndex((_, at) => at > 0 && requestAt(bytes, at) !== null);
    if (next !== -1) return { is: "noise", length: next };
    return bytes.length >= LONGEST ? { is: "noise", length: bytes.length } : { is: "part" };
  },
  pack: (request, pdu) => whole(Buffer.concat([request.subarray(0, 1), pdu])),
  nonsense: (frame, draw) => nonsense(frame, draw),
};

/** How long the request is that begins there; null: none does, or not all of it has come. */
const requestAt = (bytes: Buffer, at: number): number | null => {
  const frame = bytes.subarray(at);
  const length = lengthOf(frame);
  return length !== null && frame.length >= length && isWhole(frame.subarray(0, length)) ? length : null;
};

/** How long a request is; null: not enough of it has come to tell. */
const lengthOf = (bytes: Buffer): number | null => {
  const code = bytes[1];
  if (code === undefined) return null;
  if (code >= 1 && code <= 6) return 8;
  if (code === 15 || code === 16) {
    const count = bytes[6];
    return count === undefined ? null : 9 + count;
  }
  // The length of a function that nobody here knows is all that came, when its CRC says that this is all.
  return bytes.length >= 4 && isWhole(bytes) ? bytes.length : null;
};

const isWhole = (frame: Buffer): boolean =>
  frame.length >= 4 && frame.readUInt16LE(frame.length - 2) === crc16(frame.subarray(0, -2));

const whole = (body: Buffer): Buffer => {
  const crc = Buffer.alloc(2);
  crc.writeUInt16LE(crc16(body));
  return Buffer.concat([body, crc]);
};

/** Loose bytes, a wrong CRC, another unit, a byte count that does not fit, an answer cut short, another function. */
const nonsense = (frame: Buffer, draw: Chance): Buffer => {
  const body = Buffer.from(frame.subarray(0, -2));
  switch (Math.floor(draw() * 6)) {
    case 0:
      return looseBytes(draw);
    case 1:
      return Buffer.concat([body, Buffer.from(frame.subarray(-2)).map(byte => byte ^ 0x5a)]);
    case 2:
      body.writeUInt8((body.readUInt8(0) + 1) & 0xff, 0);
      return whole(body);
    case 3:
      body.writeUInt8(body.readUInt8(2) ^ 0x55, 2);
      return whole(body);
    case 4:
      return frame.subarray(0, 3);
    default:
      body.writeUInt8(0x2b, 1);
      return whole(body);
  }
};
