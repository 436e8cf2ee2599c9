import type { Words } from "../site/model.ts";
import type { Catalogue, Clause, Today } from "./clause.ts";
import { type Part, partOf } from "./parts.ts";
import type { ClauseRule } from "./unknown-clauses.ts";

/** A pack as far as coverage is concerned; packs of `rules/language` are of this form. */
export type RulePack = {
  readonly name: string;
  readonly rules: readonly ClauseRule[];
  readonly duties?: readonly ClauseDuty[];
};

/** A duty as far as clauses are concerned: what it keeps, and what an answer that is not good breaks. */
export type ClauseDuty = ClauseRule & {
  readonly asks?: readonly { readonly clauses: readonly string[] }[];
};

/** A timeline test as far as coverage is concerned: which clauses it proves, by which rules. */
export type TimelineEntry = {
  /** Path from the root of the project. */
  readonly file: string;
  readonly proves: readonly string[];
  readonly rules: readonly string[];
};

/** A rule that stands for a clause. */
export type RuleRef = { readonly pack: string; readonly rule: string };

/**
 * What becomes of a clause.
 * `judged`: rules of packs find its breach; `not-judged`: none can, and why; `missing`: none does, and nobody said why;
 * `asked`: duties of packs ask people for it, every time that it falls due;
 * `duty`: people or the product itself must do it, with what there is of it today and where the rest is planned;
 * `restated`: other clauses say it with more force; `out`: no matter for a gateway.
 */
export type ClauseState =
  | { readonly is: "judged" }
  | { readonly is: "not-judged"; readonly why: Words }
  | { readonly is: "missing" }
  | { readonly is: "asked"; readonly today: Today | null }
  | { readonly is: "duty"; readonly today: Today | null; readonly planned: Part | null }
  | { readonly is: "restated"; readonly by: readonly string[] }
  | { readonly is: "out"; readonly why: Words };

/** One clause with what covers it. */
export type ClauseCoverage = {
  readonly clause: Clause;
  readonly state: ClauseState;
  /** Rules that name it, in the order of the packs; also of clauses that are no rules, where readings show a part of them. */
  readonly rules: readonly RuleRef[];
  /** Duties that name it, in the order of the packs; `rule` is the id of the duty. */
  readonly duties: readonly RuleRef[];
  /** Timelines that prove it; of a judged clause those that exercise one of its rules. */
  readonly timelines: readonly string[];
};

/** Every clause of the catalogue with the rules that judge it, the duties that ask for it and the timelines that prove it, in its order. */
export const coverage = (
  { clauses }: Catalogue,
  packs: readonly RulePack[],
  timelines: readonly TimelineEntry[],
): readonly ClauseCoverage[] => {
  const rules = new Map<string, RuleRef[]>();
  const duties = new Map<string, RuleRef[]>();
  for (const { name, rules: written, duties: asked = [] } of packs) {
    for (const { id, clauses: named } of written)
      for (const clause of new Set(named)) push(rules, clause, { pack: name, rule: id });
    for (const { id, clauses: named, asks = [] } of asked)
      for (const clause of new Set([...named, ...asks.flatMap(ask => ask.clauses)]))
        push(duties, clause, { pack: name, rule: id });
  }
  const proofs = new Map<string, TimelineEntry[]>();
  for (const timeline of timelines) for (const id of new Set(timeline.proves)) push(proofs, id, timeline);
  return clauses.map(clause => {
    const named = rules.get(clause.id) ?? [];
    const asked = duties.get(clause.id) ?? [];
    const state = stateOf(clause, named, asked);
    const proves = (timeline: TimelineEntry) =>
      state.is !== "judged" || named.some(({ rule }) => timeline.rules.includes(rule));
    const files = (proofs.get(clause.id) ?? []).filter(proves).map(({ file }) => file);
    return { clause, state, rules: named, duties: asked, timelines: files };
  });
};

const push = <T>(lists: Map<string, T[]>, key: string, value: T): void => {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
};

const stateOf = (clause: Clause, rules: readonly RuleRef[], duties: readonly RuleRef[]): ClauseState => {
  const { kind, weight, reason, notJudged, today = null, see } = clause;
  if (reason !== undefined) return { is: "out", why: reason };
  if (kind === "rule" && rules.length > 0) return { is: "judged" };
  if (weight === "duplicate") return { is: "restated", by: see };
  if (kind === "routine" && duties.length > 0) return { is: "asked", today };
  if (kind !== "rule")
    return { is: "duty", today, planned: today?.extent === "whole" ? null : partOf(clause) };
  return notJudged === undefined ? { is: "missing" } : { is: "not-judged", why: notJudged };
};

/** Clauses that ought to be judged, are not, and of which nothing says why. */
export const missingClauses = (covered: readonly ClauseCoverage[]): readonly string[] =>
  covered.flatMap(({ clause, state }) => (state.is === "missing" ? [clause.id] : []));

/**
 * Duties of people that matter and that nothing asks for: no duty of a pack, and nothing else that the product does
 * about the whole of it.
 */
export const unaskedClauses = (covered: readonly ClauseCoverage[]): readonly string[] =>
  covered.flatMap(({ clause: { id, kind, weight }, state }) =>
    kind === "routine" && weight === "core" && state.is === "duty" && state.today?.extent !== "whole"
      ? [id]
      : [],
  );

/** Clauses that duties ask for and that no timeline proves. */
export const untriedClauses = (covered: readonly ClauseCoverage[]): readonly string[] =>
  covered.flatMap(({ clause, state, timelines }) =>
    state.is === "asked" && timelines.length === 0 ? [clause.id] : [],
  );

/** Clauses that are judged although the catalogue says why none can judge them. */
export const staleReasons = (covered: readonly ClauseCoverage[]): readonly string[] =>
  covered.flatMap(({ clause, rules }) => (clause.notJudged && rules.length > 0 ? [clause.id] : []));

/** Clauses that are judged and that no timeline proves. */
export const unprovenClauses = (covered: readonly ClauseCoverage[]): readonly string[] =>
  covered.flatMap(({ clause, state, timelines }) =>
    state.is === "judged" && timelines.length === 0 ? [clause.id] : [],
  );
