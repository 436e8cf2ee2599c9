import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { rulesPage } from "#rules/language/reference.ts";

// Writes docs/rules.md; with --check only says whether it is as it would be written. `npm run drift` runs it.
const SHOWN = "docs/rules.md";
const path = fileURLToPath(new URL(`../../${SHOWN}`, import.meta.url));

const page = rulesPage();
if (!process.argv.includes("--check")) {
  await writeFile(path, page);
  console.log(`${SHOWN}: ${page.split("\n").length} lines`);
} else if ((await readFile(path, "utf8").catch(() => "")) === page) {
  console.log(`${SHOWN} is up to date`);
} else {
  console.error(`${SHOWN} is not up to date: run "npm run reference"`);
  process.exitCode = 1;
}
