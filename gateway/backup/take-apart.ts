import { thread } from "../stores/thread.ts";
import type { BackupThread } from "./backup-worker.ts";
import type { TakenBackup, TakeOptions } from "./take.ts";

/**
 * Takes a backup in a thread of its own, so that whoever asks goes on with his work. Options as of `takeBackup`, without
 * `progress`.
 *
 * @throws {Fault} as `takeBackup`
 */
export const takeApart = async (options: Omit<TakeOptions, "progress">): Promise<TakenBackup> => {
  const file = new URL("./backup-worker.ts", import.meta.url);
  const worker = thread<BackupThread>({ file, settings: options });
  try {
    return await worker.ask("take");
  } finally {
    await worker.end();
  }
};
