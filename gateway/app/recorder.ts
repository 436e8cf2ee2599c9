import type { Paper } from "#rules/routine/clerk.ts";
import type { Fault } from "../ports/fault.ts";
import type { Log } from "../ports/log.ts";
import type { Commit, RecordStore } from "../ports/record.ts";

type Pending = {
  readonly commit: Commit;
  readonly done: () => void;
  /** Called with each refusal of the record while this waits. */
  readonly hindered: (why: string) => void;
};

/**
 * Makes decisions durable in the order they were made. When the record cannot be written (a full disk) they wait here,
 * nobody is told of them, nothing is dropped, and `trouble` says so until it works again.
 */
export class Recorder {
  readonly #record: RecordStore;
  readonly #log: Log;
  readonly #retryMs: number;
  #waiting: Pending[] = [];
  #writing: readonly Pending[] = [];
  #running: Promise<void> | null = null;
  #trouble = "";
  #troubleSince = 0;
  #isEnding = false;
  /** Ends the pause before the next try. */
  #wake = (): void => {};

  /** @param retryMs  time in ms before a write that failed is tried again */
  constructor(record: RecordStore, log: Log, { retryMs = 1_000 }: { readonly retryMs?: number } = {}) {
    this.#record = record;
    this.#log = log;
    this.#retryMs = retryMs;
  }

  /** Why the record cannot be written now; empty when it can. */
  get trouble(): string {
    return this.#trouble;
  }

  /** How many commits are not durable yet. */
  get waiting(): number {
    return this.#writing.length + this.#waiting.length;
  }

  /**
   * Resolves when the commit is durable; never rejects.
   *
   * @param hindered  called with the reason, perhaps often, while the record refuses it; it is tried again all the same
   */
  commit(commit: Commit, hindered: (why: string) => void = () => {}): Promise<void> {
    return new Promise(done => {
      this.#waiting.push({ commit, done, hindered });
      this.#running ??= this.#run();
    });
  }

  /**
   * Resolves when nothing waits any more. A record in trouble is tried once more; what it still refuses is given up:
   * nobody was told of it, and the next start judges again from what is recorded.
   */
  async settle(): Promise<void> {
    this.#isEnding = true;
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      this.#writing = batch;
      if (!(await this.#write(merge(batch.map(({ commit }) => commit))))) break;
      this.#writing = [];
      for (const { done } of batch) done();
    }
    this.#running = null;
  }

  /** Whether it is durable; false only when the gateway stops. */
  async #write(commit: Commit): Promise<boolean> {
    for (;;) {
      const isLast = this.#isEnding;
      try {
        await this.#record.commit(commit);
        this.#recovered();
        return true;
      } catch (error) {
        this.#failed(error as Fault);
        if (isLast) break;
        await this.#pause();
      }
    }
    this.#log.error({ decisions: this.waiting }, "stopped with decisions that could not be recorded");
    return false;
  }

  #pause(): Promise<void> {
    if (this.#isEnding) return Promise.resolve();
    return new Promise(go => {
      const timer = setTimeout(go, this.#retryMs);
      timer.unref();
      this.#wake = () => {
        clearTimeout(timer);
        go();
      };
    });
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
    for (const { hindered } of [...this.#writing, ...this.#waiting]) hindered(error.message);
  }

  #recovered(): void {
    if (this.#trouble === "") return;
    this.#log.info({ goneMs: Date.now() - this.#troubleSince }, "record can be written again");
    this.#trouble = "";
  }
}

/** Several commits as one: transitions in order, of each hold, signal, memo and paper the last. */
const merge = (commits: readonly Commit[]): Commit => {
  const [only] = commits;
  if (commits.length === 1 && only) return only;
  return {
    at: commits.at(-1)?.at as Commit["at"],
    transitions: commits.flatMap(({ transitions }) => transitions),
    activities: commits.flatMap(({ activities }) => activities),
    deeds: commits.flatMap(({ deeds }) => deeds),
    messages: commits.flatMap(({ messages }) => messages),
    holds: lastOf(
      commits.flatMap(({ holds }) => holds),
      hold => hold.key,
    ),
    signals: lastOf(
      commits.flatMap(({ signals }) => signals),
      signal => signal.point,
    ),
    memos: lastOf(
      commits.flatMap(({ memos }) => memos),
      memo => memo.key,
    ),
    papers: lastPapers(commits.flatMap(({ papers }) => papers ?? [])),
  };
};

/** Certificates all of them: each is issued once, and the record refuses whatever would change one. */
const lastPapers = (papers: readonly Paper[]): readonly Paper[] => [
  ...lastOf(
    papers.filter(({ kind }) => kind !== "certificate"),
    ({ kind, id }) => `${kind}:${id}`,
  ),
  ...papers.filter(({ kind }) => kind === "certificate"),
];

const lastOf = <T>(all: readonly T[], key: (one: T) => string): T[] => [
  ...new Map(all.map(one => [key(one), one])).values(),
];
