import { type Hold, hold } from "../condition/hold.ts";
import { NO, type Truth, truthWord, UNKNOWN, YES } from "../language/truth.ts";
import type { Instant } from "../time/instant.ts";
import type { Core } from "./core.ts";
import { cue, isCue, isHeard } from "./cues.ts";
import { isFound } from "./findings.ts";
import { keepMeasures, keepSignals } from "./keep.ts";
import { publish } from "./publish.ts";
import type { StoredHold } from "./state.ts";

/** What a watch says now: its condition, or while found the opposite of what ends it; no while it is not in force. */
export const truthOf = ({ watches, forces, holds }: Core, watch: number): Truth => {
  const force = watches.isRule(watch) ? forces.of(watch) : YES;
  if (force === NO) return NO;
  const isFound = holds.isFound(watch);
  const truth = watches.truth(watch, isFound);
  const line = truth === YES && !isFound ? watches.lineOf(watch) : null;
  if (line !== null) return besideLine(holds.of(line));
  return force === UNKNOWN && truth === YES ? UNKNOWN : truth;
};

/**
 * A source that cannot be read, by what is known of its line: one that is found tells of it, one that may be about to be
 * leaves it open whether the source has a fault of its own.
 */
const besideLine = ({ is }: Hold): Truth => (is === "clear" ? YES : is === "pending" ? UNKNOWN : NO);

/** Judges a watch at a moment: its hold, what it wastes, and what follows for the alert of its fact. */
export const judge = (core: Core, watch: number, at: Instant): void => {
  const { watches, holds } = core;
  if (core.isCatchingUp && !watches.isRule(watch)) return;
  const truth = truthOf(core, watch);
  const moment = holds.moment(watch, at);
  const before = holds.of(watch);
  const isSettled = holds.isSettled(watch, truth, moment);
  const now = isSettled ? before : hold(before, truthWord(truth), moment, watches.plan(watch));
  const isNews = watches.isWasting(watch) && count(core, watch, before, now, truth, moment);
  if (now === before || (now.is === "clear" && before.is === "clear")) {
    if (isNews) core.out.holds.set(watches.key(watch), stored(core, watch));
    return;
  }
  holds.judged(watch, moment);
  setHold(core, watch, now);
  tell(core, watch, before, now, moment);
  if (now.is === "clear") core.wasted.end(watch);
  core.out.holds.set(watches.key(watch), stored(core, watch));
  keepSignals(core, watches.seen(watch));
  keepMeasures(core, watches.seen(watch));
  if (watches.isLine(watch)) for (const source of watches.under(watch)) core.stirred.add(source);
};

/**
 * Judges all that was stirred by what happened at a moment, each once, in the order of the rulebook; but who finds a
 * fact comes before who leaves it, so that a fact which one rule hands to another at an edge of the day never ends.
 */
export const settle = (core: Core, at: Instant): void => {
  while (core.stirred.size > 0) settleOnce(core, at);
};

/** What is judged may stir more: a line its sources. */
const settleOnce = (core: Core, at: Instant): void => {
  const stirred = [...core.stirred].sort((a, b) => a - b);
  core.stirred.clear();
  const leaving: number[] = [];
  for (const watch of stirred) {
    if (core.holds.isFound(watch) && truthOf(core, watch) === NO) leaving.push(watch);
    else judge(core, watch, at);
  }
  for (const watch of leaving) judge(core, watch, at);
};

/** Puts a hold in its place and on the agenda. */
export const setHold = ({ holds, watches, agenda, things }: Core, watch: number, now: Hold): void => {
  holds.set(watch, now, watches.plan(watch));
  agenda.add(things.watches + watch, holds.dueAt(watch));
};

/** A hold as it is kept over a restart. */
export const stored = ({ watches, holds, wasted }: Core, watch: number): StoredHold => {
  const rule = watches.version(watch);
  const waste = wasted.stored(watch);
  return {
    key: watches.key(watch),
    hold: holds.of(watch),
    ...(rule !== undefined && { rule }),
    ...(waste && { waste }),
  };
};

/** What a watch has counted so far. */
export const counter =
  ({ wasted }: Core, watch: number) =>
  (at: Instant) => {
    const wh = wasted.wh(watch, at);
    return wh === null ? null : { wh, peak: wasted.peak(watch) };
  };

/** Counts what is wasted from the start of a hold on, while its condition is known to hold. True when that is news. */
const count = (core: Core, watch: number, before: Hold, now: Hold, truth: Truth, at: Instant): boolean => {
  const { wasted, watches } = core;
  if (now.is === "clear") return wasted.take(watch, Number.NaN, at);
  if (before.is === "clear" || before.since !== now.since) wasted.begin(watch, at);
  return wasted.take(watch, truth === YES ? watches.power(watch) : Number.NaN, at);
};

const tell = (core: Core, watch: number, before: Hold, now: Hold, at: Instant): void => {
  const isTold = [before, now].some(({ is }) => is === "held" || is === "lost");
  if (!isTold) return;
  const isNews = isHeard(core, watch) && isFound(before) !== isFound(now);
  if (isCue(core, watch)) {
    if (isNews) cue(core, watch, isFound(now));
    return;
  }
  const why = core.watches.isRule(watch) && core.forces.of(watch) === NO ? "out-of-force" : "condition-ended";
  const finder = core.watches.finder(watch, counter(core, watch));
  if (core.hear) core.hear(watch, { before, now, at, why }, finder);
  else publish(core, core.findings.change(finder, before, now, at, why));
  if (isNews) cue(core, watch, isFound(now));
};
