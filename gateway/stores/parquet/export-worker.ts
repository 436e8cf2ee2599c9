import { workerData } from "node:worker_threads";
import { serve } from "../thread-serve.ts";
import { type ExportAsked, type ExportPiece, exported } from "./exported.ts";

/** What the thread of one export can be asked. */
export type ExportThread = typeof handlers;

const pieces = exported(workerData as ExportAsked);

const handlers = {
  open: () => {},
  /** The next piece; null: that was all. */
  next: async (): Promise<ExportPiece | null> => {
    const { value, done } = await pieces.next();
    return done ? null : value;
  },
  close: async (): Promise<void> => {
    await pieces.return(undefined);
  },
};

serve(handlers);
