import { expect, it } from "vitest";
import { wholeText } from "./whole-text.ts";

it.each([
  ["(a > 1) && b", "a > 1", "a > 1"],
  ["((a) > 1)", "a) > 1", "(a) > 1"],
  ["1 > (a)", "1 > (a", "1 > (a)"],
  ["((a + 1) * (b + 2)) > 3", "a + 1) * (b + 2", "(a + 1) * (b + 2)"],
  ["( ( a ) ) > 1", "a ) ) > 1", "( ( a ) ) > 1"],
  ['f(")") > (1)', 'f(")") > (1', 'f(")") > (1)'],
  ["f('(') > (1)", "f('(') > (1", "f('(') > (1)"],
  ['f("\\")") > (1)', 'f("\\")") > (1', 'f("\\")") > (1)'],
  ["f('\"') > (1)", "f('\"') > (1", "f('\"') > (1)"],
  ["x a) > 1", "a) > 1", "a) > 1"],
  ["f(a", "f(a", "f(a"],
  ["f(a x)", "f(a", "f(a"],
])("in %s the part %s is %s", (text, part, whole) => {
  const from = text.indexOf(part);
  const { start, end } = wholeText(text, from, from + part.length);
  expect(text.slice(start, end)).toBe(whole);
});
