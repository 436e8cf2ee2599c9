import { parentPort, workerData } from "node:worker_threads";
import { checkRules } from "./check-rules.ts";

/** What the thread is given. */
export type CheckRulesSettings = { readonly siteFile: string };

const { siteFile } = workerData as CheckRulesSettings;
parentPort?.postMessage(await checkRules(siteFile));
