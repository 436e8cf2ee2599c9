import { describe, expect, it } from "vitest";
import { judged } from "./testing/small-hall.ts";
import { truthWord } from "./truth.ts";

type Values = Readonly<Record<string, number | string>>;

const verdict = (text: string, values: Values): string => {
  const judge = judged(text);
  return truthWord(judge.truth(judge.hall.slots(values)));
};

describe("a collection", () => {
  const online = (...words: string[]): Values =>
    Object.fromEntries(words.flatMap((word, at) => (word === "" ? [] : [[`T${at + 1}.online`, word]])));
  const text = (method: string) => `terminals.${method}(t, t.online == "online")`;

  it.each<readonly [string, readonly string[], string]>([
    ["all", ["online", "online", "online"], "yes"],
    ["all", ["online", "", "online"], "unknown"],
    ["all", ["online", "", "offline"], "no"],
    ["exists", ["offline", "offline", "offline"], "no"],
    ["exists", ["offline", "", "offline"], "unknown"],
    ["exists", ["online", "", ""], "yes"],
    ["exists_one", ["online", "offline", "offline"], "yes"],
    ["exists_one", ["online", "online", ""], "no"],
    ["exists_one", ["online", "offline", ""], "unknown"],
    ["exists_one", ["offline", "offline", ""], "unknown"],
    ["exists_one", ["offline", "offline", "offline"], "no"],
  ])(".%s of %j is %s", (method, words, expected) =>
    expect(verdict(text(method), online(...words))).toBe(expected),
  );

  it.each<readonly [string, readonly string[], string]>([
    [".size() >= 2", ["online", "online", ""], "yes"],
    [".size() >= 2", ["online", "", "offline"], "unknown"],
    [".size() >= 2", ["offline", "", "offline"], "no"],
    [".size() == 2", ["online", "", "offline"], "unknown"],
    [".size() * 100 / size(terminals) >= 60", ["online", "online", ""], "yes"],
    ['.all(t, "staffed" in t.tags)', ["online", "online", "offline"], "yes"],
    ['.all(t, "staffed" in t.tags)', ["online", "online", ""], "unknown"],
    ['.filter(t, "staffed" in t.tags).size() == 1', ["online", "offline", "online"], "yes"],
  ])("that is filtered: %s of %j is %s", (method, words, expected) =>
    expect(verdict(`terminals.filter(t, t.online == "online")${method}`, online(...words))).toBe(expected),
  );

  it("is filtered once for all by what the site file says", () => {
    const { slots } = judged('terminals.filter(t, "staffed" in t.tags).all(t, t.online == "online")');
    expect(slots).toHaveLength(2);
  });

  it("may be gone through inside another, and a name inside means the inner one", () => {
    const inner = "terminals.exists(t, terminals.all(u, u.power >= t.power) && t.power > 5)";
    expect(verdict(inner, { "T1.power": 9, "T2.power": 8, "T3.power": 7 })).toBe("yes");
    expect(verdict("terminals.all(t, terminals.exists(t, t.power > 5))", { "T1.power": 9 })).toBe("yes");
  });
});
