import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holds, nameWord, phrasesOf, wordsIn } from "./search-words.ts";

const finds = (texts: readonly string[], typed: string): boolean =>
  phrasesOf(typed).every(phrase => holds(wordsIn(texts), phrase));

describe("words that a search looks for", () => {
  it.each([
    ["大厅照明", "大厅", true],
    ["大厅照明", "厅照", true],
    ["大厅照明", "照", true],
    ["大厅照明", "明", true],
    ["大厅照明", "大明", false],
    ["大厅照明", "照明 大厅", true],
    ["3号柜台灯", "柜台", true],
    ["柜台灯3号", "灯3", true],
    ["柜台灯31号", "灯3", true],
    ["柜台灯31号", "灯31号", true],
    ["柜台灯31号", "灯3号", false],
    ["Main hall lights", "LIGHT", true],
    ["Main hall lights", "ights", false],
    ["Main hall lights", "main lights", true],
    ["L-hall", "l-ha", true],
    ["L-hall", "L hall", true],
    ["GA-5.3-8b", "GA-5.3", true],
    ["GA-5.3-8b", "5.3-8b", true],
    ["GA-5.3-8b", "GA-8b", false],
    ["ＡＣ－１", "ac-1", true],
    ["Café", "café", true],
    ["anything", " … ", true],
  ])("%s is found by %s: %s", (text, typed, isFound) => expect(finds([text], typed)).toBe(isFound));

  it("that stand side by side in two texts are not in a row", () => {
    expect(finds(["大厅", "照明"], "厅照")).toBe(false);
    expect(finds(["main hall", "lights"], "hall-lights")).toBe(false);
  });

  it("any characters in a row of a Chinese text are found in it, and no others", () => {
    const text = fc.array(fc.constantFrom("大", "厅", "照", "明", "门", "禁"), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(text, text, (all, part) => {
        expect(finds([all.join("")], part.join(""))).toBe(all.join("").includes(part.join("")));
      }),
      { seed: 4, numRuns: 2_000 },
    );
  });

  it("a name is one word of its own", () => {
    expect(nameWord(" 王芳")).toBe(nameWord("王芳"));
    expect(holds([nameWord("Li Wei")], [nameWord("Li"), ""])).toBe(false);
    expect(nameWord("Li Wei")).toMatch(/^n[0-9a-f]+$/);
  });
});
