import { expect, test } from "vitest";
import { readTokens } from "./tokens.ts";

test("a file of tokens has a line for each device; what is wrong is told by its line, and no token is", () => {
  expect([...readTokens("# doors\nD1 aaa\n\n  D2\tbbb  \r\n")]).toEqual([
    ["D1", "aaa"],
    ["D2", "bbb"],
  ]);
  for (const text of ["D1 aaa\nsecret", "D1 aaa\nD2 secret more"])
    expect(() => readTokens(text)).toThrow(/^line 2: it takes an id, a space and its token$/);
});
