import type { WriteStream } from "node:tty";
import { expect, test } from "vitest";
import { ReplayProgress } from "./rules-replay-progress.ts";
import { wordsOf } from "./words/language.ts";

/** What is written while a replay of so many seconds goes on evenly, looked at a hundred times a second. */
const written = (seconds: number, isTTY: boolean): string[] => {
  const texts: string[] = [];
  const stream = {
    isTTY,
    columns: 100,
    write: (text: string) => texts.push(text) > 0,
  } as unknown as WriteStream;
  let now = 0;
  const progress = new ReplayProgress(stream, wordsOf("en"), () => now);
  for (now = 0; now <= seconds * 1_000; now += 10)
    progress.show({ done: now / (seconds * 1_000), readings: now * 1_000, clock: "2025-07-08 11:50" });
  progress.clear();
  return texts;
};

test("in a pipe a long replay has a line for every tenth, with what is left; a short one has none", () => {
  expect(written(2, false)).toEqual([]);
  const lines = written(40, false);
  expect(lines).toHaveLength(10);
  expect(lines.slice(0, 2)).toEqual([
    "10%  2025-07-08 11:50  1,000,000 readings/s  36 s left\n",
    "20%  2025-07-08 11:50  1,000,000 readings/s  32 s left\n",
  ]);
});

test("in a terminal one line is drawn over, a few times a second, and taken away at the end", () => {
  const drawn = written(10, true);
  expect(drawn.length).toBeLessThan(10 * 6);
  expect(drawn.every(text => text.startsWith("\r"))).toBe(true);
  expect(drawn[20]).toContain("█");
  expect(drawn.at(-1)).toBe("\r\x1b[K");
});
