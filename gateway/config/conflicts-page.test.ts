import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CIRCUIT_USES } from "#rules/site/circuit-use.ts";
import { kinds } from "#rules/site/kinds.ts";
import { TAGS } from "#rules/site/tags.ts";
import { loadCoverage } from "./load-coverage.ts";

const { catalogue, packs } = await loadCoverage();
const read = (page: string) => readFileSync(new URL(`../../docs/${page}`, import.meta.url), "utf8");
const page = read("conflicts.md");

test("all 18 contradictions are settled, each with the clauses that it is between", () => {
  const rows = page.split("\n").filter(line => /^\| C\d+ \|/.test(line));
  expect(rows.map(row => row.split("|")[1]?.trim())).toEqual(
    Array.from({ length: 18 }, (_, n) => `C${n + 1}`),
  );
  expect(rows.filter(row => !/\]\(clauses\.md#/.test(row.split("|")[3] ?? ""))).toEqual([]);
});

test("every link leads to a clause that is there, at the address that the page of clauses gives it", () => {
  const links = [...page.matchAll(/\[([^\]]+)\]\(clauses\.md#([^)]+)\)/g)];
  expect(links.length).toBeGreaterThan(60);
  expect(links.filter(([, id]) => !catalogue.byId.has(id ?? "")).map(([, id]) => id)).toEqual([]);
  const clauses = read("clauses.md");
  expect(links.filter(([, , anchor]) => !clauses.includes(`<a id="${anchor}">`)).map(([, id]) => id)).toEqual(
    [],
  );
});

test("every rule, setting, tag and key that the page names is there", () => {
  const rules = packs.flatMap(pack => pack.rules.map(({ id }) => id));
  const duties = packs.flatMap(pack => (pack.duties ?? []).map(({ id }) => id));
  const settings = packs.flatMap(pack => Object.keys(pack.settings));
  const keys = [
    "tell",
    "escalate",
    "calendar",
    "seasons",
    "settings",
    "people",
    "use",
    "always_on",
    "staff_from",
    "photos",
    "site",
    "deadline_reading",
  ];
  const known = new Set([
    ...packs.map(({ name }) => name),
    ...rules,
    ...duties,
    ...settings,
    ...keys,
    ...Object.keys(TAGS),
    ...Object.keys(CIRCUIT_USES),
    ...Object.keys(kinds),
    ...Object.values(kinds).flatMap(roles => Object.keys(roles)),
    ...["approved_power", "activity_lead_days", "after-work", "night", "check", "proposed"],
  ]);
  const named = [...page.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? "");
  expect(named.filter(word => rules.includes(word)).length).toBeGreaterThan(15);
  expect(named.filter(word => settings.includes(word)).length).toBeGreaterThan(5);
  expect(named.filter(word => !known.has(word))).toEqual([]);
});
