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

  test("a clause of the hall's own is none of the catalogue's, but one of its rules'", () => {
    const test = (clause: string): string =>
      mistakesIn(`timeline: t
proves: [${clause}]
rules: [room-hot]
site: tiny.yaml
start: 2025-07-08 11:50
steps: [{ at: "12:00", expect: { no_alerts: [{ clause: x-cool-rooms }] } }]`);
    expect(test("x-cool-rooms")).toBe("");
    expect(test("x-col-rooms")).toMatch(
      /no rule of this hall is about .* "x-col-rooms".*did you mean "x-cool-rooms"\?/s,
    );
  });

  test("what a rule says not for what is shown with a thing that it is judged for", () => {
    const seen = mistakesIn(`timeline: t
site: tiny.yaml
start: 2025-07-08 11:50
steps: [{ at: "12:00", expect: { rules: { light-after-closing: "no", room-hot: "no" } } }]`);
    expect(seen).toMatch(/help: write light-after-closing\/L1$/m);
    expect(seen).toMatch(/help: write room-hot\/tiny$/m);
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
