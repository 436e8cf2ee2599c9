import { expect, test } from "vitest";
import { and, NO, not, or, type Truth, truthWord, UNKNOWN, YES } from "./truth.ts";

const every: readonly Truth[] = [NO, YES, UNKNOWN];

test("the tables are Kleene's", () => {
  const table = (join: (a: Truth, b: Truth) => Truth) =>
    every.map(a => every.map(b => truthWord(join(a, b)))).join(" | ");
  expect(table(and)).toBe("no,no,no | no,yes,unknown | no,unknown,unknown");
  expect(table(or)).toBe("no,yes,unknown | yes,yes,yes | unknown,yes,unknown");
  expect(every.map(a => truthWord(not(a)))).toEqual(["yes", "no", "unknown"]);
});

test("Kleene's laws hold for every three values", () => {
  for (const a of every)
    for (const b of every)
      for (const c of every) {
        expect(and(a, b)).toBe(and(b, a));
        expect(or(a, b)).toBe(not(and(not(a), not(b))));
        expect(and(and(a, b), c)).toBe(and(a, and(b, c)));
        expect(and(a, or(b, c))).toBe(or(and(a, b), and(a, c)));
        expect(or(a, and(a, b))).toBe(a);
        expect(not(not(a))).toBe(a);
      }
});
