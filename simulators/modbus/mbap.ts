import type { Chance } from "../chance.ts";
import { type Framing, looseBytes } from "./framing.ts";

const HEADER_BYTES = 7;
/** Bytes after the length field: unit and a PDU of at most 253. */
const LONGEST = 254;

/**
 * The frames of Modbus TCP: transaction, protocol 0, length, unit, then the PDU.
 *
 * @see Modbus Messaging on TCP/IP Implementation Guide V1.0b §3.1.3 (MBAP header)
 */
export const mbap: Framing = {
  forgetsAfterMs: null,
  hear: bytes => {
    if (bytes.length < HEADER_BYTES) return { is: "part" };
    const length = bytes.readUInt16BE(4);
    if (bytes.readUInt16BE(2) !== 0 || length < 2 || length > LONGEST)
      return { is: "noise", length: bytes.length };
    if (bytes.length < 6 + length) return { is: "part" };
    const pdu = bytes.subarray(HEADER_BYTES, 6 + length);
    return { is: "request", unit: bytes.readUInt8(6), pdu, length: 6 + length };
  },
  pack: (request, pdu) => {
    const header = Buffer.from(request.subarray(0, HEADER_BYTES));
    header.writeUInt16BE(pdu.length + 1, 4);
    return Buffer.concat([header, pdu]);
  },
  nonsense: (frame, draw) => nonsense(frame, draw),
};

/**
 * Loose bytes, a wrong transaction, a wrong protocol, a byte count that does not fit, an answer cut short with a header
 * that fits, the answer of another function.
 */
const nonsense = (frame: Buffer, draw: Chance): Buffer => {
  const bad = Buffer.from(frame);
  switch (Math.floor(draw() * 6)) {
    case 0:
      return looseBytes(draw);
    case 1:
      bad.writeUInt16BE((frame.readUInt16BE(0) + 7) & 0xffff, 0);
      return bad;
    case 2:
      bad.writeUInt16BE(0x4242, 2);
      return bad;
    case 3:
      bad.writeUInt8((frame.readUInt8(8) ^ 0x55) & 0xff, 8);
      return bad;
    case 4:
      bad.writeUInt16BE(3, 4);
      return bad.subarray(0, 9);
    default:
      bad.writeUInt8(0x2b, 7);
      return bad;
  }
};
