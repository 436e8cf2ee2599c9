import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mistakesIn } from "./testing/tiny-hall.ts";

const CASES = join(import.meta.dirname, "testdata");
const read = (folder: string, file: string): string => readFileSync(join(CASES, folder, file), "utf8");

describe("a rule test with mistakes is told all of them, each at its place", () => {
  test.each(readdirSync(CASES))("%s", folder => {
    const seen = mistakesIn(read(folder, "test.timeline.yaml"));
    expect(`${seen}\n`).toBe(read(folder, "expected.txt"));
  });
});

test("a mistake in a file of shared values is told in that file", () => {
  const text = `timeline: t\nsite: tiny.yaml\nstart: 2025-07-08 11:50\ngiven_from: values.yaml\nsteps: [{ at: "12:00", expect: { only: true } }]\n`;
  const seen = mistakesIn(text, "test.timeline.yaml", "L1.power: 0\nD1.lock: lockd\n");
  expect(seen).toBe(`error[CFG602] D1.lock: D1.lock has no word "lockd"
 --> values.yaml:2:10
  |
2 | D1.lock: lockd
  |          ^^^^^
  = help: did you mean "locked"?`);
});
