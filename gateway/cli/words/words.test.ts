import { expect, test } from "vitest";
import { en } from "./en.ts";
import { languageOf } from "./language.ts";
import { zh } from "./zh.ts";

test("--lang comes first, then LC_ALL, LC_MESSAGES and LANG; an empty one says nothing", () => {
  const cases = [
    [["check", "--lang", "zh"], { LANG: "en_GB.UTF-8" }],
    [["--lang=en"], { LC_ALL: "zh_CN.UTF-8" }],
    [[], { LC_ALL: "zh_CN.UTF-8", LANG: "en_US.UTF-8" }],
    [[], { LC_ALL: "C", LC_MESSAGES: "zh_CN", LANG: "zh_CN" }],
    [[], { LC_ALL: "", LANG: "zh_TW.UTF-8" }],
    [["--lang", "fr"], {}],
    [["--lang"], { LANG: "de_DE" }],
  ] as const;
  expect(cases.map(([args, environment]) => languageOf(args, environment))).toEqual([
    "zh",
    "en",
    "zh",
    "en",
    "zh",
    "en",
    "en",
  ]);
});

test("every code is explained in Chinese too, by a text of its own", () => {
  const texts = Object.values(zh.explain.meanings);
  expect(new Set(texts).size).toBe(texts.length);
  for (const text of texts) expect(text).toMatch(/\p{Script=Han}/u);
  for (const code of Object.keys(en.explain.meanings))
    expect([code, zh.explain.next[Number(code[3])], en.explain.next[Number(code[3])]]).toEqual([
      code,
      expect.any(String),
      expect.any(String),
    ]);
});
