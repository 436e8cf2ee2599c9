import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parsePack } from "#rules/language/pack.ts";
import { renderDiagnostic } from "#rules/site/diagnostic.ts";
import { clauseDiagnostics } from "./clause-diagnostics.ts";
import { loadCatalogue } from "./load-catalogue.ts";

const { parsed: regulations } = await loadCatalogue();
if (regulations.is === "refused") throw new Error("the catalogue does not load");

test("a rule that stands for a clause of no regulation is a mistake at that clause, with the nearest right one", () => {
  const pack = readFileSync(new URL("../../rules/packs/service-hall.yaml", import.meta.url), "utf8");
  const file = "rules/packs/service-hall.yaml";
  expect(clauseDiagnostics(parsePack(pack, file), file, regulations.catalogue)).toEqual([]);

  const wrong = pack.replace("clauses: [TY-2.2-1", "clauses: [TY-2.2-11");
  const [told, ...more] = clauseDiagnostics(parsePack(wrong, file), file, regulations.catalogue);
  expect(more).toEqual([]);
  expect(told && renderDiagnostic(told, wrong)).toMatch(
    /^error\[CFG551\] [a-z-]+\.clauses: there is no clause "TY-2\.2-11"\n +--> rules\/packs\/service-hall\.yaml:(\d+):15\n[^^]*\^{9}\n.*did you mean "TY-2\.2-1"\?$/s,
  );
});
