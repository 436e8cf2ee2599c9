import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadCoverage } from "./load-coverage.ts";

const { catalogue } = await loadCoverage();
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
