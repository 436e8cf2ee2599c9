import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Catalogue } from "#rules/clause/clause.ts";
import { type ClauseCoverage, coverage, type TimelineEntry } from "#rules/clause/coverage.ts";
import { parsePack } from "#rules/language/pack.ts";
import type { Pack } from "#rules/language/rule.ts";
import { readYaml } from "#rules/site/yaml-source.ts";
import { loadCatalogue } from "./load-catalogue.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PACKS = "rules/packs";

/** The catalogue, every pack and every rule test of the project, and what covers each clause. */
export type ProjectCoverage = {
  readonly catalogue: Catalogue;
  readonly packs: readonly Pack[];
  readonly covered: readonly ClauseCoverage[];
};

/**
 * Reads what the project ships and joins it.
 *
 * @throws {Error} naming the file, when the catalogue or a pack is not right
 */
export const loadCoverage = async (): Promise<ProjectCoverage> => {
  const { parsed } = await loadCatalogue();
  if (parsed.is === "refused") throw new Error(`${parsed.problems[0]?.file}: ${parsed.problems[0]?.message}`);
  const files = (await readdir(join(ROOT, PACKS), { recursive: true })).map(file =>
    file.replaceAll("\\", "/"),
  );
  const packs = await Promise.all(
    files
      .filter(file => /^[^/]+\.yaml$/.test(file))
      .toSorted()
      .map(readPack),
  );
  const timelines = await Promise.all(
    files
      .filter(file => file.endsWith(".timeline.yaml"))
      .toSorted()
      .map(readEntry),
  );
  const { catalogue } = parsed;
  return { catalogue, packs, covered: coverage(catalogue, packs, timelines) };
};

const readPack = async (name: string): Promise<Pack> => {
  const file = `${PACKS}/${name}`;
  const parsed = parsePack(await readFile(join(ROOT, file), "utf8"), file);
  if (parsed.is === "refused")
    throw new Error(`${file}:${parsed.problems[0]?.line}: ${parsed.problems[0]?.message}`);
  return parsed.pack;
};

/** The two lists of a rule test that coverage needs; `rules/timeline` reads and checks the rest. */
const entry = z.object({ proves: z.array(z.string()).default([]), rules: z.array(z.string()).default([]) });

const readEntry = async (name: string): Promise<TimelineEntry> => {
  const file = `${PACKS}/${name}`;
  const { source } = readYaml(await readFile(join(ROOT, file), "utf8"), file);
  const parsed = entry.safeParse(source?.value);
  if (!parsed.success) throw new Error(`${file}: no lists "proves" and "rules"`);
  return { file, ...parsed.data };
};
