import { thread } from "../thread.ts";
import type { ExportThread } from "./export-worker.ts";
import type { ExportAsked, ExportPiece } from "./exported.ts";

/**
 * As `exported`, in a thread of its own, so that whoever else works here is not held up. The next piece is made when it
 * is asked for; leaving the loop ends the thread.
 */
export const exportedApart = async function* (asked: ExportAsked): AsyncGenerator<ExportPiece> {
  const worker = thread<ExportThread>({
    file: new URL("./export-worker.ts", import.meta.url),
    settings: asked,
  });
  await worker.start();
  try {
    for (let piece = await worker.ask("next"); piece !== null; piece = await worker.ask("next")) yield piece;
  } finally {
    await worker.end();
  }
};
