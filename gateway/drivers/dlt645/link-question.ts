import type { Dlt645Source } from "#rules/site/other-wires.ts";
import type { Millis } from "#rules/time/instant.ts";
import type { Link } from "../bytes/link.ts";
import { tellLength } from "../bytes/wording.ts";
import { type Answer, judge } from "./answer.ts";
import { readFrame, scan } from "./frame.ts";

/** More than this unread is noise: no frame is so long. */
const MOST_BYTES = 512;

/** Questions over an open link, one at a time. */
export class LinkQuestions {
  readonly #link: Link;
  readonly #tell: (error: Error) => string;
  readonly #closed = Promise.withResolvers<void>();
  #received: Uint8Array = new Uint8Array(0);
  #isGarbled = false;
  #hear: ((bytes: Uint8Array) => void) | null = null;
  #end: ((answer: Answer) => void) | null = null;

  constructor(link: Link, tell: (error: Error) => string) {
    this.#link = link;
    this.#tell = tell;
    link.listen({
      data: bytes => this.#hear?.(bytes),
      error: error => this.#end?.({ is: "closed", why: this.#tell(error) }),
      close: () => {
        this.#end?.({ is: "closed", why: "the device closed the connection" });
        this.#closed.resolve();
      },
    });
  }

  get isOpen(): boolean {
    return this.#link.isOpen;
  }

  async ask(source: Dlt645Source, timeout: Millis): Promise<Answer> {
    if (!this.isOpen) return { is: "closed", why: "the connection is closed" };
    this.#received = new Uint8Array(0);
    this.#isGarbled = false;
    const answer = await new Promise<Answer>(resolve => {
      const timer = setTimeout(() => this.#end?.(this.#nothing(timeout)), timeout);
      this.#end = ended => {
        clearTimeout(timer);
        resolve(ended);
      };
      this.#hear = bytes => this.#take(bytes, source);
      this.#link.send(readFrame(source.meter, source.item));
    });
    this.#end = null;
    this.#hear = null;
    return answer;
  }

  /** Resolves when the socket or port is closed. */
  close(): Promise<void> {
    this.#link.drop();
    return this.#closed.promise;
  }

  #take(bytes: Uint8Array, source: Dlt645Source): void {
    const all = Buffer.concat([this.#received, bytes]);
    const { frames, isGarbled, rest } = scan(all);
    this.#isGarbled ||= isGarbled;
    this.#received = all.subarray(Math.max(rest, all.length - MOST_BYTES));
    for (const frame of frames) {
      const said = judge(frame, source);
      if (said.is !== "other") {
        this.#end?.(said);
        return;
      }
    }
  }

  #nothing(timeout: Millis): Answer {
    return this.#isGarbled || this.#received.length > 0
      ? { is: "garbled", why: `no whole answer with a right sum in ${tellLength(timeout)}` }
      : { is: "silent", why: `no answer in ${tellLength(timeout)}` };
  }
}
