import { between, type Instant } from "../time/instant.ts";
import { advance, turnDay } from "./advance.ts";
import { type Changed, carryOver, putBack, settleAlerts } from "./carry.ts";
import type { Core } from "./core.ts";
import { moveEscalations } from "./escalations-due.ts";
import { noteScan, queuePoint } from "./intake.ts";
import { judge, settle } from "./judge.ts";
import { moveLife } from "./life-due.ts";
import { noteAllListings, queueListing } from "./listings-due.ts";
import { queueNotices } from "./notices.ts";
import { moveClerks, restoreClerks } from "./office-work.ts";
import { beginPast } from "./past-begin.ts";
import { queueEscalation, queueLife } from "./publish.ts";
import { queueSilence, silenceOf } from "./silence.ts";
import { registerDates } from "./slots.ts";
import type { believable } from "./state.ts";
import { queueMeasure, stirMeasure } from "./stir.ts";
import { followAllCauses, queueRelease } from "./suppressions-due.ts";

/**
 * Brings a new engine to `start`: from nothing, or from what an earlier one left. Deadlines that passed in between
 * happen at their own times; nothing was silent only because nobody ran.
 */
export const begin = (core: Core, start: Instant, known: Known | null): void => {
  const { site, book, signals, watches } = core;
  for (const [slot, date] of registerDates(site, book.slots)) signals.know(slot, date);
  for (const slot of book.slots.approved.values()) signals.know(slot, 0);
  for (const slot of book.slots.permitted.values()) signals.know(slot, 0);
  for (const slot of book.slots.keyLost.values()) signals.know(slot, 0);
  for (const point of [...core.scans.keys(), ...core.ages.keys(), ...core.doors.badges.keys()])
    signals.note(point);
  for (const { index } of site.points) signals.touch(index);
  const changed = known ? restore(core, known, start) : [];
  if (core.past) beginPast(core, core.past, known?.state ?? null, start);
  for (const { index } of site.points) {
    queuePoint(core, index);
    const silent = book.slots.silent.get(index);
    if (silent !== undefined) signals.know(silent, silenceOf(core, index));
  }
  core.isCatchingUp = true;
  core.startedAt = start;
  queueEscalation(core);
  queueLife(core);
  queueNotices(core);
  queueRelease(core);
  queueListing(core);
  queueSilence(core);
  feedMeasures(core);
  turnDay(core, core.now);
  for (const each of changed) carryOver(core, each);
  for (let watch = 0; watch < watches.rules; watch++) judge(core, watch, core.now);
  settleAlerts(core);
  advance(core, start);
  core.isCatchingUp = false;
  core.agenda.add(core.things.escalation, Math.max(core.escalations.first(), start));
  core.agenda.add(
    core.things.notice,
    Math.max(Math.min(core.dispatch.soonest(), core.reminders.soonest()), start),
  );
  watches.refresh();
  for (let watch = watches.rules; watch < watches.count; watch++) judge(core, watch, core.now);
  settle(core, core.now);
  followAllCauses(core);
  noteAllListings(core);
};

type Known = ReturnType<typeof believable>;

/** Functions over time that are new, or missed something, are fed with what is known now. */
export const feedMeasures = (core: Core): void => {
  const { measures, now } = core;
  for (let measure = 0; measure < measures.count; measure++) {
    if (measures.isBehind(measure)) stirMeasure(core, measure, now);
    else queueMeasure(core, measure);
  }
  core.stirred.clear();
};

/** Puts back what was stored; returns what was found by rules that find something else now. */
const restore = (core: Core, { state, movedBy }: Known, start: Instant): readonly Changed[] => {
  const { site, signals, measures, watches, findings, escalations } = core;
  const points = new Map(site.points.map(({ id, index }) => [id, index]));
  for (const signal of state.signals) {
    const point = points.get(signal.point);
    if (point === undefined) continue;
    signals.restore(point, signal, core.now);
    noteScan(core, point, signal.at);
  }
  for (const memo of measures.restore(state.memos)) core.out.memos.set(memo.key, memo);
  if (movedBy !== 0) measures.move(movedBy);
  const numbers = new Map<string, number>();
  for (let watch = 0; watch < watches.count; watch++) numbers.set(watches.key(watch), watch);
  const changed: Changed[] = [];
  for (const each of state.holds) {
    const watch = numbers.get(each.key);
    if (watch === undefined) continue;
    const isSame = each.rule === undefined || each.rule === watches.version(watch);
    if (isSame) putBack(core, watch, each);
    else changed.push({ watch, stored: each });
  }
  core.activities.restore(state.memos);
  core.doors.restore(state.memos);
  core.roster.restore(state.memos);
  const values = new Map(state.memos.map(({ key, value }) => [key, value]));
  const alerts = core.life
    .restore(state.alerts, state.memos)
    .map(alert => escalations.restored(alert, values));
  findings.restore(core.past?.restoreAlerts(alerts, state.memos) ?? alerts);
  for (const alert of alerts) escalations.follow(alert);
  core.suppressions.restore(alerts, state.memos);
  core.listings.restore(alerts, state.memos);
  core.unheard.restore(state.memos, state.signals, between(state.at, start));
  core.dispatch.restore(state.memos, alerts, core.now);
  core.reminders.restore(state.memos);
  restoreClerks(core, state);
  if (movedBy !== 0) {
    moveEscalations(core, movedBy);
    moveLife(core, movedBy);
    core.dispatch.move(movedBy, core.now);
    core.reminders.move(movedBy);
    moveClerks(core, movedBy);
  }
  return changed;
};
