import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { clausesPage } from "#rules/clause/clauses-page.ts";
import { missingClauses, staleReasons } from "#rules/clause/coverage.ts";
import { loadCoverage } from "./load-coverage.ts";

const { catalogue, packs, covered } = await loadCoverage();
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Clauses whose rule is still to be written; each leaves this list together with its rule. */
const NOT_YET: readonly string[] = [
  "FH-8",
  "TY-2.2-2",
  "DM-1.2a",
  "DM-1.2b",
  "AQ-16",
  "AQ-19b",
  "AQ-21",
  "TL-3.3-2",
  "TL-3.4-2a",
  "TL-3.4-2b",
  "TL-4.2-10a",
  "KTV-12",
  "KTV-14a",
  "KTV-14b",
  "KTV-15a",
  "KTV-15b",
  "BK-3-0a",
  "BK-3-3a",
  "RB-5.1",
  "DZ-2.1b",
  "ZX-6-5a",
  "ZX-6-5b",
  "ZX-6-6",
  "ZX-6-7",
  "ZX-6-9",
  "ZX-17-1-2a",
  "ZX-17-1-2b",
  "GA-1.1-2",
  "GA-1.2-2",
  "GA-1.2-4",
  "GA-1.2-7a",
  "GA-1.2-8",
  "GA-1.2-14",
  "GA-1.2-15n",
  "GA-1.3-3a",
  "GA-1.3-5a",
  "GA-1.3-5c",
  "GA-1.3-7b",
  "GA-1.3-7c",
  "GA-5.3-3",
  "GA-5.3-6",
  "GA-5.3-8a",
  "GA-5.4-2",
  "GA-5.4-3b",
  "GA-5.4-4",
  "GA-5.4-5b",
  "GA-5.6-3",
  "GA-10.1-2",
];

test("no clause that readings can show is without a rule, unless the catalogue says why none can judge it", () => {
  expect(missingClauses(covered)).toEqual(NOT_YET);
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
