import { CLEAR } from "../condition/hold.ts";
import { NO } from "../language/truth.ts";
import type { Core } from "./core.ts";
import { cue, isCue, isHeard } from "./cues.ts";
import { counter, setHold, truthOf } from "./judge.ts";
import { publish } from "./publish.ts";
import type { StoredHold } from "./state.ts";

/** A hold of a rule that finds something else now than when it began. */
export type Changed = { readonly watch: number; readonly stored: StoredHold };

/** Puts a hold back as it was. */
export const putBack = (core: Core, watch: number, { hold, waste }: StoredHold): void => {
  setHold(core, watch, hold);
  if (waste) core.wasted.restore(watch, waste);
  if (isCue(core, watch)) return;
  core.findings.restoreHold(core.watches.finder(watch, counter(core, watch)), hold);
};

/**
 * A finding of a rule that was changed goes on if the new text still finds it or cannot tell; else it is over, which
 * `settleAlerts` tells. What had not been found yet begins anew: nobody knows whether the new text would have held.
 */
export const carryOver = (core: Core, { watch, stored }: Changed): void => {
  const { findings, watches, out } = core;
  if (stored.hold.is !== "held" && stored.hold.is !== "lost") return;
  if (isCue(core, watch)) {
    carryCue(core, { watch, stored });
    return;
  }
  const finder = watches.finder(watch, counter(core, watch));
  if (!findings.isFoundBy(finder)) return;
  putBack(core, watch, stored);
  if (truthOf(core, watch) === NO) {
    findings.forget(finder);
    setHold(core, watch, CLEAR);
    core.wasted.end(watch);
    out.holds.set(stored.key, { key: stored.key, hold: CLEAR });
    if (isHeard(core, watch)) cue(core, watch, false);
  } else publish(core, findings.carried(finder, core.now));
};

/** A cue goes on if the new text still finds it or cannot tell; else it is over. */
const carryCue = (core: Core, { watch, stored }: Changed): void => {
  putBack(core, watch, stored);
  if (truthOf(core, watch) !== NO) return;
  setHold(core, watch, CLEAR);
  core.out.holds.set(stored.key, { key: stored.key, hold: CLEAR });
  cue(core, watch, false);
};

/** Ends what nobody finds any more: findings of rules and of targets that are gone, or that were changed. */
export const settleAlerts = (core: Core): void => {
  const { findings, book, now } = core;
  const keys = new Set(book.instances.map(({ key }) => key));
  publish(
    core,
    findings.settle((rule, target) => keys.has(`${rule}/${target}`), now),
  );
};
