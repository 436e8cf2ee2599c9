import { moved } from "../condition/hold.ts";
import { after, type Instant, type Millis, millis } from "../time/instant.ts";
import { advance, turnDay } from "./advance.ts";
import { clockMoved } from "./clock-moved.ts";
import type { Core } from "./core.ts";
import { moveEscalations } from "./escalations-due.ts";
import { queuePoint } from "./intake.ts";
import { setHold, stored } from "./judge.ts";
import { keepSignals } from "./keep.ts";
import { moveLife } from "./life-due.ts";
import { moveListings } from "./listings-due.ts";
import { moveClerks } from "./office-work.ts";
import { publish } from "./publish.ts";
import { moveSilence } from "./silence.ts";
import { moveReleases } from "./suppressions-due.ts";

/**
 * Goes on at another time of day. What has passed stays passed and no more: ages, holds and deadlines move with the
 * clock; only what the hour itself decides (what is in force, which date it is) is judged anew.
 */
export const moveClock = (core: Core, by: Millis, at: Instant): void => {
  advance(core, after(at, millis(-by)));
  core.now = at;
  core.signals.move(by);
  core.watches.refresh();
  core.measures.move(by);
  core.wasted.move(by);
  core.holds.forget();
  core.agenda.clear();
  for (const { index } of core.site.points) {
    queuePoint(core, index);
    keepSignals(core, [index]);
  }
  for (let watch = 0; watch < core.watches.count; watch++) {
    setHold(core, watch, moved(core.holds.of(watch), by));
    core.out.holds.set(core.watches.key(watch), stored(core, watch));
  }
  turnDay(core, at);
  const { subject, finding, evidence } = clockMoved(core.site, by, at);
  moveEscalations(core, by);
  moveLife(core, by);
  moveReleases(core, by);
  moveListings(core, by);
  moveSilence(core, by);
  core.dispatch.move(by, at);
  core.reminders.move(by);
  moveClerks(core, by);
  for (const memo of core.past?.moveClock(by, at) ?? []) core.out.memos.set(memo.key, memo);
  publish(core, core.findings.happened(subject, finding, evidence, at));
};
