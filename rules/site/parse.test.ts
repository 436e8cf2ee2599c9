import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { renderDiagnostic } from "./diagnostic.ts";
import { parseSite } from "./parse.ts";
import { profiles } from "./testing/profiles.ts";

const CASES = join(import.meta.dirname, "testdata");
const example = readFileSync(join(import.meta.dirname, "../../simulators/halls/service-hall.yaml"), "utf8");

/** What a person sees: every diagnostic as a frame, one blank line between two. */
const told = (text: string): string => {
  const parsed = parseSite(text, "site.yaml", profiles);
  const diagnostics = parsed.is === "site" ? parsed.warnings : parsed.problems;
  return [parsed.is, ...diagnostics.map(d => renderDiagnostic(d, text))].join("\n\n");
};

describe("a site file with mistakes", () => {
  it.each(readdirSync(CASES))("%s", folder => {
    const expected = join(CASES, folder, "expected.txt");
    const seen = `${told(readFileSync(join(CASES, folder, "site.yaml"), "utf8"))}\n`;
    expect(seen).toBe(readFileSync(expected, "utf8"));
  });
});

describe("the demo hall", () => {
  it("has nothing wrong with it", () => {
    expect(told(example)).toBe("site");
  });
});
