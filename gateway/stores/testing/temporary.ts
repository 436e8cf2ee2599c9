import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const left = new Set<string>();
process.once("exit", () => {
  for (const directory of left) rmSync(directory, { recursive: true, force: true });
});

/** A new directory for a test, and the way to remove it; a test that fails on the way leaves it to the process's end. */
export const temporary = (): { readonly directory: string; remove(): void } => {
  const directory = mkdtempSync(join(tmpdir(), "hallwatch-test-"));
  left.add(directory);
  return {
    directory,
    remove: () => {
      left.delete(directory);
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
