import { parentPort } from "node:worker_threads";
import { Fault } from "#gateway/ports/fault.ts";
import type { Asked, Handlers, Told } from "./thread.ts";

/**
 * The worker's side of a `thread`: answers each question with the handler of its name. A thrown `Fault` reaches the
 * asker as that `Fault`, anything else as the bug it is.
 *
 * @returns  a way to tell the main thread something that it did not ask for
 */
export const serve = (handlers: Handlers): ((news: unknown) => void) => {
  if (parentPort === null) throw new Error("serve() runs in a worker thread only");
  const port = parentPort;
  const byName = handlers as unknown as Readonly<
    Record<string, (...question: readonly unknown[]) => unknown>
  >;
  const tell = (told: Told) => port.postMessage(told);
  port.on("message", async ({ id, name, question }: Asked) => {
    try {
      const handler = byName[name];
      if (handler === undefined) throw new Error(`nobody answers ${name}`);
      tell({ is: "answer", id, answer: await handler(...question) });
    } catch (error) {
      tell(failure(id, error));
    }
  });
  return news => tell({ is: "news", news });
};

const failure = (id: number, error: unknown): Told =>
  error instanceof Fault
    ? { is: "fault", id, code: error.code, message: error.message, retry: error.retry }
    : { is: "bug", id, error: error instanceof Error ? error : new Error(String(error)) };
