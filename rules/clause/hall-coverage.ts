/** A rule of a hall's packs, as far as its clauses and its targets are concerned. */
export type JudgingRule = {
  readonly id: string;
  readonly clauses: readonly string[];
  /** The kind of thing that it is judged for; `hall`: once. */
  readonly each: string;
  /** Which of them. */
  readonly where?: string;
};

/** A target for which a rule cannot be judged, and what is missing there. */
export type Lack = { readonly rule: string; readonly target: string; readonly why: string };

/** A kind of thing that a hall has none of, or none that the rule is for. */
export type Absent = { readonly each: string; readonly where?: string };

/**
 * How well a hall can be judged by a clause: `judged`, `in-part` (some targets lack a sensor), `blind` (all of them do),
 * `absent` (the hall has nothing that the clause could be judged for).
 */
export type HallClause = {
  readonly clause: string;
  readonly state: "judged" | "in-part" | "blind" | "absent";
  /** For how many targets a rule of it is judged. */
  readonly judged: number;
  readonly lacks: readonly Lack[];
  readonly absent: readonly Absent[];
};

/**
 * Every clause that the rules of a hall stand for, in the order of the rules.
 *
 * @param judged  how many targets each rule is judged for, by its id
 * @param lacks   the targets for which a rule cannot be judged
 */
export const hallCoverage = (
  rules: readonly JudgingRule[],
  judged: ReadonlyMap<string, number>,
  lacks: readonly Lack[],
): readonly HallClause[] => {
  const byRule = Map.groupBy(lacks, ({ rule }) => rule);
  const clauses = new Set(rules.flatMap(rule => rule.clauses));
  return [...clauses].map(clause => {
    const own = rules.filter(rule => rule.clauses.includes(clause));
    const views = own.map(rule => viewOf(rule, judged.get(rule.id) ?? 0, byRule.get(rule.id) ?? []));
    const count = views.reduce((sum, view) => sum + view.judged, 0);
    const missing = views.flatMap(view => view.lacks);
    const state = missing.length === 0 ? (count > 0 ? "judged" : "absent") : count > 0 ? "in-part" : "blind";
    return { clause, state, judged: count, lacks: missing, absent: views.flatMap(view => view.absent) };
  });
};

type View = Pick<HallClause, "judged" | "lacks" | "absent">;

/** A rule for the hall as a whole that goes through things of which there are none has nothing to be judged for. */
const viewOf = ({ each, where }: JudgingRule, judged: number, lacks: readonly Lack[]): View => {
  if (judged === 0 && lacks.length === 0)
    return { judged, lacks, absent: [{ each, ...(where !== undefined && { where }) }] };
  const kind = each === "hall" ? /^the hall has no (\S+)/.exec(lacks[0]?.why ?? "")?.[1] : undefined;
  return kind === undefined ? { judged, lacks, absent: [] } : { judged, lacks: [], absent: [{ each: kind }] };
};
