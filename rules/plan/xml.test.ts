import fc from "fast-check";
import { expect, it } from "vitest";
import { readPicture } from "./svg.ts";
import { readXml } from "./xml.ts";

it("elements, attributes, text and entities are read as they are written", () => {
  const read = readXml(
    `\ufeff<?xml version="1.0"?>\n<!-- a plan -->\n<a b='1 &lt; 2' c="&#x41;&#66;">one<d/><![CDATA[<two>]]><!-- no --> &amp;</a>`,
  );
  if (read.is === "refused") throw new Error(read.why);
  const { tag, attributes, children, text } = read.root;
  expect([tag, attributes.get("b")?.value, attributes.get("c")?.value]).toEqual(["a", "1 < 2", "AB"]);
  expect([children.map(child => child.tag), text]).toEqual([["d"], "one<two> &amp;"]);
});

it("whatever a file holds, it is read or refused, and only path data and numbers come out of it", () => {
  const bits = fc.constantFrom(
    "<svg viewBox='0 0 9 9'>",
    "</svg>",
    "<g transform='scale(2)'>",
    "</g>",
    "<path d='M0 0l1 1'/>",
    "<path d='M0 0<'/>",
    "<rect width='1' height='2' data-zone='hall'/>",
    "<circle r='1' data-point=\"x\"/>",
    "<script>alert(1)</script>",
    "<rect onclick='x'/>",
    "<!DOCTYPE a>",
    "&lt;",
    "<",
    '"',
    "/>",
    "<a href='javascript:x'>",
  );
  const of = { file: "f", floor: "1F", sizeM: [9, 9], zones: ["hall"], things: new Map() } as const;
  let drawn = 0;
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 6 }), fc.boolean(), (parts, isWhole) => {
      const inside = parts.join("");
      const read = readPicture(isWhole ? `<svg viewBox="0 0 9 9">${inside}</svg>` : inside, of);
      if (read.is === "refused") {
        expect(read.problems.length).toBeGreaterThan(0);
        return;
      }
      drawn += read.picture.drawing.length;
      for (const { d, matrix } of read.picture.drawing) {
        expect(d).toMatch(/^[MLHVCSQTAZmlhvcsqtaz\d\s.,+\-e]*$/);
        expect(matrix.every(Number.isFinite)).toBe(true);
      }
    }),
    { seed: 20250708, numRuns: 2_000 },
  );
  expect(drawn).toBeGreaterThan(50);
});
