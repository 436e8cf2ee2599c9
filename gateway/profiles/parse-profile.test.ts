import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it, test } from "vitest";
import { renderDiagnostic } from "#rules/site/diagnostic.ts";
import { type ParsedProfile, parseProfile } from "./parse-profile.ts";

const CASES = new URL("testdata/", import.meta.url);
const MODELS = new URL("models/", import.meta.url);

/** What a person sees: every diagnostic as a frame; of a page that is right, what it means. */
const told = (text: string, parsed: ParsedProfile): string => {
  const frames =
    parsed.is === "profile" ? [meaning(parsed)] : parsed.problems.map(p => renderDiagnostic(p, text));
  return `${[parsed.is, ...frames].join("\n\n")}\n`;
};

const meaning = ({ profile }: Extract<ParsedProfile, { readonly is: "profile" }>): string =>
  JSON.stringify(
    profile,
    (key, value) =>
      key === "class" ? value.id : typeof value === "bigint" ? `0x${value.toString(16)}` : value,
    2,
  );

test.each(readdirSync(CASES))("a page: %s", folder => {
  const text = readFileSync(new URL(`${folder}/page.yaml`, CASES), "utf8");
  const expected = readFileSync(new URL(`${folder}/expected.txt`, CASES), "utf8");
  expect(told(text, parseProfile(text, "page.yaml"))).toBe(expected);
});

it("whatever is done to a page, it is read or refused with a place, and never crashes the reader", () => {
  const pages = readdirSync(MODELS).map(file => readFileSync(new URL(file, MODELS), "utf8"));
  const edit = fc.record({
    page: fc.constantFrom(...pages),
    cuts: fc.array(fc.tuple(spot, fc.nat(8), scrap), {
      minLength: 1,
      maxLength: 3,
    }),
  });
  const seen = { profile: 0, refused: 0 };
  fc.assert(
    fc.property(edit, ({ page, cuts }) => {
      const text = cuts.reduce((rest, [share, length, put]) => {
        const at = Math.floor(share * rest.length);
        return rest.slice(0, at) + put + rest.slice(at + length);
      }, page);
      const parsed = parseProfile(text, "page.yaml");
      seen[parsed.is] += 1;
      if (parsed.is === "profile") return;
      const lines = text.split("\n").length;
      expect(parsed.problems.length).toBeGreaterThan(0);
      for (const problem of parsed.problems) {
        expect(problem.line).toBeLessThanOrEqual(lines);
        expect(renderDiagnostic(problem, text)).toContain(problem.code);
      }
    }),
    { seed: 6, numRuns: 400 },
  );
  expect(seen.refused).toBeGreaterThan(100);
  expect(seen.profile).toBeGreaterThan(20);
});

/** Anywhere in a page, as a share of its length. */
const spot = fc.noBias(fc.nat(9_999)).map(n => n / 10_000);

/** What somebody might type in the wrong place. */
const scrap = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "\n",
    "  - ",
    "{",
    "}",
    "[",
    "]",
    ": ",
    ", ",
    "#",
    '"',
    "0x8000",
    "null",
    "-1",
    "1e9",
  ),
  fc.constantFrom(
    "holding: 70000",
    "each: ",
    "type: f32",
    "points:\n",
    "values: {}",
    "__proto__: 1",
    "*a",
    "&a ",
  ),
  fc.string({ maxLength: 6 }),
);
