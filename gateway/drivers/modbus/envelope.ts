/** What the one answer that we wait for must look like. */
export type Expected = {
  readonly unit: number;
  readonly functionCode: number;
  /** Bytes of values in a full answer: two a register, one for eight bits. */
  readonly byteCount: number;
};

export type Envelope =
  | { readonly is: "partial" }
  | { readonly is: "whole" }
  | { readonly is: "wrong"; readonly why: string };

const EXCEPTION = 0x80;
const partial: Envelope = { is: "partial" };
const wrong = (why: string): Envelope => ({ is: "wrong", why });

/**
 * Judges everything received since the request went out. modbus-serial 8.0.25 matches the transaction id but lets a
 * wrong protocol id, a short byte count and a foreign unit's exception pass, and waits for ever behind a wrong length:
 * each of these is found here, as soon as its byte is in. The transaction id is not looked at.
 *
 * @param bytes  all bytes since the request, from the first; MBAP header (id, protocol, length, unit), then the answer
 * @see Modbus Messaging on TCP/IP Implementation Guide V1.0b §3.1.3; Modbus Application Protocol V1.1b3 §6, §7
 */
export const inspect = (bytes: Buffer, { unit, functionCode, byteCount }: Expected): Envelope => {
  if (bytes.length < 4) return partial;
  const protocol = bytes.readUInt16BE(2);
  if (protocol !== 0) return wrong(`garbage: protocol id ${protocol} is not Modbus`);

  if (bytes.length < 6) return partial;
  const length = bytes.readUInt16BE(4);
  const fullLength = 3 + byteCount;
  const exceptionLength = 3;
  if (length !== fullLength && length !== exceptionLength)
    return wrong(`answer of wrong length: ${length} bytes announced, ${fullLength} expected`);

  if (bytes.length < 7) return partial;
  if (bytes[6] !== unit) return wrong(`unit ${bytes[6]} answered in place of unit ${unit}`);

  if (bytes.length < 8) return partial;
  const answered = bytes[7];
  if (answered !== functionCode && answered !== (functionCode | EXCEPTION))
    return wrong(`function ${answered} answered in place of function ${functionCode}`);
  if ((answered === functionCode) !== (length === fullLength))
    return wrong(`answer of wrong length: ${length} bytes announced for function ${answered}`);

  if (bytes.length < 9) return partial;
  if (answered === functionCode && bytes[8] !== byteCount)
    return wrong(`answer of wrong length: ${bytes[8]} bytes of values, ${byteCount} expected`);

  if (bytes.length < 6 + length) return partial;
  if (bytes.length > 6 + length) return wrong("garbage: more bytes than the one answer that was asked for");
  return { is: "whole" };
};
