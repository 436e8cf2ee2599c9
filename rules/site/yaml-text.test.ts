import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { readYaml } from "./yaml-source.ts";

/** The line and the part of the line that stands at `find` of the value of `a`; null when the text is no YAML to us. */
const found = (text: string, find: string): readonly [line: number, part: string] | null => {
  const { source } = readYaml(text, "t.yaml");
  if (source === null) return null;
  const start = (source.value as { readonly a: string }).a.indexOf(find);
  const { line, column, length } = source.within(["a"], start, start + find.length);
  return [line, (text.split("\n")[line - 1] ?? "").slice(column - 1, column - 1 + length)];
};

describe("a part of a text is found where it was written", () => {
  it.each([
    ["plain", "a: x.y > 1 && zz\n", "zz", [1, "zz"]],
    ["plain over lines", "a: x.y > 1\n   && zz > 2\nb: 1\n", "zz", [2, "zz"]],
    ["folded", "a: >-\n  x.y > 1\n  && zz > 2\n", "zz", [3, "zz"]],
    ["literal", "a: |\n  x.y > 1\n\n  && zz > 2\n", "zz", [4, "zz"]],
    ["folded with a comment behind the mark", "a: > # note\n    x.y > 1\n    && zz > 2\n", "zz", [3, "zz"]],
    ["single quotes", "a: 'x == ''b'' && zz'\n", "zz", [1, "zz"]],
    ["double quotes", 'a: "x == \\"b\\" && zz"\n', "zz", [1, "zz"]],
    ["an escape in double quotes", 'a: "\\u4e2d \\x41 zz"\n', "zz", [1, "zz"]],
    ["double quotes over lines", 'a: "x \\\n  == 1 &&\n  zz"\n', "zz", [3, "zz"]],
    ["the first character", "a: zz > 1\n", "zz", [1, "zz"]],
    ["behind an anchor", "a: &here zz > 1\n", "zz", [1, "zz"]],
    ["an alias: at the alias", "b: &here x.y > 1 && zz\na: *here\n", "zz", [2, "*here"]],
  ])("%s", (_, text, find, expected) => expect(found(text, find)).toEqual(expected));

  it("is found in any text, however it is written", () => {
    const words = fc.stringMatching(/^[a-z.<>=!&|()"' 0-9\n]{0,60}$/);
    const style = fc.constantFrom("PLAIN", "QUOTE_DOUBLE", "QUOTE_SINGLE", "BLOCK_FOLDED", "BLOCK_LITERAL");
    fc.assert(
      fc.property(words, words, style, fc.nat({ max: 4 }), (before, after, defaultStringType, indent) => {
        const value = `${before} zzqz ${after}`.replaceAll(/ +\n/g, "\n");
        const text = stringify({ a: value }, {
          defaultStringType,
          indent: indent + 1,
          lineWidth: 40,
        } as never);
        const place = found(text, "zzqz");
        fc.pre(place !== null);
        expect(place?.[1]).toBe("zzqz");
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
