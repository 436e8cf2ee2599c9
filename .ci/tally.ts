import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import type { SerializedError } from "vitest";
import type { Reporter, TestModule } from "vitest/node";

/** What became of the tests of one file. */
export type FileTally = {
  /** From the root of the repository: `gateway/cli/demo.test.ts`. */
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Every test passed or was skipped, and nothing else went wrong in the file. */
  readonly isWell: boolean;
};

export type Tally = {
  readonly files: readonly FileTally[];
  /** Errors that nobody caught and that belong to no file, as text. */
  readonly stray: readonly string[];
};

/** Writes the tally of a run to `HALLWATCH_TALLY`, for `tests.ts` beside it. */
export default class implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const path = process.env.HALLWATCH_TALLY;
    if (path === undefined) throw new Error("HALLWATCH_TALLY does not say where to");
    const uncaughtIn = new Set<unknown>(errors.map(({ VITEST_TEST_PATH: file }) => file));
    const files = modules.map(module => tallyOf(module, uncaughtIn.has(module.moduleId)));
    const known = new Set<unknown>(modules.map(({ moduleId }) => moduleId));
    const stray = errors
      .filter(({ VITEST_TEST_PATH: file }) => !known.has(file))
      .map(({ message }) => message);
    writeFileSync(path, JSON.stringify({ files, stray } satisfies Tally));
  }
}

const tallyOf = (module: TestModule, hasUncaught: boolean): FileTally => {
  const states = [...module.children.allTests()].map(test => test.result().state);
  const count = (state: string): number => states.filter(each => each === state).length;
  const [passed, skipped] = [count("passed"), count("skipped")];
  const failed = states.length - passed - skipped;
  const isOver = module.state() === "passed" || module.state() === "skipped";
  const isWell = isOver && failed === 0 && !hasUncaught && module.errors().length === 0;
  return {
    file: relative(process.cwd(), module.moduleId),
    passed,
    // A file that broke before its first test failed as well.
    failed: isWell ? 0 : Math.max(failed, 1),
    skipped,
    isWell,
  };
};
