import type { Instant } from "../time/instant.ts";
import type { Alert, ClauseFinding } from "./alert.ts";

/** The clauses that one rule finds broken. */
type Broken = Pick<ClauseFinding, "rule" | "priority" | "since" | "level"> & {
  readonly clauses: readonly string[];
  readonly wastedWh?: number;
};

/** The clauses of an alert with those of a finding that joins it. */
export const joinedClauses = (alert: Alert, finding: Broken): ClauseFinding[] => {
  const isAgain = ({ clause, rule }: ClauseFinding): boolean =>
    rule === finding.rule && finding.clauses.includes(clause);
  return [
    ...alert.clauses.filter(known => !isAgain(known)),
    ...findingsOf(finding).map(again =>
      following(
        again,
        alert.clauses.find(c => c.clause === again.clause && isAgain(c)),
      ),
    ),
  ];
};

/** The clauses that a finding breaks. */
export const findingsOf = ({ rule, clauses, priority, since, level, wastedWh }: Broken): ClauseFinding[] =>
  clauses.map(clause => ({ clause, rule, priority, since, until: null, level, wastedWh: wastedWh ?? null }));

/** A clause that was found before in the same episode keeps the energy of that time. */
const following = (again: ClauseFinding, before: ClauseFinding | undefined): ClauseFinding => {
  const earlierWh = before?.wastedWh ?? 0;
  if (earlierWh === 0) return again;
  return { ...again, earlierWh, wastedWh: earlierWh + (again.wastedWh ?? 0) };
};

/** Clauses of one fact name the same energy: the fact wasted what the clause names that has seen the most of it. */
export const wasteOf = (clauses: readonly ClauseFinding[]): number | null =>
  clauses.reduce<number | null>(
    (most, { wastedWh }) => (wastedWh === null ? most : Math.max(most ?? 0, wastedWh)),
    null,
  );

/** The clauses with those that a rule found at an end; null: whoever found them. */
export const ended = (alert: Alert, rule: string | null, at: Instant): ClauseFinding[] =>
  alert.clauses.map(finding =>
    (rule === null || finding.rule === rule) && finding.until === null ? { ...finding, until: at } : finding,
  );
