import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "../ports/fault.ts";
import type { Log } from "../ports/log.ts";
import type { Commit, RecordStore } from "../ports/record.ts";

const RETRY_AFTER_MS = 1_000;

type Pending = { readonly commit: Commit; readonly done: () => void };

/**
 * Makes decisions durable in the order they were made. When the record cannot be written (a full disk) they wait here,
 * nobody is told of them, nothing is dropped, and `trouble` says so until it works again.
 */
export class Recorder {
  readonly #record: RecordStore;
  readonly #log: Log;
  #waiting: Pending[] = [];
  #running: Promise<void> | null = null;
  #trouble = "";
  #troubleSince = 0;

  constructor(record: RecordStore, log: Log) {
    this.#record = record;
    this.#log = log;
  }

  /** Why the record cannot be written now; empty when it can. */
  get trouble(): string {
    return this.#trouble;
  }

  /** How many commits wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Resolves when the commit is durable. */
  commit(commit: Commit): Promise<void> {
    return new Promise(done => {
      this.#waiting.push({ commit, done });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing waits any more, or when the record is in trouble. */
  async settle(): Promise<void> {
    while (this.#running && this.#trouble === "") await Promise.race([this.#running, wait(50)]);
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      await this.#write(merge(batch.map(({ commit }) => commit)));
      for (const { done } of batch) done();
    }
    this.#running = null;
  }

  async #write(commit: Commit): Promise<void> {
    for (;;) {
      try {
        await this.#record.commit(commit);
        this.#recovered();
        return;
      } catch (error) {
        this.#failed(error as Fault);
        await wait(RETRY_AFTER_MS, undefined, { ref: false });
      }
    }
  }

  #failed(error: Fault): void {
    if (this.#trouble === "") {
      this.#troubleSince = Date.now();
      this.#log.error(
        { err: error, code: error.code },
        "record cannot be written: decisions wait, nobody is told",
      );
    }
    this.#trouble = error.message;
  }

  #recovered(): void {
    if (this.#trouble === "") return;
    this.#log.info({ goneMs: Date.now() - this.#troubleSince }, "record can be written again");
    this.#trouble = "";
  }
}

/** Several commits as one: transitions in order, of each hold and signal the last. */
const merge = (commits: readonly Commit[]): Commit => {
  const [only] = commits;
  if (commits.length === 1 && only) return only;
  return {
    at: commits.at(-1)?.at as Commit["at"],
    transitions: commits.flatMap(({ transitions }) => transitions),
    holds: [...new Map(commits.flatMap(({ holds }) => holds).map(stored => [stored.key, stored])).values()],
    signals: [
      ...new Map(commits.flatMap(({ signals }) => signals).map(signal => [signal.point, signal])).values(),
    ],
  };
};
