import type { Catalogue, Clause } from "#rules/clause/clause.ts";
import { type Absent, type HallClause, hallCoverage } from "#rules/clause/hall-coverage.ts";
import type { Hall } from "../config/load-hall.ts";
import { type Missing, missingOf } from "./missing.ts";
import { judgeable } from "./rule-lines.ts";

/** A clause of the hall's packs with how well this hall can be judged by it. */
export type CheckedClause = HallClause & {
  readonly text: Clause["text"] | null;
  /** A rule of the hall's own packs stands for it: whoever wrote that wants to see what became of it. */
  readonly isOwn: boolean;
};

/** Something that is missing for things of one kind, and the clauses that cannot be judged for it. */
export type Gap = {
  readonly missing: Missing;
  /** Whose it is, in the order of the rules: `wc`, `off1`; empty where it is the hall's. */
  readonly ids: readonly string[];
  /** Those that cannot be judged at all come first. */
  readonly clauses: readonly CheckedClause[];
};

/** A kind of thing that the hall has none of, or none that a rule is for, and the clauses that are about it. */
export type Nothing = { readonly absent: Absent; readonly clauses: readonly CheckedClause[] };

export type Uncovered = {
  /** Sensors that are missing, those that most clauses wait for first. */
  readonly gaps: readonly Gap[];
  /** Things that are there, but none is tagged, used or equipped as the rule asks. */
  readonly unmarked: readonly Nothing[];
  /** Kinds of thing that the hall has none of, those that most clauses are about first. */
  readonly nowhere: readonly Nothing[];
  readonly blind: number;
  readonly inPart: number;
  readonly absent: number;
};

/** Every clause of the hall's packs, in the order of their rules. */
export const checkedClauses = (hall: Hall): readonly CheckedClause[] => {
  const { packs, catalogue, site } = hall;
  const { instances, lacking } = judgeable(hall);
  const judged = new Map<string, number>();
  for (const { rule } of instances) judged.set(rule.id, (judged.get(rule.id) ?? 0) + 1);
  const lacks = lacking.map(({ rule, target, why }) => ({ rule: rule.id, target, why }));
  const rules = packs.flatMap(pack => pack.rules);
  const written = packs.filter(({ name }) => !site.packs.includes(name)).flatMap(pack => pack.rules);
  const own = new Set(written.flatMap(rule => rule.clauses));
  const kinds = new Set<string>(["hall", "zone", ...site.equipment.map(({ kind }) => kind)]);
  return hallCoverage(rules, judged, lacks).map(covered => ({
    ...covered,
    absent: covered.absent.map(absent => (kinds.has(absent.each) ? absent : { each: absent.each })),
    text: textOf(catalogue, covered.clause),
    isOwn: own.has(covered.clause),
  }));
};

const textOf = ({ byId }: Catalogue, id: string): Clause["text"] | null => byId.get(id)?.text ?? null;

/** What is not covered, grouped by what is missing. */
export const uncovered = (clauses: readonly CheckedClause[]): Uncovered => {
  const absent = clauses.filter(({ state }) => state === "absent");
  const nothing = nothingIn(absent);
  const count = (state: HallClause["state"]): number => clauses.filter(each => each.state === state).length;
  return {
    gaps: gapsIn(clauses),
    unmarked: nothing.filter(({ absent: { where } }) => where !== undefined),
    nowhere: nothing.filter(({ absent: { where } }) => where === undefined),
    blind: count("blind"),
    inPart: count("in-part"),
    absent: absent.length,
  };
};

const gapsIn = (clauses: readonly CheckedClause[]): readonly Gap[] => {
  const found = new Map<string, { missing: Missing; ids: Set<string>; clauses: Set<CheckedClause> }>();
  for (const clause of clauses)
    for (const { why } of clause.lacks) {
      const missing = missingOf(why);
      const { id = "", ...sort } = { id: "", ...missing };
      const key = JSON.stringify(sort);
      const gap = found.get(key) ?? { missing, ids: new Set(), clauses: new Set() };
      found.set(key, gap);
      if (id !== "") gap.ids.add(id);
      gap.clauses.add(clause);
    }
  const worst = (of: readonly CheckedClause[]): number => of.filter(({ state }) => state === "blind").length;
  return [...found.values()]
    .map(gap => ({
      missing: gap.missing,
      ids: [...gap.ids],
      clauses: [...gap.clauses].toSorted((a, b) => Number(a.state !== "blind") - Number(b.state !== "blind")),
    }))
    .toSorted((a, b) => worst(b.clauses) - worst(a.clauses) || b.clauses.length - a.clauses.length);
};

const nothingIn = (clauses: readonly CheckedClause[]): readonly Nothing[] => {
  const found = new Map<string, { absent: Absent; clauses: Set<CheckedClause> }>();
  for (const clause of clauses)
    for (const each of clause.absent) {
      const key = `${each.each} ${each.where ?? ""}`;
      const kind = found.get(key) ?? { absent: each, clauses: new Set() };
      found.set(key, kind);
      kind.clauses.add(clause);
    }
  return [...found.values()]
    .map(each => ({ absent: each.absent, clauses: [...each.clauses] }))
    .toSorted((a, b) => b.clauses.length - a.clauses.length);
};
