import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new directory for a test, and the way to remove it. */
export const temporary = (): { readonly directory: string; remove(): void } => {
  const directory = mkdtempSync(join(tmpdir(), "hallwatch-test-"));
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
};
