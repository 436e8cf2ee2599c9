import type { Answer } from "./exchange.ts";
import type { Query } from "./pdu.ts";

/** A request that has gone out and not ended. */
export type Sent = {
  readonly query: Query;
  /** The whole frame as it went out. */
  readonly frame: Uint8Array;
  /** 0..65535; RTU has none and does not look at it. */
  readonly transaction: number;
  /** Whether the adapter repeats what is sent, as two-wire ones may; null: not yet known. */
  readonly echoes: boolean | null;
};

/** What the bytes at hand begin with. */
export type Verdict =
  /** Nothing can be said before more has come. */
  | { readonly is: "partial" }
  /** The request itself, sent back by a two-wire adapter. */
  | { readonly is: "echo"; readonly length: number }
  /** A good frame that is no answer to this request: late, or another unit's. The right one may follow. */
  | { readonly is: "stray"; readonly length: number; readonly why: string }
  | { readonly is: "answer"; readonly length: number; readonly answer: Answer }
  /** Nothing that follows can be believed. */
  | { readonly is: "wrong"; readonly answer: Answer };

/** How frames are made and told apart on one kind of wire. Pure. */
export type Framing = {
  frame(query: Query, transaction: number): Uint8Array;
  /** @param bytes  everything since the request that has not been judged yet; at least one byte */
  judge(bytes: Uint8Array, sent: Sent): Verdict;
};

export const partial: Verdict = { is: "partial" };
export const garbled = (why: string): Verdict => ({ is: "wrong", answer: { is: "garbled", why } });
