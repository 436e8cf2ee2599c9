import { type Instant, instant } from "#rules/time/instant.ts";
import { crc16Arc } from "./crc.ts";

/** A message of a panel whose sum and length are right. */
export type Message = {
  /** `ADM-CID`, `NULL`; with a `*` in front it is encrypted. */
  readonly id: string;
  /** Four digits, as sent. */
  readonly sequence: string;
  /** `R1`, as sent; empty: none. */
  readonly receiver: string;
  /** `L0`, as sent. */
  readonly line: string;
  /** Upper case hex. */
  readonly account: string;
  /** What stands in the first brackets: `#5001|1130 01 003`. */
  readonly data: string;
  /** The panel's own time; absent: it tells none. */
  readonly at?: Instant;
};

/** What a frame is. `garbled`: its sum or length is wrong; `foreign`: they are right, and it is no message we know. */
export type Parsed =
  | { readonly is: "message"; readonly message: Message }
  | { readonly is: "garbled" | "foreign"; readonly why: string };

const LF = 0x0a;
const CR = 0x0d;
/** Sum and length, four hex digits each. */
const HEAD = 8;
/** No message of a panel is longer. */
export const MOST_BYTES = 2_048;

/**
 * Takes frames from a stream: from a line feed to a carriage return; bytes outside of them are passed over.
 *
 * @returns the frames without their ends, and what may still become one
 */
export const framesIn = (
  bytes: Uint8Array,
): { readonly frames: readonly Uint8Array[]; readonly rest: Uint8Array } => {
  const frames: Uint8Array[] = [];
  let start = -1;
  let from = bytes.length;
  for (const [at, byte] of bytes.entries()) {
    if (byte === LF) {
      start = at;
      from = at;
    } else if (byte === CR && start >= 0) {
      frames.push(bytes.subarray(start + 1, at));
      start = -1;
      from = bytes.length;
    }
  }
  return { frames, rest: bytes.subarray(from) };
};

const BODY =
  /^"(\*?[A-Z0-9-]{1,16})"(\d{4})(R[0-9A-Fa-f]{1,6})?(L[0-9A-Fa-f]{1,6})#([0-9A-Fa-f]{3,16})\[([^\]]*)\](?:\[[^\]]*\])*(?:_(\d\d):(\d\d):(\d\d),(\d\d)-(\d\d)-(\d{4}))?$/;

/**
 * Reads one frame.
 *
 * @see ANSI/SIA DC-09-2021 §5.5: LF, sum (CRC-16 over the body), length of the body, body, CR
 */
export const parse = (frame: Uint8Array): Parsed => {
  const text = Buffer.from(frame).toString("latin1");
  const body = text.slice(HEAD);
  const [, sum = "", length = ""] = /^([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})/.exec(text) ?? [];
  if (sum === "") return { is: "garbled", why: "no sum and length" };
  if (Number.parseInt(length, 16) !== body.length) return { is: "garbled", why: "wrong length" };
  if (Number.parseInt(sum, 16) !== crc16Arc(frame.subarray(HEAD))) return { is: "garbled", why: "wrong sum" };
  const found = BODY.exec(body);
  if (!found) return { is: "foreign", why: "not the form of a message" };
  const [, id = "", sequence = "", receiver = "", line = "", account = "", data = "", ...time] = found;
  const at = timeOf(time);
  return {
    is: "message",
    message: {
      id,
      sequence,
      receiver,
      line,
      account: account.toUpperCase(),
      data,
      ...(at !== undefined && { at }),
    },
  };
};

const timeOf = ([hour, minute, second, month, day, year]: readonly (string | undefined)[]):
  | Instant
  | undefined => {
  if (hour === undefined) return undefined;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? undefined : instant(at);
};

/** `ACK`: taken, what it said is kept. `DUH`: it arrived whole, and is nothing that we understand. */
export const reply = (word: "ACK" | "DUH", { sequence, receiver, line, account }: Message): Uint8Array =>
  framed(`"${word}"${sequence}${receiver}${line}#${account}[]`);

/** Tells that what came was not whole, with the time that a panel may set its clock by. */
export const refusal = (now: Instant): Uint8Array => {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(.{8})/.exec(new Date(now).toISOString()) ?? [];
  return framed(`"NAK"0000R0L0A0[]_${time},${month}-${day}-${year}`);
};

const framed = (body: string): Uint8Array => {
  const bytes = Buffer.from(body, "latin1");
  return Buffer.concat([
    Buffer.from(`\n${hex4(crc16Arc(bytes))}${hex4(bytes.length)}`, "latin1"),
    bytes,
    Buffer.from([CR]),
  ]);
};

const hex4 = (number: number): string => number.toString(16).toUpperCase().padStart(4, "0");
