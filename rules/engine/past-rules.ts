import type { Instant } from "../time/instant.ts";
import type { Rulebook } from "./rulebook.ts";
import type { Memo } from "./state.ts";

/** Since when a rule has been judged here as it is written now: nobody is blamed by a rule that was not there. */
export type RulesSince = Readonly<Record<string, { readonly version: string; readonly since: Instant }>>;

const KEY = "rules";

/**
 * @param memos  what an earlier engine left
 * @param start  when this one begins
 * @returns      since when each rule of the book has been judged, and what is to be kept if that changed
 */
export const rulesSince = (
  { instances }: Pick<Rulebook, "instances">,
  memos: readonly Memo[],
  start: Instant,
): { readonly since: RulesSince; readonly memo: Memo | null } => {
  const known = (memos.find(({ key }) => key === KEY)?.value ?? {}) as RulesSince;
  const since: Record<string, RulesSince[string]> = {};
  for (const { rule, template } of instances) {
    const before = known[rule.id];
    since[rule.id] =
      before?.version === template.version ? before : { version: template.version, since: start };
  }
  const isSame = JSON.stringify(since) === JSON.stringify(known);
  return { since, memo: isSame ? null : rulesMemo(since) };
};

export const rulesMemo = (since: RulesSince): Memo => ({ key: KEY, value: since });
