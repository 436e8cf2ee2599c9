import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A directory for the built console; empty until a test needs it. */
    readonly buildPlace: string;
  }
}

/**
 * Gives all files of a run one place for the built console, and clears it away after the run. Whoever needs the console
 * first builds it there.
 *
 * @returns what ends it
 */
export const setup = (project: TestProject): (() => void) => {
  const place = mkdtempSync(join(tmpdir(), "hallwatch-console-"));
  project.provide("buildPlace", place);
  // Watched, the sources may have changed between two runs.
  project.onTestsRerun(async () => rmSync(join(place, "console"), { recursive: true, force: true }));
  return () => rmSync(place, { recursive: true, force: true });
};
