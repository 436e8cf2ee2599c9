import { crc16, hasRightCrc } from "./crc.ts";
import { type Framing, garbled, partial, type Sent, type Verdict } from "./framing.ts";
import { EXCEPTION, isRepeated, type Query, take, trouble } from "./pdu.ts";

/** Unit before and checksum behind the protocol data unit. */
const AROUND = 3;
const EXCEPTION_FRAME = 5;
/** Every request but a write of many values, and every answer to a write. */
const REQUEST = 8;
/** More than two longest frames without an answer in them: somebody talks without being asked. */
const PATIENCE_BYTES = 520;

/**
 * Modbus RTU: unit, protocol data unit, checksum; nothing tells where a frame ends but what it says itself. What a frame is
 * believed to be stands and falls with its checksum. Noise before it and good frames of others (late answers) are passed
 * over; the adapter's echo of the request is, too.
 *
 * @see Modbus over Serial Line V1.02 §2.5.1
 */
export const rtu: Framing = {
  frame: ({ unit, pdu }: Query) => {
    const frame = Buffer.allocUnsafe(pdu.length + AROUND);
    frame[0] = unit;
    frame.set(pdu, 1);
    frame.writeUInt16LE(crc16(frame, 0, pdu.length + 1), pdu.length + 1);
    return frame;
  },
  judge: (bytes: Uint8Array, sent: Sent): Verdict => {
    const answer = ours(bytes, 0, sent);
    if (isEcho(bytes, sent)) {
      // A write of one value is answered by its own bytes: only an adapter known to echo sends them twice.
      if (bytes.length < sent.frame.length) return answer.is === "answer" ? answer : partial;
      if (sent.echoes || !isRepeated(sent.query)) return { is: "echo", length: sent.frame.length };
    }
    if (answer.is === "answer" || answer.is === "partial") return answer;
    const stray = goodFrame(bytes);
    if (stray > 0) return { is: "stray", length: stray, why: tellStray(bytes, sent.query) };
    const behind = later(bytes, sent);
    if (behind) return behind;
    if (answer.is === "damaged") return garbled("a damaged answer: its checksum is wrong");
    if (isModbusTcp(bytes))
      return garbled("this port speaks Modbus TCP, not Modbus RTU: leave out framing: rtu");
    return bytes.length > PATIENCE_BYTES ? garbled("garbage without end") : partial;
  },
};

type Candidate =
  | { readonly is: "partial" }
  | { readonly is: "other" }
  | { readonly is: "damaged" }
  | Extract<Verdict, { readonly is: "answer" }>;

const other: Candidate = { is: "other" };
const damaged: Candidate = { is: "damaged" };
const unfinished: Candidate = { is: "partial" };

/** What stands at `at`, as an answer to the request. */
const ours = (bytes: Uint8Array, at: number, { query }: Sent): Candidate => {
  const known = bytes.length - at;
  if (bytes[at] !== query.unit) return other;
  if (known < 2) return unfinished;
  const isException = bytes[at + 1] === query.code + EXCEPTION;
  const length = isException ? EXCEPTION_FRAME : query.answerLength + AROUND;
  if (trouble(bytes, at + 1, length - AROUND, query)) return other;
  if (known < length) return unfinished;
  if (!hasRightCrc(bytes, at, at + length)) return damaged;
  return { is: "answer", length, answer: take(bytes, at + 1, query) };
};

/** An answer behind bytes that are nothing: noise of the line, the end of something cut. */
const later = (bytes: Uint8Array, sent: Sent): Verdict | null => {
  if (sent.echoes && isRepeated(sent.query)) return null;
  for (let at = 1; at + EXCEPTION_FRAME <= bytes.length; at += 1) {
    const answer = ours(bytes, at, sent);
    if (answer.is === "answer") return { ...answer, length: at + answer.length };
  }
  return null;
};

/** Whether the bytes are the request's own, as far as they are in. */
const isEcho = (bytes: Uint8Array, { frame, echoes }: Sent): boolean => {
  if (echoes === false) return false;
  for (let i = 0; i < Math.min(bytes.length, frame.length); i += 1) if (bytes[i] !== frame[i]) return false;
  return true;
};

/** Length of the frame at the start, an answer or a request of somebody, when its checksum is right; 0: there is none. */
const goodFrame = (bytes: Uint8Array): number => {
  if (bytes.length < EXCEPTION_FRAME) return 0;
  return lengthsOf(bytes).find(length => length <= bytes.length && hasRightCrc(bytes, 0, length)) ?? 0;
};

const lengthsOf = (bytes: Uint8Array): readonly number[] => {
  const code = bytes[1]!;
  if (code > EXCEPTION) return [EXCEPTION_FRAME];
  if (code <= 4) return [bytes[2]! + 5, REQUEST];
  if (code === 15 || code === 16) return [REQUEST, bytes[6]! + 9];
  return [REQUEST];
};

const tellStray = (bytes: Uint8Array, { unit, code }: Query): string => {
  if (bytes[0] !== unit) return `unit ${bytes[0]} answered in place of unit ${unit}`;
  const answered = bytes[1]! & ~EXCEPTION;
  if (answered !== code) return `function ${answered} answered in place of function ${code}`;
  return "an answer to another request: late or sent twice";
};

const isModbusTcp = (bytes: Uint8Array): boolean =>
  bytes.length >= 9 && bytes[2] === 0 && bytes[3] === 0 && bytes[4] === 0 && bytes[5] === bytes.length - 6;
