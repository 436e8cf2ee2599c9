import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { renderDiagnostic } from "../site/diagnostic.ts";
import { parsePack } from "./pack.ts";

const CASES = join(import.meta.dirname, "testdata");

/** What a person sees: every mistake as a frame, one blank line between two. */
const told = (text: string): string => {
  const parsed = parsePack(text, "pack.yaml");
  const problems = parsed.is === "pack" ? [] : parsed.problems;
  return [parsed.is, ...problems.map(problem => renderDiagnostic(problem, text))].join("\n\n");
};

describe("a pack with mistakes", () => {
  it.each(readdirSync(CASES))("%s", folder => {
    const expected = join(CASES, folder, "expected.txt");
    const seen = `${told(readFileSync(join(CASES, folder, "pack.yaml"), "utf8"))}\n`;
    expect(seen).toBe(readFileSync(expected, "utf8"));
  });
});
