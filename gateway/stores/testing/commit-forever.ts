import { writeSync } from "node:fs";
import { sqliteRecord } from "../sqlite/record.ts";
import { lightOn, transition } from "./sample-alerts.ts";
import { mailed, messageOf } from "./sample-messages.ts";
import { closingOf, issueOfClosing, taskPaper } from "./sample-papers.ts";

/**
 * A program for tests that get it killed: `node commit-forever.ts <directory>` commits transitions numbered on from what
 * the record holds, eight at a time and each with a message and a certificate of its number and a task that says it, and prints each number on a line of its own
 * once its commit is acknowledged. Then it notes that every other message was sent, and prints `sent <number>`.
 */
const store = sqliteRecord({ directory: process.argv[2] ?? "" });
await store.start();
let next = (await store.events("a")).length + 1;
for (;;) {
  const numbers = Array.from({ length: 8 }, () => next++);
  await Promise.all(
    numbers.map(async number => {
      const commit = transition("seen", lightOn("a", { occurrences: number }), { note: String(number) });
      const message = { ...messageOf(["a"]), key: `message ${number}` };
      const { deeds, papers } = issueOfClosing(closingOf(number));
      const task = taskPaper("toilets", { value: number });
      await store.commit({ ...commit, messages: [message], deeds, papers: [task, ...papers] });
      writeSync(1, `${number}\n`);
      if (number % 2 === 1) return;
      await store.delivered([mailed(message, "sent")]);
      writeSync(1, `sent ${number}\n`);
    }),
  );
}
