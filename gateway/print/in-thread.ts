import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** One document as its bytes, beside whatever tells which one it is. */
export type Printed = { readonly bytes: Buffer };

/**
 * Lets a file draw documents in a thread of its own: a PDF takes the time of many readings.
 *
 * @param file   of the thread; it posts all documents in one message
 * @param input  its `workerData`
 * @throws whatever the thread throws
 */
export const inThread = async <T extends Printed>(file: URL, input: unknown): Promise<readonly T[]> => {
  const worker = new Worker(file, { workerData: input });
  try {
    // A failure of the thread rejects this.
    const [made] = (await once(worker, "message")) as [readonly T[]];
    return made.map(each => ({ ...each, bytes: Buffer.from(each.bytes) }));
  } finally {
    await worker.terminate();
  }
};
