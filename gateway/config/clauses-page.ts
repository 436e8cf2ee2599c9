import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { clausesPage } from "#rules/clause/clauses-page.ts";
import { loadCoverage } from "./load-coverage.ts";

// Writes docs/clauses.md; with --check only says whether it is as it would be written. `npm run drift` runs it.
const SHOWN = "docs/clauses.md";
const path = fileURLToPath(new URL(`../../${SHOWN}`, import.meta.url));

const { catalogue, covered } = await loadCoverage();
const page = clausesPage(catalogue, covered);
if (!process.argv.includes("--check")) {
  await writeFile(path, page);
  console.log(`${SHOWN}: ${covered.length} clauses`);
} else if ((await readFile(path, "utf8").catch(() => "")) === page) {
  console.log(`${SHOWN} is up to date`);
} else {
  console.error(`${SHOWN} is not up to date: run "npm run clauses"`);
  process.exitCode = 1;
}
