import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { renderDiagnostic } from "#rules/site/diagnostic.ts";
import { loadHall } from "./load-hall.ts";

const CASES = join(import.meta.dirname, "testdata");

/** What a person sees of a hall and its packs: every diagnostic as a frame, one blank line between two. */
const told = async (folder: string): Promise<string> => {
  const loaded = await loadHall(join(folder, "hall.yaml"));
  const { problems, texts } =
    loaded.is === "hall" ? { problems: loaded.hall.warnings, texts: loaded.hall.texts } : loaded;
  const frames = problems.map(problem => renderDiagnostic(problem, texts.get(problem.file) ?? ""));
  return `${[loaded.is, ...frames].join("\n\n").replaceAll(`${folder}/`, "")}\n`;
};

test.each(readdirSync(CASES))("a hall with its packs: %s", async folder => {
  const seen = await told(join(CASES, folder));
  expect(seen).toBe(readFileSync(join(CASES, folder, "expected.txt"), "utf8"));
});
