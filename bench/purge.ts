// What the nightly purge of the record costs, and how long others wait for one of its steps: alerts with a message, two
// papers and a certificate each. Run: node bench/purge.ts [alerts]
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readAnchors } from "../gateway/stores/audit/anchors.ts";
import { anchorsPath } from "../gateway/stores/audit/anchors-file.ts";
import { openLedger, recordPath } from "../gateway/stores/sqlite/ledger.ts";
import { dayAfter, writeDays } from "../gateway/stores/testing/long-record.ts";
import { figure, machine } from "./machine.ts";

const ALERTS = Number(process.argv[2] ?? 20_000);
const directory = mkdtempSync(join(tmpdir(), "hallwatch-bench-"));
const ledger = openLedger(directory);
for (let from = 0; from < ALERTS; from += 1_000)
  writeDays(directory, ledger, { from, to: Math.min(ALERTS, from + 1_000) });
const { anchors } = readAnchors(anchorsPath(directory));

const purge = (what: string, keepDays: number, now: number): void => {
  const began = performance.now();
  const steps = ledger.purge(anchors, { now: dayAfter(now), keepDays, timeZone: "Asia/Shanghai" });
  let longest = 0;
  for (;;) {
    const from = performance.now();
    const step = steps.next();
    longest = Math.max(longest, performance.now() - from);
    if (!step.done) continue;
    const seconds = (performance.now() - began) / 1_000;
    const { alerts, papers, events } = step.value;
    console.log(
      `${what}: ${alerts} alerts, ${papers} papers, ${events} events | ${figure(seconds)} s | longest step ${figure(longest)} ms`,
    );
    return;
  }
};

const bytes = statSync(recordPath(directory)).size / 1e6;
console.log(machine());
console.log(`${figure(ALERTS)} alerts, ${figure(ledger.head().seq)} events, ${figure(bytes)} MB`);
purge("a first night", ALERTS - 50, ALERTS);
purge("a night", ALERTS - 50, ALERTS + 1);
purge("a quarter of it at once", Math.round(ALERTS * 0.75), ALERTS + 1);
ledger.close();
rmSync(directory, { recursive: true });
