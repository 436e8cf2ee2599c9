import { expect, test } from "vitest";
import { parsePack } from "#rules/language/pack.ts";
import { renderDiagnostic } from "#rules/site/diagnostic.ts";
import { clauseDiagnostics } from "./clause-diagnostics.ts";
import { loadCatalogue } from "./load-catalogue.ts";

const { parsed: regulations } = await loadCatalogue();
if (regulations.is === "refused") throw new Error("the catalogue does not load");

const PACK = `pack: trial
title: { zh: 试验, en: Trial }
rules:
  - id: door-open
    title: { zh: 门开着, en: Door open }
    clauses: [GA-5.3-8a, GA-5.3-8b]
    each: door
    condition: door.contact == "open"
    hold: 5 min
    fact: door-open
    level: violation
    priority: 3
`;

test("a rule that stands for a clause of no regulation is a mistake at that clause, with the nearest right one", () => {
  const told = (pack: string) =>
    clauseDiagnostics(parsePack(pack, "trial.yaml"), "trial.yaml", regulations.catalogue);
  expect(told(PACK)).toEqual([]);
  const wrong = PACK.replace("GA-5.3-8b", "GA-5.3-88b");
  expect(told(wrong).map(each => renderDiagnostic(each, wrong))).toEqual([
    `error[CFG551] door-open.clauses: there is no clause "GA-5.3-88b"
 --> trial.yaml:6:26
  |
6 |     clauses: [GA-5.3-8a, GA-5.3-88b]
  |                          ^^^^^^^^^^
  = help: did you mean "GA-5.3-8b"?`,
  ]);
});
