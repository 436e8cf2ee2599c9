import fc from "fast-check";
import { expect, test } from "vitest";
import { changed, lineDiff } from "./line-diff.ts";

test("only what differs is shown, with the lines around it", () => {
  const before = "a\nb\nc\nd\ne\nf\ng\nh";
  const after = "a\nb\nc\nd\nE\nf\ng\nh";
  expect(changed(lineDiff(before, after))).toEqual(["  …", "  c", "  d", "- e", "+ E", "  f", "  g", "  …"]);
  expect(changed(lineDiff(before, before))).toEqual([]);
});

test("whatever two texts are, the comparison holds both of them whole", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "", "# c"), { maxLength: 12 })
    .map(lines => lines.join("\n"));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDiff(before, after);
      const side = (without: "old" | "new") =>
        lines
          .filter(({ is }) => is !== without)
          .map(line => line.text)
          .join("\n");
      expect([side("new"), side("old")]).toEqual([before, after]);
    }),
    { seed: 8, numRuns: 500 },
  );
});
