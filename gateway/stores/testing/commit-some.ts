import { writeSync } from "node:fs";
import { openLedger } from "../sqlite/ledger.ts";
import { commitRows } from "../sqlite/record-rows.ts";
import { lightOn, transition } from "./sample-alerts.ts";
import { messageOf } from "./sample-messages.ts";
import { closingOf, issueOfClosing } from "./sample-papers.ts";

/**
 * A program for tests that watch what it writes: `node commit-some.ts <directory> <commits>` commits numbered
 * transitions, each with a message and a certificate, in its one thread and prints each number on a line of its own once its commit has returned.
 */
const [, , directory = "", commits = "0"] = process.argv;
const ledger = openLedger(directory);
for (let number = 1; number <= Number(commits); number += 1) {
  const why = "x".repeat((number % 7) * 500);
  const commit = transition("seen", lightOn("a", { occurrences: number }), { note: String(number), why });
  const messages = [{ ...messageOf(["a"]), key: `message ${number}` }];
  const { deeds, papers } = issueOfClosing(closingOf(number));
  ledger.commit(commitRows([{ ...commit, messages, deeds, papers }], String(number)));
  writeSync(1, `${number}\n`);
  if (number % 20 === 0) ledger.checkpoint();
}
process.exit(); // Without closing: an orderly end would tidy up.
