import type { Lacking, Rulebook } from "#rules/engine/rulebook.ts";
import type { SettledRule } from "#rules/language/settings.ts";

/** What a rule does in a hall: for how many pieces of equipment it is judged, and for which it cannot be. */
export type RuleLine = {
  readonly rule: SettledRule;
  readonly judged: number;
  /** The points and values that its conditions name: `ac.mode`, `outdoor.temperature`. */
  readonly needs: readonly string[];
  readonly lacking: readonly Lacking[];
};

/** One line for every rule that concerns the hall, in the order of its packs. */
export const ruleLines = ({ instances, lacking }: Rulebook): RuleLine[] => {
  const rules = new Map([...instances, ...lacking].map(({ rule }) => [rule.id, rule]));
  return [...rules.values()].map(rule => ({
    rule,
    judged: instances.filter(instance => instance.rule.id === rule.id).length,
    needs: needsOf(rule),
    lacking: lacking.filter(each => each.rule.id === rule.id),
  }));
};

const needsOf = ({ condition, clear = "" }: SettledRule): string[] => [
  ...new Set(`${condition} ${clear}`.replaceAll(/"[^"]*"/g, "").match(/[a-z_]+\.[a-z_]+/g) ?? []),
];
