import { Worker } from "node:worker_threads";
import { Fault } from "#gateway/ports/fault.ts";

/** What a worker can be asked, by name: one question in, one answer (or a promise of it) out. */
export type Handlers = { readonly open: () => unknown; readonly close: () => unknown };

type Question<H, K extends keyof H> = H[K] extends (...args: infer Q) => unknown ? Q : never;
type Answer<H, K extends keyof H> = H[K] extends (...args: never) => infer A ? Awaited<A> : never;

/** A worker thread that answers questions in the order in which it takes them up. */
export type Thread<H extends Handlers> = {
  /** Opens what the worker works on; when that fails the thread has ended. */
  start(): Promise<void>;
  /** @throws {Fault} that the handler threw, or `THREAD_ENDED` (retry) when the thread died on the way */
  ask<K extends keyof H & string>(name: K, ...question: Question<H, K>): Promise<Answer<H, K>>;
  /** Closes what the worker holds open, then ends it for good. */
  end(): Promise<void>;
};

export type Asked = { readonly id: number; readonly name: string; readonly question: readonly unknown[] };
export type Told =
  | { readonly is: "answer"; readonly id: number; readonly answer: unknown }
  | {
      readonly is: "fault";
      readonly id: number;
      readonly code: string;
      readonly message: string;
      readonly retry: boolean;
    }
  | { readonly is: "bug"; readonly id: number; readonly error: Error }
  | { readonly is: "news"; readonly news: unknown };

type Pending = { resolve(answer: unknown): void; reject(error: Error): void };

/**
 * Runs `file` as a worker that calls `serve`. It is started by the first question, and again by the next one after a
 * crash: a worker opens what it needs when it is first asked, from `settings`.
 *
 * @param hear  called with whatever the worker tells of its own accord
 */
export const thread = <H extends Handlers>({
  file,
  settings,
  hear = () => {},
}: {
  readonly file: URL;
  readonly settings: unknown;
  readonly hear?: (news: unknown) => void;
}): Thread<H> => {
  const pending = new Map<number, Pending>();
  let worker: Worker | null = null;
  let asked = 0;
  let isEnded = false;

  const lose = (cause: unknown) => {
    worker = null;
    const fault = new Fault("THREAD_ENDED", `${file.pathname}: the thread ended: ${cause}`, {
      retry: true,
      cause,
    });
    for (const waiting of pending.values()) waiting.reject(fault);
    pending.clear();
  };

  const take = (told: Told) => {
    if (told.is === "news") return hear(told.news);
    const waiting = pending.get(told.id);
    pending.delete(told.id);
    if (told.is === "answer") waiting?.resolve(told.answer);
    else if (told.is === "bug") waiting?.reject(told.error);
    else waiting?.reject(new Fault(told.code, told.message, { retry: told.retry }));
  };

  const launch = (): Worker => {
    const launched = new Worker(file, { workerData: settings });
    const loseIt = (cause: unknown) => {
      if (worker === launched) lose(cause);
    };
    launched.on("message", take).on("error", loseIt).on("exit", loseIt);
    return launched;
  };

  const ask: Thread<H>["ask"] = (name, ...question) =>
    new Promise((resolve, reject) => {
      if (isEnded)
        return reject(new Fault("THREAD_ENDED", `${name}: the store is not running`, { retry: false }));
      worker ??= launch();
      asked += 1;
      pending.set(asked, { resolve: answer => resolve(answer as never), reject });
      worker.postMessage({ id: asked, name, question } satisfies Asked);
    });

  const end = async () => {
    const closing = worker === null ? null : ask("close", ...([] as never));
    isEnded = true;
    try {
      await closing;
    } finally {
      const ending = worker;
      worker = null;
      await ending?.terminate();
    }
  };

  const start = async () => {
    try {
      await ask("open", ...([] as never));
    } catch (error) {
      await end();
      throw error;
    }
  };

  return { start, ask, end };
};
