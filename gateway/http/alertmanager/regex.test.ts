import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { regex } from "./regex.ts";

describe("a pattern matches the whole text", () => {
  test.each([
    ["light-.*", "light-on", true],
    ["light-.*", "the light-on", false],
    ["light", "light-on", false],
    ["a|b", "b", true],
    ["a|b", "ab", false],
    ["(?:a|bc)+d", "abcad", true],
    ["[a-c]{2,3}", "abc", true],
    ["[a-c]{2,3}", "abca", false],
    ["[^a-c]+", "xyz", true],
    ["[]a]+", "]a]", true],
    ["\\d+\\.\\d", "12.5", true],
    ["modbus:plant/\\d+", "modbus:plant/3", true],
    ["(?i)DOOR.*", "door-D1", true],
    ["^door$", "door", true],
    ["", "", true],
    ["()*", "", true],
    ["灯.", "灯亮", true],
    [".", "💡", true],
    ["x{2}", "xx", true],
    ["x{,2}", "x{,2}", true],
  ])("%s on %s: %s", (pattern, text, fits) => {
    expect(regex(pattern)(text)).toBe(fits);
  });

  test("as JavaScript's own would have it, for any pattern of these parts and any text", () => {
    const atom = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "(a|b)", "(?:ab|b)", "(a*b)", "\\w", "\\d");
    const times = fc.constantFrom("", "", "*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}", "*?");
    const piece = fc.tuple(atom, times).map(parts => parts.join(""));
    const pattern = fc
      .array(
        fc.array(piece, { maxLength: 4 }).map(parts => parts.join("")),
        { minLength: 1, maxLength: 3 },
      )
      .map(parts => parts.join("|"));
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "1"), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (written, sample) => {
        expect(regex(written)(sample)).toBe(new RegExp(`^(?:${written})$`).test(sample));
      }),
      { seed: 4, numRuns: 3_000 },
    );
  });
});

test.each([
  ["(", "missing closing )"],
  [")", "unexpected )"],
  ["[a", "missing closing ]"],
  ["*", "missing argument to repetition operator: *"],
  ["a**", "invalid nested repetition operator"],
  ["a{2000}", "invalid repeat count: {2000}"],
  ["a{3,2}", "invalid repeat count: {3,2}"],
  ["(?=a)", "groups other than (?:…) and (?i) at the begin are not understood"],
  ["\\1", "invalid escape sequence: \\1"],
  ["[b-a]", "invalid character class range: b-a"],
  ["a\\", "trailing backslash at end of expression"],
  ["(a{1000}){1000}", "expression too large"],
  ["(".repeat(60), "expression nests too deeply"],
])("%s is refused: %s", (pattern, why) => {
  expect(() => regex(pattern)).toThrow(new SyntaxError(why));
});

test("a choice of thousands of plain words is as good as any, for a silence of as many things", () => {
  const matches = regex(Array.from({ length: 5_000 }, (_, n) => `blind/modbus:plant/${n}\\.x`).join("|"));
  expect(
    ["blind/modbus:plant/4999.x", "blind/modbus:plant/5000.x", "blind/modbus:plant/1-x"].map(matches),
  ).toEqual([true, false, false]);
});

test("a pattern that would keep a backtracking matcher busy for years takes no time", () => {
  const begin = performance.now();
  expect(regex("(a+)+(a|a)*b")("a".repeat(2_000))).toBe(false);
  expect(performance.now() - begin).toBeLessThan(2_000);
});
