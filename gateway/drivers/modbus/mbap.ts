import { hasRightCrc } from "./crc.ts";
import { type Framing, garbled, partial, type Sent, type Verdict } from "./framing.ts";
import { EXCEPTION, type Query, take, trouble } from "./pdu.ts";

/** Transaction, protocol, length, unit. */
const HEADER = 7;
/** Bytes before what the length field counts. */
const UNCOUNTED = 6;
/** The length field counts the unit and a protocol data unit of 2 to 253 bytes. */
const SHORTEST = 3;
const LONGEST = 254;

/**
 * Modbus TCP: a header with a transaction id, a length and no checksum. Strict: whatever is not exactly the answer ends the
 * connection, except a whole frame of another transaction, behind which the right one may come.
 *
 * @see Modbus Messaging on TCP/IP Implementation Guide V1.0b §3.1.3
 */
export const mbap: Framing = {
  frame: ({ unit, pdu }: Query, transaction: number) => {
    const length = pdu.length + 1;
    const frame = Buffer.allocUnsafe(HEADER + pdu.length);
    frame.writeUInt16BE(transaction, 0);
    frame.writeUInt16BE(0, 2);
    frame.writeUInt16BE(length, 4);
    frame[6] = unit;
    frame.set(pdu, HEADER);
    return frame;
  },
  judge: (bytes: Uint8Array, { query, transaction }: Sent): Verdict => {
    const known = bytes.length;
    if (known < 4) return partial;
    const protocol = (bytes[2]! << 8) | bytes[3]!;
    if (protocol !== 0) return rtuOr(bytes, query, `garbage: protocol id ${protocol} is not Modbus`);
    if (known < UNCOUNTED) return partial;
    const length = (bytes[4]! << 8) | bytes[5]!;
    if (length < SHORTEST || length > LONGEST)
      return garbled(`answer of wrong length: ${length} bytes announced`);
    const whole = UNCOUNTED + length;
    const answered = (bytes[0]! << 8) | bytes[1]!;
    if (answered !== transaction) {
      const why = "an answer to another request: late or sent twice";
      return known < whole ? partial : { is: "stray", length: whole, why };
    }
    if (known < HEADER) return partial;
    if (bytes[6] !== query.unit) {
      const why = `unit ${bytes[6]} answered in place of unit ${query.unit}`;
      return { is: "wrong", answer: { is: "mismatch", why } };
    }
    const answer = trouble(bytes, HEADER, length - 1, query);
    if (answer) return { is: "wrong", answer };
    if (known < whole) return partial;
    return { is: "answer", length: whole, answer: take(bytes, HEADER, query) };
  },
};

/** A converter that only passes bytes on answers in RTU frames: a setting, not a fault, so it is told by name. */
const rtuOr = (bytes: Uint8Array, { unit, code, answerLength }: Query, why: string): Verdict => {
  if (bytes[0] !== unit || (bytes[1]! & ~EXCEPTION) !== code) return garbled(why);
  const whole = bytes[1] === code ? answerLength + 3 : 5;
  if (bytes.length < whole) return partial;
  return garbled(
    hasRightCrc(bytes, 0, whole) ? "this port speaks Modbus RTU, not Modbus TCP: write framing: rtu" : why,
  );
};
