import type { ModbusTable } from "#rules/site/modbus.ts";
import type { Answer, ReadRequest, WriteRequest } from "./exchange.ts";

/** A request as it goes on the wire inside either framing, and what its answer looks like. */
export type Query = {
  readonly unit: number;
  /** Function code. */
  readonly code: number;
  /** Function code and data: the protocol data unit. */
  readonly pdu: Uint8Array;
  /** Bytes of a full answer's protocol data unit; an exception has two. */
  readonly answerLength: number;
  /** Registers or bits that are read; 0 for a write. */
  readonly count: number;
};

/** Added to the function code of an answer that is an exception. */
export const EXCEPTION = 0x80;
/** Bytes of an exception: function code and reason. */
export const EXCEPTION_LENGTH = 2;

const READ_CODES: Readonly<Record<ModbusTable, number>> = { coil: 1, discrete: 2, holding: 3, input: 4 };
/** Most values in one request, by function code. */
const MOST: Readonly<Record<number, number>> = {
  1: 2_000,
  2: 2_000,
  3: 125,
  4: 125,
  5: 1,
  6: 1,
  15: 1_968,
  16: 123,
};
const LAST_ADDRESS = 0xffff;
const ON = 0xff00;

/**
 * The request of a read.
 *
 * @throws {RangeError} for a count or address that the standard does not know: the caller's bug
 * @see Modbus Application Protocol V1.1b3 §6.1 to §6.4
 */
export const readQuery = ({ unit, table, address, count }: ReadRequest): Query => {
  const code = READ_CODES[table];
  check(code, unit, address, count);
  const pdu = new Uint8Array([code, address >> 8, address & 0xff, count >> 8, count & 0xff]);
  const byteCount = code <= 2 ? (count + 7) >> 3 : count * 2;
  return { unit, code, pdu, answerLength: 2 + byteCount, count };
};

/**
 * The request of a write. A coil is only ever switched on (FF00) or off (0000): makers' codes such as 5500 (toggle) cannot
 * be written, and neither can a broadcast.
 *
 * @throws {RangeError} for unit 0, a value, count or address that the standard does not know: the caller's bug
 * @see Modbus Application Protocol V1.1b3 §6.5, §6.6, §6.11, §6.12
 */
export const writeQuery = ({ unit, code, address, values }: WriteRequest): Query => {
  if (unit === 0) throw new RangeError("a write to unit 0 would reach every device");
  check(code, unit, address, values.length);
  const isBits = code === 5 || code === 15;
  const wrong = values.find(value => !Number.isInteger(value) || value < 0 || value > (isBits ? 1 : 0xffff));
  if (wrong !== undefined) throw new RangeError(`function ${code} cannot write ${wrong}`);
  const [high, low] = [address >> 8, address & 0xff];
  const query = (data: readonly number[]): Query => {
    return { unit, code, pdu: new Uint8Array([code, high, low, ...data]), answerLength: 5, count: 0 };
  };
  if (code === 5 || code === 6) {
    const value = code === 6 ? values[0]! : values[0]! * ON;
    return query([value >> 8, value & 0xff]);
  }
  const data = isBits ? packed(values) : values.flatMap(value => [value >> 8, value & 0xff]);
  return query([values.length >> 8, values.length & 0xff, data.length, ...data]);
};

/** Whether the device answers with the very bytes of the request: a write of one value. */
export const isRepeated = ({ code }: Query): boolean => code === 5 || code === 6;

const check = (code: number, unit: number, address: number, count: number): void => {
  const most = MOST[code];
  if (most === undefined) throw new RangeError(`function ${code} is not spoken here`);
  if (!isWithin(unit, 0, 255)) throw new RangeError(`no unit ${unit}`);
  if (!isWithin(count, 1, most)) throw new RangeError(`function ${code} cannot carry ${count} values`);
  if (!isWithin(address, 0, LAST_ADDRESS + 1 - count)) throw new RangeError(`no address ${address}+${count}`);
};

const isWithin = (n: number, low: number, high: number): boolean =>
  Number.isInteger(n) && n >= low && n <= high;

const packed = (bits: readonly number[]): readonly number[] => {
  const bytes = Array.from({ length: (bits.length + 7) >> 3 }, () => 0);
  for (const [i, bit] of bits.entries()) bytes[i >> 3] = bytes[i >> 3]! | (bit << (i & 7));
  return bytes;
};

/**
 * What is wrong with an answer's protocol data unit as an answer to this query, as far as its bytes are in; null: nothing.
 *
 * @param length  bytes that it has according to its frame
 */
export const trouble = (
  bytes: Uint8Array,
  at: number,
  length: number,
  { code, pdu, answerLength }: Query,
): Answer | null => {
  const known = Math.min(length, bytes.length - at);
  if (known < 1) return null;
  const answered = bytes[at]!;
  if (answered !== code && answered !== code + EXCEPTION)
    return mismatch(`function ${answered & ~EXCEPTION} answered in place of function ${code}`);
  if (answered !== code) {
    if (length !== EXCEPTION_LENGTH) return mismatch(tooLong(length, EXCEPTION_LENGTH));
    return null;
  }
  if (length !== answerLength) return mismatch(tooLong(length, answerLength));
  if (code <= 4) {
    const byteCount = answerLength - 2;
    if (known >= 2 && bytes[at + 1] !== byteCount)
      return mismatch(`answer of wrong length: ${bytes[at + 1]} bytes of values, ${byteCount} expected`);
    return null;
  }
  for (let i = 1; i < Math.min(known, answerLength); i += 1)
    if (bytes[at + i] !== pdu[i])
      return mismatch("the device repeats another write than the one it was sent");
  return null;
};

/** Reads an answer in which `trouble` found nothing. */
export const take = (bytes: Uint8Array, at: number, { code, count }: Query): Answer => {
  if (bytes[at] !== code) return { is: "exception", code: bytes[at + 1]! };
  if (code > 4) return { is: "written" };
  const words = new Array<number>(count);
  const from = at + 2;
  if (code <= 2) for (let i = 0; i < count; i += 1) words[i] = (bytes[from + (i >> 3)]! >> (i & 7)) & 1;
  else for (let i = 0; i < count; i += 1) words[i] = (bytes[from + 2 * i]! << 8) | bytes[from + 2 * i + 1]!;
  return { is: "words", words };
};

const mismatch = (why: string): Answer => ({ is: "mismatch", why });
const tooLong = (length: number, expected: number): string =>
  `answer of wrong length: ${length} bytes, ${expected} expected`;
