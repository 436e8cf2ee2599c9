import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { FONT } from "./pdf-document.ts";
import { printable } from "./printable.ts";

type Font = { hasGlyphForCodePoint(code: number): boolean };
// It is what our library for PDFs reads fonts with, and has no types.
const fontkit = createRequire(import.meta.url)("fontkit") as { openSync(path: string): Font };
const font = fontkit.openSync(FONT);
const missing = (text: string): readonly string[] =>
  [...text].filter(sign => !font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0));

test("what our font lacks is printed in another way and never left out", () => {
  const said = { zh: "低于 26 ℃，CO₂ ≤ 1000", list: ["≥ 3 → 4", 5, null] };
  expect(missing(said.zh)).toEqual(["℃", "₂", "≤"]);
  expect(printable(said)).toEqual({ zh: "低于 26 °C，CO2 <= 1000", list: [">= 3 -> 4", 5, null] });
  expect(missing(JSON.stringify(printable([said, "℉≈‰✓✗\u2009\u202f"])))).toEqual([]);
});
