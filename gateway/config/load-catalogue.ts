import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ParsedCatalogue, parseCatalogue } from "#rules/clause/catalogue.ts";

const DIRECTORY = "rules/packs/catalogue";
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The catalogue of the regulations with the texts that it was read from, by the name that diagnostics give them. */
export type LoadedCatalogue = {
  readonly parsed: ParsedCatalogue;
  readonly texts: ReadonlyMap<string, string>;
};

/** Reads the catalogue that ships with the project. */
export const loadCatalogue = async (): Promise<LoadedCatalogue> => {
  const names = (await readdir(join(ROOT, DIRECTORY))).filter(name => name.endsWith(".yaml")).toSorted();
  const texts = await Promise.all(
    names.map(async name => ({
      file: `${DIRECTORY}/${name}`,
      text: await readFile(join(ROOT, DIRECTORY, name), "utf8"),
    })),
  );
  return { parsed: parseCatalogue(texts), texts: new Map(texts.map(({ file, text }) => [file, text])) };
};
