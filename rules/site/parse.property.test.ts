import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { renderDiagnostic } from "./diagnostic.ts";
import { parseSite } from "./parse.ts";
import { profiles } from "./testing/profiles.ts";

const example = readFileSync(join(import.meta.dirname, "../../simulators/halls/service-hall.yaml"), "utf8");
const devices = readFileSync(join(import.meta.dirname, "testing/devices.yaml"), "utf8");

const holds = (text: string) => {
  const parsed = parseSite(text, "site.yaml", profiles);
  const told = parsed.is === "site" ? parsed.warnings : parsed.problems;
  expect(told.some(d => d.severity === "error")).toBe(parsed.is === "refused");
  for (const d of told) {
    expect(d.line).toBeGreaterThanOrEqual(1);
    expect(d.line).toBeLessThanOrEqual(text.split("\n").length);
    expect(d.column).toBeLessThanOrEqual((text.split("\n")[d.line - 1] ?? "").length + 1);
    expect(renderDiagnostic(d, text)).toContain(d.message);
  }
};

/** A line changed as a person would by mistake. */
const slip = fc.oneof(
  fc.constant((): string[] => []),
  fc.constant((line: string) => [line, line]),
  fc.constant((line: string) => [`  ${line}`]),
  fc.nat(60).map(at => (line: string) => [line.slice(0, at) + line.slice(at + 1)]),
  fc
    .tuple(
      fc.nat(60),
      fc.constantFrom(":", ",", "}", "]", "{", "[", '"', "*x", "&x", "- ", "0", "null", "~", "!", "#", "|"),
    )
    .map(([at, piece]) => (line: string) => [line.slice(0, at) + piece + line.slice(at)]),
  fc
    .constantFrom("null", "7", "[]", "{}", "true", "-1", "1e999", ".nan", '""', "__proto__", "constructor")
    .map(value => (line: string) => [line.replace(/: .*$/, `: ${value}`)]),
);

it.each([
  ["the demo hall", example, 120],
  ["a hall of devices with profiles", devices, 400],
] as const)(
  "whatever slips into a site file, it is told with a place in the file, and nothing breaks: %s",
  (_, text, numRuns) => {
    const lines = text.split("\n");
    const slips = fc.record({ line: fc.nat(lines.length - 1), slip });
    fc.assert(
      fc.property(fc.array(slips, { minLength: 1, maxLength: 4 }), changes => {
        const changed: string[][] = lines.map(line => [line]);
        for (const { line, slip: change } of changes)
          changed[line] = (change as (line: string) => string[])(lines[line] as string);
        holds(changed.flat().join("\n"));
      }),
      { seed: 20250708, numRuns },
    );
  },
);

it("any text at all is read or refused", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), holds), { seed: 7, numRuns: 300 });
});
