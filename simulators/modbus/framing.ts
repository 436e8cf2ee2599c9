import type { Chance } from "../chance.ts";

/** What stands at the beginning of a stream of bytes. */
export type Heard =
  /** A whole request of `length` bytes. */
  | { readonly is: "request"; readonly unit: number; readonly pdu: Buffer; readonly length: number }
  | { readonly is: "part" }
  /** `length` bytes that cannot become a request: on a bus they are not heard, a connection is closed. */
  | { readonly is: "noise"; readonly length: number };

/** How requests and answers are packed on a line. */
export type Framing = {
  hear(bytes: Buffer): Heard;
  /** The frame of an answer. @param request  the whole frame that it answers */
  pack(request: Buffer, pdu: Buffer): Buffer;
  /** Bytes that a client can tell from the answer `frame`. */
  nonsense(frame: Buffer, draw: Chance): Buffer;
  /** After so many milliseconds of silence what has come before is forgotten; null: never. */
  readonly forgetsAfterMs: number | null;
};

/** Loose bytes: nothing at all of the protocol. */
export const looseBytes = (draw: Chance): Buffer =>
  Buffer.from(Array.from({ length: 5 + Math.floor(draw() * 40) }, () => Math.floor(draw() * 256)));
