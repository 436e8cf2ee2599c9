import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Clause } from "#rules/clause/clause.ts";
import { clausesPage } from "#rules/clause/clauses-page.ts";
import {
  missingClauses,
  staleReasons,
  unaskedClauses,
  unprovenClauses,
  untriedClauses,
} from "#rules/clause/coverage.ts";
import { OWN_CLAUSE } from "#rules/clause/unknown-clauses.ts";
import { loadCoverage } from "./load-coverage.ts";

const { catalogue, packs, covered } = await loadCoverage();
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

test("no clause that readings can show is without a rule, unless the catalogue says why none can judge it", () => {
  expect(missingClauses(covered)).toEqual([]);
});

test("no clause that rules judge is without a rule test that proves it", () => {
  expect(unprovenClauses(covered)).toEqual([]);
});

test("no core duty of people is without a duty of a pack, unless the product itself does the whole of it", () => {
  const core = covered.filter(({ clause: { kind, weight } }) => kind === "routine" && weight === "core");
  expect(core).toHaveLength(41);
  expect(unaskedClauses(covered)).toEqual([]);
  // Each of them is one or the other: what is asked of people, or built and shown by tests.
  const states = Map.groupBy(core, ({ state }) => state.is);
  expect([...states.keys()].toSorted()).toEqual(["asked", "duty"]);
  for (const { state } of states.get("duty") ?? [])
    expect(state).toMatchObject({ today: { extent: "whole" } });
});

test("no clause that duties ask for is without a rule test that proves it", () => {
  expect(untriedClauses(covered)).toEqual([]);
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

test("every clause that a pack names is in the catalogue, or its own, and none of them is out", () => {
  const named = packs.flatMap(({ rules, duties = [] }) =>
    [...rules, ...duties, ...duties.flatMap(({ asks }) => asks)].flatMap(({ id, clauses }) =>
      clauses.filter(clause => !OWN_CLAUSE.test(clause)).map(clause => ({ id, clause })),
    ),
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

/** Numbers of judged clauses that no rule can carry, and why. */
const NOT_IN_RULES: Readonly<Record<string, string>> = {
  "AQ-21 bar_min_mm": "how thick a bar is: looked at when it is built",
  "AQ-21 film_min_mm": "how thick a film is: looked at when it is built",
  "GA-1.2-4 gateway_tolerance_s": "the gateway's own clock is watched by the gateway itself",
  "GA-5.3-1b warn_days": "one warning before the date, not two",
  "GA-5.6-3 notify_within_s": "how fast people are told is no matter of a rule",
};

test("what a clause states or proposes in numbers is in the rules that stand for it, or in their settings", () => {
  expect(missingNumbers("judged")).toEqual(Object.keys(NOT_IN_RULES));
});

/** Numbers of what duties ask for that no duty can carry, and why. */
const NOT_IN_DUTIES: Readonly<Record<string, string>> = {
  "AQ-15 small_hall_below_m2": "which of the two widths holds is a setting of the hall",
  "ZX-6-4 tour_every_min": "its setting says two hours",
};

test("what a clause says in numbers of what people must do is in the duties that ask for it, or in their settings", () => {
  expect(missingNumbers("asked")).toEqual(Object.keys(NOT_IN_DUTIES));
});

const missingNumbers = (is: "judged" | "asked"): readonly string[] => {
  const settings = packs.flatMap(pack => Object.entries(pack.settings));
  const all = [...packs.flatMap(({ rules }) => rules), ...packs.flatMap(({ duties = [] }) => duties)];
  const written = new Map(all.map(each => [each.id, each]));
  return covered.flatMap(({ clause, state, rules, duties }) => {
    if (state.is !== is) return [];
    const text = JSON.stringify([...rules, ...duties].map(({ rule }) => written.get(rule)));
    const named = settings.filter(([name]) => new RegExp(`\\b${name}\\b`).test(text));
    const carried = new Set([
      ...(text.match(/\d+(\.\d+)?/g) ?? []).map(Number),
      ...named.map(([, { value }]) => value),
    ]);
    const stated = [...numbersIn(clause.parameters), ...numbersIn(clause.proposed)];
    return stated.filter(([, value]) => !isCarried(value, carried)).map(([key]) => `${clause.id} ${key}`);
  });
};

const numbersIn = (values: Clause["parameters"]): readonly (readonly [key: string, value: number])[] =>
  Object.entries(values).flatMap(([key, value]) =>
    [value]
      .flat()
      .filter(each => typeof each === "number")
      .map(each => [key, each] as const),
  );

/** As it is, or as the milliseconds that so many seconds or minutes are. */
const isCarried = (value: number, carried: ReadonlySet<number>): boolean =>
  [value, value * 1000, value * 60_000].some(each => carried.has(each));
