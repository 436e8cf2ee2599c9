import { Worker } from "node:worker_threads";
import { type Millis, seconds } from "#rules/time/instant.ts";
import type { CheckedRules } from "./check-rules.ts";
import type { CheckRulesSettings } from "./check-rules-worker.ts";

/** Rule tests that take longer than this keep rules from being put in force. */
const PATIENCE = seconds(120);
/** Memory in MB that the thread may take. */
const MEMORY = 1_024;

/**
 * Checks the rules of a hall in a thread of its own, so that the readings of a running gateway do not wait for it, and
 * nothing that is written in a rule or a rule test can stall or crash it.
 */
export const checkRulesApart = (siteFile: string, patience: Millis = PATIENCE): Promise<CheckedRules> =>
  new Promise(resolve => {
    const worker = new Worker(new URL("./check-rules-worker.ts", import.meta.url), {
      workerData: { siteFile } satisfies CheckRulesSettings,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY },
    });
    const end = (checked: CheckedRules): void => {
      clearTimeout(timer);
      resolve(checked);
      void worker.terminate();
    };
    const fail = (why: string): void => end(unchecked(siteFile, why));
    const timer = setTimeout(
      () => fail(`they could not be checked within ${patience / 1_000} s: which rule test takes so long?`),
      patience,
    );
    worker
      .once("message", end)
      .once("error", error => fail(`checking them failed: ${error instanceof Error ? error.message : error}`))
      .once("exit", () => fail("the check ended without an answer"));
  });

const unchecked = (file: string, why: string): CheckedRules => ({
  is: "refused",
  problems: [
    {
      severity: "error",
      code: "CFG521",
      file,
      line: 1,
      column: 1,
      length: 1,
      message: `the rules: ${why}`,
      help: "",
    },
  ],
});
