import type { Clock, Timer } from "#gateway/ports/clock.ts";
import type { Log } from "#gateway/ports/log.ts";
import type { Delivery, RecordStore } from "#gateway/ports/record.ts";
import { seconds } from "#rules/time/instant.ts";

/** The part of the record that messages wait in. */
export type Outbox = Pick<RecordStore, "outbox" | "delivered">;

const RETRY = seconds(1);

/**
 * Writes down what became of deliveries, of each the latest. While the record cannot be written it tries again every
 * second; nothing that was sent is sent again for that in the meantime.
 */
export class Ledger {
  readonly #outbox: Outbox;
  readonly #clock: Clock;
  readonly #log: Log;
  #unwritten = new Map<string, Delivery>();
  #waiting: (() => void)[] = [];
  #writing: Promise<void> | null = null;
  #isStopped = false;
  #timer: Timer | null = null;
  #trouble = "";

  constructor(outbox: Outbox, clock: Clock, log: Log) {
    this.#outbox = outbox;
    this.#clock = clock;
    this.#log = log;
  }

  /** Why it cannot be written; empty when it can. */
  get trouble(): string {
    return this.#trouble;
  }

  /** Resolves when these, or later ones of their keys, are durable. */
  write(updates: readonly Delivery[]): Promise<void> {
    if (updates.length === 0) return Promise.resolve();
    for (const delivery of updates) this.#unwritten.set(delivery.key, delivery);
    return new Promise(done => {
      this.#waiting.push(done);
      this.#begin();
    });
  }

  /** Tries once more what could not be written. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#timer?.stop();
    this.#timer = null;
    await this.#writing;
    this.#begin();
    await this.#writing;
  }

  #begin(): void {
    if (this.#timer === null) this.#writing ??= this.#run();
  }

  async #run(): Promise<void> {
    while (this.#unwritten.size > 0) {
      const [batch, waiting] = [this.#unwritten, this.#waiting];
      this.#unwritten = new Map();
      this.#waiting = [];
      try {
        await this.#outbox.delivered([...batch.values()]);
        this.#recovered();
        for (const done of waiting) done();
      } catch (error) {
        this.#failed(error);
        this.#unwritten = new Map([...batch, ...this.#unwritten]);
        this.#waiting = [...waiting, ...this.#waiting];
        break;
      }
    }
    this.#writing = null;
    if (this.#unwritten.size === 0 || this.#isStopped) return;
    this.#timer = this.#clock.after(RETRY, () => {
      this.#timer = null;
      this.#begin();
    });
  }

  #failed(error: unknown): void {
    if (this.#trouble === "") this.#log.error({ err: error }, "deliveries cannot be recorded");
    this.#trouble = error instanceof Error ? error.message : String(error);
  }

  #recovered(): void {
    if (this.#trouble !== "") this.#log.info({}, "deliveries can be recorded again");
    this.#trouble = "";
  }
}
