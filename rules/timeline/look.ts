import type { Evidence } from "../alert/alert.ts";
import type { Engine } from "../engine/engine.ts";
import type { RuleState } from "./failure.ts";
import { numberText } from "./happening.ts";
import type { TestHall } from "./test-hall.ts";
import type { Wanted } from "./timeline.ts";

/** What a rule says for one target now, and what it sees. */
export const ruleState = (key: string, { book }: TestHall, engine: Engine): RuleState => {
  const look = engine.look(key);
  if (look) {
    const { evidence, ...said } = look;
    return { key, ...said, sees: evidence.map(evidenceText).sort() };
  }
  const lacking = book.lacking.find(({ rule, target }) => `${rule.id}/${target}` === key);
  if (lacking) return { key, says: "lacking", hold: null, sees: [lacking.why], ...NOTHING };
  return { key, says: "left-out", hold: null, sees: [], ...NOTHING };
};

const NOTHING = { decides: "condition", parts: [] } as const;
const SHOWN_AT_MOST = 4;

/** The rules that could find what a matcher asks for; none when it could be too many things. */
export const rulesFor = (wanted: Wanted, hall: TestHall, engine: Engine): readonly RuleState[] => {
  const { fact, clause, rule, target, zone } = wanted;
  const able = [
    ...hall.book.instances.map(each => ({ rule: each.rule, target: each.target.id, zone: each.target.zone })),
    ...hall.book.lacking.map(each => ({ ...each, zone: undefined })),
  ].filter(
    each =>
      (fact ?? each.rule.fact) === each.rule.fact &&
      (rule ?? each.rule.id) === each.rule.id &&
      (clause === undefined || each.rule.clauses.includes(clause)) &&
      (target ?? each.target) === each.target &&
      (zone ?? each.zone) === each.zone,
  );
  if (able.length > SHOWN_AT_MOST) return [];
  return able.map(each => ruleState(`${each.rule.id}/${each.target}`, hall, engine));
};

const evidenceText = ({ point, value, word, unit, state, reason }: Evidence): string => {
  const text = word ?? (value === null ? "–" : numberText(value, unit));
  const trust = state === "good" ? "" : ` (${state}${reason === undefined ? "" : `: ${reason}`})`;
  return `${point} ${text}${trust}`;
};
