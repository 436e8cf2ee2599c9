import type { Alert, Priority } from "../alert/alert.ts";
import type { AlertClass, Words } from "../site/model.ts";

/** What calls people: a rule about a target. */
export type Subject = {
  /** `<rule>/<target>` */
  readonly key: string;
  readonly rule: string;
  readonly target: string;
  readonly targetName: Words;
  readonly title: Words;
  readonly class: AlertClass;
  readonly priority: Priority;
};

/** The rule that an alert is told by: the most urgent of those that find it, or found it last; what breaks no clause, its fact. */
export const ruleOf = ({ clauses, fact }: Alert): string => {
  const open = clauses.filter(({ until }) => until === null);
  const among = open.length > 0 ? open : clauses;
  const [first] = among.toSorted((a, b) => a.priority - b.priority);
  return first?.rule ?? fact;
};

export const subjectOf = (alert: Alert, rule = ruleOf(alert)): Subject => ({
  key: `${rule}/${alert.target}`,
  rule,
  target: alert.target,
  targetName: alert.targetName,
  title: alert.title,
  class: alert.class,
  priority: alert.priority,
});
