import { writeSync } from "node:fs";
import { sqliteRecord } from "../sqlite/record.ts";
import { lightOn, transition } from "./sample-alerts.ts";

/**
 * A program for tests that get it killed: `node commit-forever.ts <directory>` commits transitions numbered on from what
 * the record holds, eight at a time, and prints each number on a line of its own once its commit is acknowledged.
 */
const store = sqliteRecord({ directory: process.argv[2] ?? "" });
await store.start();
let next = (await store.events("a")).length + 1;
for (;;) {
  const numbers = Array.from({ length: 8 }, () => next++);
  await Promise.all(
    numbers.map(async number => {
      await store.commit(transition("seen", lightOn("a", { occurrences: number }), { note: String(number) }));
      writeSync(1, `${number}\n`);
    }),
  );
}
