import type { Core } from "./core.ts";

/** Whether a watch is of a rule that only gives a cue: what it finds makes no alert, but clerks hear of it. */
export const isCue = ({ book }: Core, watch: number): boolean => book.instances[watch]?.rule.level === "cue";

/** Whether clerks hear of what a watch finds: it is of a rule that gives a cue, or that proposes something. */
export const isHeard = (core: Core, watch: number): boolean =>
  isCue(core, watch) || core.book.instances[watch]?.rule.propose !== undefined;

/** A cue is given, or is over. What is learned of the past is none: whoever was to do something would do it too late. */
export const cue = (core: Core, watch: number, isOn: boolean): void => {
  const instance = core.book.instances[watch];
  if (!instance) return;
  const { rule, target } = instance;
  core.cue?.({
    fact: rule.fact,
    rule: rule.id,
    ...(rule.propose && { propose: rule.propose }),
    target: target.id,
    targetName: target.name,
    zone: target.zone,
    isOn,
  });
};
