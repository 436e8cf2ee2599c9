import type { Millis } from "#rules/time/instant.ts";
import type { Link } from "../bytes/link.ts";
import type { Answer, ReadRequest, WriteRequest } from "./exchange.ts";
import type { Framing, Sent } from "./framing.ts";
import { isRepeated, type Query, readQuery, writeQuery } from "./pdu.ts";

/** A connection that carries one request at a time. Every request ends, at the latest with its time-out. */
export type Connection = {
  readonly isOpen: boolean;
  /** @throws {Error} when the last request has not ended yet, or none such exists: the caller's bug */
  read(request: ReadRequest, timeout: Millis): Promise<Answer>;
  /**
   * Sends a write once. `written` and an exception are what the device says; after everything else nobody can tell.
   *
   * @throws {Error} when the last request has not ended yet, or none such exists: the caller's bug
   */
  write(request: WriteRequest, timeout: Millis): Promise<Answer>;
  /** Resolves when the socket (or port) is closed. A request under way ends as `closed`. */
  close(): Promise<void>;
};

export type LinkOptions = {
  readonly framing: Framing;
  /** Whether a failed request ends the connection, so that nothing late can come over it. */
  readonly dropsOnFailure: boolean;
  /** Whether bytes that nobody asked for end it; else they are passed over. */
  readonly dropsOnStray: boolean;
  /** Silence that the line needs before a request, 0: none. */
  readonly quietMs: number;
  /** An error of the link in words that a technician understands. */
  tell(error: Error): string;
};

type Pending = {
  sent: Sent;
  /** The adapter's echo of it was there. */
  isEchoed: boolean;
  /** It is out; before, whatever comes is not its answer. */
  isSent: boolean;
  /** Everything since the request that has not been judged. */
  received: Uint8Array;
  /** Why something was passed over; empty: nothing was. */
  stray: string;
  readonly resolve: (answer: Answer) => void;
};

const NOTHING = new Uint8Array(0);
const SHOWN_BYTES = 12;
/** A line that is never quiet is spoken on after so many times the silence that it needs. */
const MOST_WAITS = 20;

/** Requests and answers over an open socket or port, one at a time. */
export class LinkConnection implements Connection {
  readonly #link: Link;
  readonly #options: LinkOptions;
  readonly #closed = Promise.withResolvers<void>();
  #pending: Pending | null = null;
  #transaction = 0;
  #echoes: boolean | null = null;
  #timer: NodeJS.Timeout | undefined;
  #timeout = -1;
  #lastByteMs = 0;

  constructor(link: Link, options: LinkOptions) {
    this.#link = link;
    this.#options = options;
    link.listen({
      data: bytes => this.#receive(bytes),
      error: error => this.#end({ is: "closed", why: options.tell(error) }),
      close: () => {
        clearTimeout(this.#timer);
        this.#end({ is: "closed", why: "the device closed the connection" });
        this.#closed.resolve();
      },
    });
  }

  get isOpen(): boolean {
    return this.#link.isOpen;
  }

  read(request: ReadRequest, timeout: Millis): Promise<Answer> {
    return this.#ask(readQuery(request), timeout);
  }

  write(request: WriteRequest, timeout: Millis): Promise<Answer> {
    return this.#ask(writeQuery(request), timeout);
  }

  close(): Promise<void> {
    this.#drop();
    return this.#closed.promise;
  }

  #ask(query: Query, timeout: Millis): Promise<Answer> {
    if (this.#pending) throw new Error("a request is under way on this connection");
    if (!this.isOpen) return Promise.resolve({ is: "closed", why: "the connection is closed" });
    const transaction = (this.#transaction + 1) & 0xffff;
    this.#transaction = transaction;
    const frame = this.#options.framing.frame(query, transaction);
    const sent: Sent = { query, frame, transaction, echoes: this.#echoes };
    return new Promise(resolve => {
      this.#pending = { sent, isEchoed: false, isSent: false, received: NOTHING, stray: "", resolve };
      this.#send(this.#pending, timeout, MOST_WAITS);
    });
  }

  #send(pending: Pending, timeout: Millis, waits: number): void {
    if (this.#pending !== pending) return;
    const { quietMs } = this.#options;
    const wait = quietMs === 0 ? 0 : quietMs - (performance.now() - this.#lastByteMs);
    if (wait > 0 && waits > 0) {
      setTimeout(() => this.#send(pending, timeout, waits - 1), wait);
      return;
    }
    pending.isSent = true;
    this.#link.send(pending.sent.frame);
    // One timer for all requests: to begin it anew costs a fraction of making another.
    if (timeout === this.#timeout) this.#timer?.refresh();
    else {
      clearTimeout(this.#timer);
      this.#timeout = timeout;
      this.#timer = setTimeout(() => this.#expire(), timeout);
    }
  }

  #receive(chunk: Uint8Array): void {
    if (this.#options.quietMs > 0) this.#lastByteMs = performance.now();
    const pending = this.#pending;
    if (!pending?.isSent) {
      if (this.#options.dropsOnStray) this.#drop();
      return;
    }
    pending.received = pending.received.length === 0 ? chunk : Buffer.concat([pending.received, chunk]);
    this.#judge(pending);
  }

  /** Takes what has come apart, frame by frame. An answer counts when nothing but strays stands behind it. */
  #judge(pending: Pending): void {
    let answer: Answer | null = null;
    while (pending.received.length > 0) {
      const verdict = this.#options.framing.judge(pending.received, pending.sent);
      if (answer && verdict.is !== "stray") {
        this.#end(tooMuch);
        return;
      }
      if (verdict.is === "partial") return;
      if (verdict.is === "wrong") {
        this.#end(verdict.answer);
        return;
      }
      pending.received = pending.received.subarray(verdict.length);
      if (verdict.is === "answer") answer = verdict.answer;
      else if (verdict.is === "stray") pending.stray = verdict.why;
      else {
        pending.sent = { ...pending.sent, echoes: false };
        pending.isEchoed = true;
      }
    }
    if (!answer) return;
    if (!isRepeated(pending.sent.query)) this.#echoes = pending.isEchoed;
    this.#end(answer);
  }

  #expire(): void {
    const pending = this.#pending;
    if (!pending?.isSent) return;
    const { received, stray } = pending;
    if (stray !== "") this.#end({ is: "mismatch", why: stray });
    else if (received.length > 0)
      this.#end({ is: "garbled", why: `no whole answer came, only ${show(received)}` });
    else this.#end({ is: "timeout" });
  }

  #end(answer: Answer): void {
    const pending = this.#pending;
    this.#pending = null;
    if (!GOOD.has(answer.is) && this.#options.dropsOnFailure) this.#drop();
    pending?.resolve(answer);
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#timeout = -1;
    this.#link.drop();
  }
}

/** Answers after which the connection is as good as before. */
const GOOD: ReadonlySet<Answer["is"]> = new Set(["words", "written", "exception"]);

const tooMuch: Answer = { is: "garbled", why: "garbage: more bytes than the one answer that was asked for" };

const show = (bytes: Uint8Array): string => {
  const shown = Buffer.from(bytes.subarray(0, SHOWN_BYTES))
    .toString("hex")
    .toUpperCase()
    .replace(/..\B/g, "$& ");
  return bytes.length > SHOWN_BYTES ? `${shown} … (${bytes.length} bytes)` : shown;
};
