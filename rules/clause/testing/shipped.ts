import { readdirSync, readFileSync } from "node:fs";
import { parseCatalogue } from "../catalogue.ts";

const directory = new URL("../../packs/catalogue/", import.meta.url);

const parsed = parseCatalogue(
  readdirSync(directory).map(file => ({
    file: `rules/packs/catalogue/${file}`,
    text: readFileSync(new URL(file, directory), "utf8"),
  })),
);
if (parsed.is === "refused")
  throw new Error(
    `the catalogue does not load:\n${parsed.problems.map(each => `${each.file}:${each.line} ${each.message}`).join("\n")}`,
  );

/** The catalogue that ships with the project, for tests. */
export const shippedCatalogue = parsed.catalogue;
