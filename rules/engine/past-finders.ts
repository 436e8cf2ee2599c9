import type { Transition } from "../alert/alert.ts";
import type { Instant } from "../time/instant.ts";
import type { Core } from "./core.ts";
import type { Finder } from "./findings.ts";
import { counter } from "./judge.ts";
import type { Heard } from "./past-replay.ts";
import type { Count } from "./rule-finder.ts";

/** A rule as it found something in the past: what it saw then, learned of at `learnedAt`. */
export const pastFinder = (
  core: Core,
  { watch, finding, evidence }: Heard,
  learnedAt: Instant,
  wasted: Count = counter(core, watch),
): Finder => {
  const living = core.watches.finder(watch, wasted);
  return {
    key: living.key,
    rule: living.rule,
    subject: living.subject,
    finding: (since, gap, at) => ({ ...(finding ?? living.finding(since, gap, at)), learnedAt }),
    evidence: () => evidence,
    wasted,
  };
};

/** What happened in the past says when it was learned. */
export const learned = (transitions: readonly Transition[], learnedAt: Instant): Transition[] =>
  transitions.map(({ event, alert }) => ({ event: { ...event, learnedAt }, alert }));
