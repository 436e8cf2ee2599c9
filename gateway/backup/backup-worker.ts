import { workerData } from "node:worker_threads";
import { serve } from "../stores/thread-serve.ts";
import { type TakeOptions, takeBackup } from "./take.ts";
import { type Verified, verifyBackup } from "./verify.ts";

/** What can be asked of the thread that takes backups. */
export type BackupThread = typeof handlers;

const handlers = {
  open: () => {},
  take: () => takeBackup(workerData as TakeOptions),
  verify: (directory: string): Verified => verifyBackup(directory),
  close: () => {},
};

serve(handlers);
