import { expect, it } from "vitest";
import { pointClasses } from "#rules/site/point-classes.ts";
import { en } from "./en.ts";
import { firstLanguage } from "./language.ts";
import { valueWords } from "./values.ts";
import { zh as first } from "./zh.ts";
import { zhLater } from "./zh-later.ts";

const zh = { ...first, ...zhLater };
const HAN = /\p{Script=Han}/u;

/** Every text of a dictionary with its place; functions are asked with small samples. */
const textsOf = (part: unknown, place = ""): [place: string, text: string][] => {
  if (typeof part === "string") return [[place, part]];
  if (typeof part === "function") return [[place, String(part(...Array(part.length).fill(3)))]];
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => textsOf(value, `${place}.${key}`));
};

it("no Chinese is left in the English texts, but the name of the other language", () => {
  const han = textsOf(en).filter(([, text]) => HAN.test(text));
  expect(han).toEqual([[".otherLanguage", "中文"]]);
});

it("both languages have the same texts, and none is empty but that of no priority", () => {
  const places = (texts: ReturnType<typeof textsOf>) =>
    texts.map(([place]) => place).filter(place => !/\.(units|why|rows)\./.test(place));
  expect(places(textsOf(en)).sort()).toEqual(places(textsOf(zh)).sort());
  expect([...textsOf(en), ...textsOf(zh)].filter(([, text]) => text.trim() === "")).toEqual([]);
});

it("every text of the Chinese dictionary that is a sentence or a word is Chinese", () => {
  const foreign = textsOf(zh)
    .filter(([place, text]) => !HAN.test(text) && !/\.(units|rows|otherLanguage)/.test(place))
    .map(([place]) => place);
  expect(foreign).toEqual([]);
});

it("a person is one person, and three are people", () => {
  expect([en.calm.notGood(1), en.calm.notGood(3)]).toEqual([
    "1 point not good: trouble there would not show here",
    "3 points not good: trouble there would not show here",
  ]);
});

it("every word that a point class can say is known in both languages", () => {
  const unknown = [...pointClasses.values()].flatMap(({ id, words = [] }) =>
    words.filter(word => !HAN.test(valueWords(word, id).zh) || HAN.test(valueWords(word, id).en)),
  );
  expect(unknown).toEqual([]);
});

it("a breaker that is closed is not a door that is closed", () => {
  expect([valueWords("closed", "door-contact").zh, valueWords("closed", "breaker-status").zh]).toEqual([
    "闭合",
    "合闸",
  ]);
});

it("a word that nobody knows is shown as it is", () => {
  expect(valueWords("half-open")).toEqual({ zh: "half-open", en: "half-open" });
});

it("the language is what was chosen here, else what the browser prefers, else English", () => {
  const seen = [
    ["en", "zh-CN"],
    [null, "zh-CN"],
    [null, "ZH"],
    [null, "fr-FR"],
    ["xx", "zh-TW"],
    [null, undefined],
  ] as const;
  expect(seen.map(([remembered, preferred]) => firstLanguage(remembered, preferred))).toEqual([
    "en",
    "zh",
    "zh",
    "en",
    "zh",
    "en",
  ]);
});
