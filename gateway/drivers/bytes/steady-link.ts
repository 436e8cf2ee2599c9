import { Fault } from "#gateway/ports/fault.ts";
import type { Millis } from "#rules/time/instant.ts";
import type { Link } from "./link.ts";
import { type BytesWire, openBytes, tellErrorOf } from "./open-bytes.ts";
import { retryAfter } from "./retry.ts";

type Options = {
  readonly where: string;
  readonly wire: BytesWire;
  readonly connectTimeout: Millis;
  /** 0 ≤ random() < 1: spreads the waits after a failure. */
  readonly random: () => number;
  /** Code of the fault when there is no connection. */
  readonly code: string;
};

/** What a listener hears. `down`: once for every `up`, and when a connection cannot be made; with the reason. */
export type Hear = {
  up(): void;
  data(bytes: Uint8Array): void;
  down(why: string): void;
};

/** A link that is only listened to, and opened anew whenever it is gone: nothing is ever sent over it. */
export class SteadyLink {
  readonly #options: Options;
  readonly #hear: Hear;
  readonly #stopping = new AbortController();
  #link: Link | null = null;
  #wake: () => void = () => {};
  #work: Promise<void> = Promise.resolve();

  constructor(options: Options, hear: Hear) {
    this.#options = options;
    this.#hear = hear;
  }

  start(): void {
    this.#work = this.#run();
  }

  /** Resolves when it is closed and nothing is heard any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    this.#link?.drop();
    await this.#work;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted; ) {
      const { isUp, why } = await this.#once();
      if (signal.aborted) return;
      failures = isUp ? 1 : failures + 1;
      this.#hear.down(why);
      await this.#wait(retryAfter(failures, this.#options.random()));
    }
  }

  /** One connection from its beginning to its end. */
  async #once(): Promise<{ readonly isUp: boolean; readonly why: string }> {
    const { where, wire, connectTimeout, code } = this.#options;
    const { signal } = this.#stopping;
    try {
      const link = await openBytes({ where, wire, timeout: connectTimeout, signal, code });
      this.#link = link;
      const why = await this.#follow(link);
      return { isUp: true, why };
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      return { isUp: false, why: fault.message };
    }
  }

  #follow(link: Link): Promise<string> {
    const { where, wire } = this.#options;
    return new Promise(resolve => {
      let why = "the device closed the connection";
      link.listen({
        data: bytes => this.#hear.data(bytes),
        error: error => {
          why = tellErrorOf(wire)(error);
          link.drop();
        },
        close: () => resolve(`${where}: ${why}`),
      });
      this.#hear.up();
      if (this.#stopping.signal.aborted) link.drop();
    });
  }

  #wait(length: Millis): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, length);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.#stopping.signal.aborted) this.#wake();
    });
  }
}
