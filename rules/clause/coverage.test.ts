import { describe, expect, test } from "vitest";
import type { Catalogue, Clause } from "./clause.ts";
import {
  coverage,
  missingClauses,
  staleReasons,
  type TimelineEntry,
  unaskedClauses,
  unprovenClauses,
  untriedClauses,
} from "./coverage.ts";

const document = {
  key: "ZZ",
  title: { zh: "试验", en: "Trial" },
  source: "trial.txt",
  profile: "generic",
} as const;

const clause = (id: string, rest: Partial<Clause>): Clause => ({
  id,
  document,
  section: id,
  lines: [1],
  text: { zh: "条文", en: "text" },
  kind: "rule",
  weight: "core",
  subject: "door",
  who: "值班员",
  parameters: {},
  proposed: {},
  open: "",
  see: [],
  ...rest,
});

const why = { zh: "没有数字", en: "no number" };
const clauses: readonly Clause[] = [
  clause("ZZ-1", {}),
  clause("ZZ-2", {}),
  clause("ZZ-3", { weight: "support", notJudged: why }),
  clause("ZZ-4", { weight: "duplicate", see: ["ZZ-1"] }),
  clause("ZZ-5", { kind: "routine", due: "daily" }),
  clause("ZZ-6", {
    kind: "system",
    subject: "access",
    today: { extent: "whole", how: why, tests: ["a.test.ts"] },
  }),
  clause("ZZ-7", {
    kind: "system",
    subject: "access",
    today: { extent: "part", how: why, tests: ["a.test.ts"] },
  }),
  clause("ZZ-8", { kind: "report", due: "monthly" }),
  clause("ZZ-9", { kind: "out", reason: why }),
];
const catalogue: Catalogue = {
  documents: [document],
  clauses,
  byId: new Map(clauses.map(each => [each.id, each])),
};
const packs = [
  { name: "hall", rules: [{ id: "door", clauses: ["ZZ-1", "ZZ-5"] }] },
  { name: "bank", rules: [{ id: "vault", clauses: ["ZZ-1", "ZZ-1"] }] },
];
const timeline = (file: string, proves: string[], rules: string[]): TimelineEntry => ({
  file,
  proves,
  rules,
});

describe("every clause has a state", () => {
  test("by its kind, its weight, the rules that name it and what the catalogue says of it", () => {
    const covered = coverage(catalogue, packs, [timeline("a.timeline.yaml", ["ZZ-1", "ZZ-5"], ["door"])]);
    expect(
      covered.map(({ clause: { id }, state, rules, timelines }) => [id, state, rules.length, timelines]),
    ).toEqual([
      ["ZZ-1", { is: "judged" }, 2, ["a.timeline.yaml"]],
      ["ZZ-2", { is: "missing" }, 0, []],
      ["ZZ-3", { is: "not-judged", why }, 0, []],
      ["ZZ-4", { is: "restated", by: ["ZZ-1"] }, 0, []],
      [
        "ZZ-5",
        { is: "duty", today: null, planned: expect.objectContaining({ id: "routines" }) },
        1,
        ["a.timeline.yaml"],
      ],
      ["ZZ-6", { is: "duty", today: clauses[5]?.today, planned: null }, 0, []],
      [
        "ZZ-7",
        { is: "duty", today: clauses[6]?.today, planned: expect.objectContaining({ id: "accounts" }) },
        0,
        [],
      ],
      ["ZZ-8", { is: "duty", today: null, planned: expect.objectContaining({ id: "reports" }) }, 0, []],
      ["ZZ-9", { is: "out", why }, 0, []],
    ]);
    expect(missingClauses(covered)).toEqual(["ZZ-2"]);
    expect(staleReasons(covered)).toEqual([]);
    expect(unprovenClauses(covered)).toEqual([]);
  });

  test("a rule is found in every pack that has it, and once in each", () => {
    expect(coverage(catalogue, packs, [])[0]?.rules).toEqual([
      { pack: "hall", rule: "door" },
      { pack: "bank", rule: "vault" },
    ]);
  });

  test("a timeline that exercises no rule of the clause proves nothing about it", () => {
    const covered = coverage(catalogue, packs, [timeline("b.timeline.yaml", ["ZZ-1"], ["light"])]);
    expect(covered[0]?.timelines).toEqual([]);
    expect(unprovenClauses(covered)).toEqual(["ZZ-1"]);
  });

  test("a reason why nothing judges a clause is stale once a rule does", () => {
    const now = coverage(catalogue, [{ name: "hall", rules: [{ id: "vent", clauses: ["ZZ-3"] }] }], []);
    expect(now[2]?.state).toEqual({ is: "judged" });
    expect(staleReasons(now)).toEqual(["ZZ-3"]);
  });

  test("what people must do is asked for by duties of packs, and by what their answers break", () => {
    const duties = [
      { id: "walk", clauses: ["ZZ-5"] },
      { id: "look", clauses: ["ZZ-1"], asks: [{ clauses: ["ZZ-5", "ZZ-6"] }] },
    ];
    const covered = coverage(catalogue, [{ name: "hall", rules: [], duties }], []);
    expect(covered[4]).toMatchObject({
      state: { is: "asked", today: null },
      duties: [
        { pack: "hall", rule: "walk" },
        { pack: "hall", rule: "look" },
      ],
    });
    // A rule is judged by readings and a property of the product is no duty of people, whoever looks at it as well.
    expect([covered[0]?.state.is, covered[5]?.state.is]).toEqual(["missing", "duty"]);
    expect(unaskedClauses(covered)).toEqual([]);
    expect(untriedClauses(covered)).toEqual(["ZZ-5"]);
    const tried = coverage(
      catalogue,
      [{ name: "hall", rules: [], duties }],
      [timeline("w.timeline.yaml", ["ZZ-5"], [])],
    );
    expect(untriedClauses(tried)).toEqual([]);
  });

  test("a core duty that nothing asks for is told, until the product does the whole of it", () => {
    const of = (rest: Partial<Clause>) => {
      const one = clause("ZZ-5", { kind: "routine", due: "daily", ...rest });
      return unaskedClauses(coverage({ ...catalogue, clauses: [one] }, [], []));
    };
    const today = (extent: "whole" | "part") => ({ today: { extent, how: why, tests: ["a.test.ts"] } });
    expect(of({})).toEqual(["ZZ-5"]);
    expect(of(today("part"))).toEqual(["ZZ-5"]);
    expect(of(today("whole"))).toEqual([]);
    expect(of({ weight: "support" })).toEqual([]);
  });
});
