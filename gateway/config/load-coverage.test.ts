import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { clausesPage } from "#rules/clause/clauses-page.ts";
import { missingClauses, staleReasons } from "#rules/clause/coverage.ts";
import { loadCoverage } from "./load-coverage.ts";

const { catalogue, packs, covered } = await loadCoverage();
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

test("no clause that readings can show is without a rule, unless the catalogue says why none can judge it", () => {
  expect(missingClauses(covered)).toEqual([]);
});

test("a reason why nothing judges a clause goes when a rule comes", () => {
  expect(staleReasons(covered)).toEqual([]);
});

test("what is said to be built names tests that are there", () => {
  const named = catalogue.clauses.flatMap(({ id, today }) =>
    (today?.tests ?? []).map(file => ({ id, file })),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(({ file }) => !/\.test\.tsx?$/.test(file) || !existsSync(`${ROOT}${file}`))).toEqual(
    [],
  );
});

test("every clause that a pack names is in the catalogue, and none of them is out", () => {
  const named = packs.flatMap(({ rules }) =>
    rules.flatMap(({ id, clauses }) => clauses.map(clause => ({ id, clause }))),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(({ clause }) => (catalogue.byId.get(clause)?.kind ?? "out") === "out")).toEqual([]);
});

test("the page has every clause once, each with an address of its own", () => {
  const page = clausesPage(catalogue, covered);
  const anchors = [...page.matchAll(/<a id="([^"]+)">/g)].map(([, anchor]) => anchor);
  expect(anchors).toHaveLength(316);
  expect(new Set(anchors).size).toBe(anchors.length);
  for (const { id } of catalogue.clauses) expect(page.split(`**${id}**`)).toHaveLength(2);
  for (const [, target] of page.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(target);
});
