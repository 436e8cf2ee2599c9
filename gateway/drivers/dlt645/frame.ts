/** A frame of DL/T 645-2007 that is whole and whose sum is right. */
export type Frame = {
  /** Twelve decimal digits, as on the nameplate; other hex digits where it is no address of one meter. */
  readonly meter: string;
  /** 0x11: read; with 0x80: an answer; with 0x40 as well: a refusal; with 0x20: more follows. */
  readonly control: number;
  /** What it carries, without the 0x33 that the wire adds to every byte. */
  readonly data: Uint8Array;
};

/** What stands in bytes that came: frames, sums that were wrong, and from where on a frame may still become whole. */
export type Scan = { readonly frames: readonly Frame[]; readonly isGarbled: boolean; readonly rest: number };

const START = 0x68;
const END = 0x16;
const READ = 0x11;
const ADDRESS_BYTES = 6;
/** Start, address, start, control, length. */
const HEAD_BYTES = 10;
/** Sum and end. */
const TAIL_BYTES = 2;
const ADDED = 0x33;
/** Wakes a receiver that sleeps; a meter passes over what stands before the start. */
const PREAMBLE = [0xfe, 0xfe, 0xfe, 0xfe];
/** Most bytes that a frame may carry: the standard allows 200 in a read. */
const MOST_DATA = 200;

/**
 * A question for one item.
 *
 * @param meter  twelve decimal digits
 * @param item   eight hex digits, highest first, as the standard's tables write it
 */
export const readFrame = (meter: string, item: string): Uint8Array => {
  const data = Array.from(hexBytes(item).reverse(), byte => (byte + ADDED) & 0xff);
  const body = [START, ...hexBytes(meter).reverse(), START, READ, data.length, ...data];
  return Uint8Array.from([...PREAMBLE, ...body, sumOf(body), END]);
};

/**
 * Looks for frames. Whatever stands between them is passed over; a start whose sum is wrong is none, and the search goes
 * on behind it.
 *
 * @see DL/T 645-2007 §5: low byte first, sum of all bytes from the first start on, modulo 256
 */
export const scan = (bytes: Uint8Array): Scan => {
  const frames: Frame[] = [];
  let isGarbled = false;
  let rest = bytes.length;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== START) continue;
    const length = lengthAt(bytes, at);
    if (length === "none") continue;
    if (length === "open" || at + length > bytes.length) {
      rest = Math.min(rest, at);
      continue;
    }
    const frame = bytes.subarray(at, at + length);
    if (frame[length - 1] !== END || frame[length - 2] !== sumOf(frame.subarray(0, -TAIL_BYTES))) {
      isGarbled = true;
      continue;
    }
    frames.push(frameOf(frame));
    rest = bytes.length;
    at += length - 1;
  }
  return { frames, isGarbled, rest };
};

/** How long the frame that begins here is; `open`: too little has come to tell; `none`: none begins here. */
const lengthAt = (bytes: Uint8Array, at: number): number | "open" | "none" => {
  const second = bytes[at + ADDRESS_BYTES + 1];
  if (second !== undefined && second !== START) return "none";
  const length = bytes[at + HEAD_BYTES - 1];
  if (length === undefined) return "open";
  return length > MOST_DATA ? "none" : HEAD_BYTES + length + TAIL_BYTES;
};

const frameOf = (frame: Uint8Array): Frame => ({
  meter: Buffer.from(frame.subarray(1, 1 + ADDRESS_BYTES))
    .reverse()
    .toString("hex")
    .toUpperCase(),
  control: frame[HEAD_BYTES - 2] ?? 0,
  data: frame.slice(HEAD_BYTES, -TAIL_BYTES).map(byte => byte - ADDED),
});

const sumOf = (bytes: Iterable<number>): number => {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return sum & 0xff;
};

const hexBytes = (hex: string): number[] => [...Buffer.from(hex, "hex")];
