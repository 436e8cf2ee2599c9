import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FileTally, Tally } from "./tally.ts";

/** More than these is no chance: something is broken, and trying it again would only take longer. */
const MOST_AGAIN = 12;
/** What the runner says of a process of its own that ended. */
const ENDED = "[vitest-pool]: Worker forks emitted error.";
const TALLY = join(import.meta.dirname, "tally.ts");

type Outcome = { readonly files: readonly FileTally[]; readonly isWell: boolean };

/**
 * Runs tests; files that failed and that talk to processes, sockets and browsers are run once more, alone. Whoever passes
 * then has passed, and the last lines say so. What is pure has no chance to blame and gets no second try.
 *
 * @param only  paths of tests, as vitest takes them; none: all
 */
const runTests = (only: readonly string[]): Outcome => {
  const first = run(only);
  if (first === null) return { files: [], isWell: false };
  const failed = first.files.filter(({ isWell }) => !isWell).map(({ file }) => file);
  const isPure = failed.some(file => file.startsWith("rules/"));
  // A process of the runner that ended in the middle of a file leaves that file unfinished; anything else has no file to blame.
  const isStray =
    first.stray.some(message => message !== ENDED) || (first.stray.length > 0 && failed.length === 0);
  if (isStray || isPure || failed.length > MOST_AGAIN) return { files: first.files, isWell: false };
  if (failed.length === 0) return { files: first.files, isWell: true };

  console.log(`\nsecond try: ${failed.join(", ")}\n`);
  const second = run(["--maxWorkers=1", ...failed]);
  const again = new Map(second?.files.map(each => [each.file, each]));
  const isMended = (file: string): boolean => again.get(file)?.isWell === true;
  const outcomes = failed.map(file => `${file} ${isMended(file) ? "passed" : "failed"}`);
  console.log(`second try: ${outcomes.join(", ")}`);
  return {
    files: first.files.map(each => again.get(each.file) ?? each),
    isWell: second?.stray.length === 0 && failed.every(isMended),
  };
};

/** One run of vitest. Null: it ended without saying what became of it, or wrongly although every file is well. */
const run = (args: readonly string[]): Tally | null => {
  const directory = mkdtempSync(join(tmpdir(), "hallwatch-tests-"));
  const path = join(directory, "tally.json");
  try {
    const { status } = spawnSync(
      "npm",
      ["test", "--", "--reporter=default", `--reporter=${TALLY}`, ...args],
      {
        stdio: "inherit",
        env: { ...process.env, HALLWATCH_TALLY: path },
      },
    );
    const tally = JSON.parse(readFileSync(path, "utf8")) as Tally;
    const isWell = tally.stray.length === 0 && tally.files.every(file => file.isWell);
    return tally.files.length === 0 || (status !== 0 && isWell) ? null : tally;
  } catch (error) {
    console.error(`what became of the tests is not known: ${error}`);
    return null;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

const { files, isWell } = runTests(process.argv.slice(2));
const sum = (of: "passed" | "failed" | "skipped"): number =>
  files.reduce((total, each) => total + each[of], 0);
console.log(`${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
process.exitCode = isWell ? 0 : 1;
