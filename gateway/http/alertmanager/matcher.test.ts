import { describe, expect, test } from "vitest";
import { fitsAll, fitsEmpty, parseMatcher } from "./matcher.ts";

const read = (text: string) => {
  const matcher = parseMatcher(text);
  return matcher.is === "read" ? matcher.value : matcher.why;
};

describe("a matcher", () => {
  test.each([
    ["zone=hall", { name: "zone", value: "hall", isRegex: false, isEqual: true }],
    [' zone = "hall" ', { name: "zone", value: "hall", isRegex: false, isEqual: true }],
    ['zone!="hall"', { name: "zone", value: "hall", isRegex: false, isEqual: false }],
    ['alertname=~"light-.*"', { name: "alertname", value: "light-.*", isRegex: true, isEqual: true }],
    ['class!~"energy|system"', { name: "class", value: "energy|system", isRegex: true, isEqual: false }],
    ['a="say \\"no\\" \\\\ \\d"', { name: "a", value: 'say "no" \\ \\d', isRegex: false, isEqual: true }],
    ["a=", { name: "a", value: "", isRegex: false, isEqual: true }],
    ['"a"="b"', { name: "a", value: "b", isRegex: false, isEqual: true }],
  ])("%s is read", (text, matcher) => expect(read(text)).toEqual(matcher));

  test.each([
    ["nonsense", "bad matcher format: nonsense"],
    ["1a=b", "bad matcher format: 1a=b"],
    ['a="b', 'matcher value contains unescaped double quote: "b'],
    ['a=b"c', 'matcher value contains unescaped double quote: b"c'],
  ])("%s is refused: %s", (text, why) => expect(read(text)).toBe(why));
});

const fits = (labels: Record<string, string>, ...texts: readonly string[]): boolean | string => {
  const matchers = texts.map(read).filter(matcher => typeof matcher !== "string");
  const all = fitsAll(matchers);
  return all.is === "read" ? all.value(labels) : all.why;
};

test("all matchers must fit, and an absent label is an empty one", () => {
  const labels = { alertname: "light-on", zone: "hall" };
  expect([
    fits(labels, "alertname=~light-.*", "zone=hall"),
    fits(labels, "alertname=~light-.*", "zone!=hall"),
    fits(labels, 'target=""'),
    fits(labels, "target!=L1"),
    fits(labels, "target=~.+"),
    fits(labels, "zone=~("),
  ]).toEqual([true, false, true, true, false, 'error parsing regexp: missing closing ): "("']);
});

test("a matcher that would take anything without the label is known", () => {
  const matchers = ['a=""', "a!=b", "a=~.*", "a=b", "a=~.+"].map(read);
  expect(matchers.map(matcher => typeof matcher !== "string" && fitsEmpty(matcher))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
