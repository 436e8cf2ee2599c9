import { QUALITIES, type ReadingColumns } from "../reading/columns.ts";
import type { Reading } from "../reading/reading.ts";
import type { Instant } from "../time/instant.ts";
import type { Core } from "./core.ts";
import type { Run } from "./journal-runs.ts";
import { judge, settle } from "./judge.ts";
import { keepSignals } from "./keep.ts";
import { noteListing } from "./listings-due.ts";
import { heardByClerks } from "./office-work.ts";
import type { Change } from "./signals.ts";
import { noteSilence } from "./silence.ts";
import { dayNumber } from "./slots.ts";
import { stir, stirMeasure } from "./stir.ts";

/** Takes a reading in, and judges what it concerns. */
export const takeReading = (core: Core, reading: Reading): void => {
  const { point, value, at, receivedAt } = reading;
  if (reading.quality === "good") {
    if (!isKeptBack(core, reading)) takeGood(core, point, value, at, receivedAt);
    heardByClerks(core, point, earlier(at, receivedAt), value);
    return;
  }
  if (reading.quality === "bad") core.past?.failed(point, at);
  const change = core.signals.takeUnjudged(reading);
  changed(core, point, at, change);
  if (change === "state") heardByClerks(core, point, core.now, null);
};

/** Whether a reading waits until the past is judged again. One that is older than what is known changes nothing now. */
const isKeptBack = (core: Core, { point, value, at, receivedAt }: Reading): boolean => {
  const { past, signals, now, agenda, things, out } = core;
  if (!past || !signals.isRead(point)) return false;
  const reading = { at: Math.min(at, receivedAt), value };
  const late = past.note(point, reading, signals.known(point), now);
  if (late.is === "no") return false;
  if (late.memo) out.memos.set(late.memo.key, late.memo);
  agenda.add(things.past, past.waiting.dueAt());
  return late.is === "present";
};

/** A stretch over which a point said the same: heard first and last. */
export const takeRun = (core: Core, point: number, { first, last, value }: Run): void => {
  const { signals } = core;
  if (Number.isNaN(value)) {
    const failure = {
      point,
      value,
      at: first as Instant,
      receivedAt: first as Instant,
      quality: "bad",
    } as const;
    changed(core, point, first as Instant, signals.takeUnjudged(failure));
    return;
  }
  const change = signals.takeGood(point, value, first as Instant, last, core.now);
  taken(core, point, first as Instant, change);
};

/**
 * Takes recorded readings in, each at its own time; a year of them must not be garbage.
 *
 * @param advance  lets everything happen that is due up to a moment
 */
export const takeColumns = (
  core: Core,
  { rows, at, value, point, quality }: ReadingColumns,
  advance: (core: Core, to: Instant) => void,
): void => {
  for (let row = 0; row < rows; row++) {
    const moment = at[row] as Instant;
    if (moment > core.now) advance(core, moment);
    if (quality[row] === 0) {
      takeGood(core, point[row]!, value[row]!, moment, moment);
      heardByClerks(core, point[row]!, moment, value[row]!);
    } else
      takeReading(core, {
        point: point[row]!,
        value: value[row]!,
        at: moment,
        receivedAt: moment,
        quality: QUALITIES[quality[row]!] ?? "bad",
      });
  }
};

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

const takeGood = (core: Core, point: number, value: number, at: Instant, receivedAt: Instant): void => {
  const { signals } = core;
  const change = signals.takeGood(point, value, at, Math.min(at, receivedAt), core.now);
  taken(core, point, at, change);
};

/** A good reading is known: all that it changes first, then what follows from it. */
const taken = (core: Core, point: number, at: Instant, change: Change): void => {
  if (!core.signals.isNoted(point)) {
    changed(core, point, at, change);
    return;
  }
  const moment = Math.min(at, core.now) as Instant;
  note(core, point, at, moment);
  changed(core, point, at, change);
  settle(core, moment);
};

/** A reading of which more counts than its value: that it is a scan, that it was made, or when a badge was shown. */
const note = (core: Core, point: number, at: Instant, moment: Instant): void => {
  noteBadge(core, point, moment);
  const scan = noteScan(core, point, at);
  if (scan !== null) stir(core, scan, moment);
  for (const measure of core.ages.get(point) ?? []) stirMeasure(core, measure, moment);
};

/** A badge counts as it was permitted when it was shown. */
const noteBadge = (core: Core, point: number, moment: Instant): void => {
  const { doors, book, signals } = core;
  const door = doors.badges.get(point);
  const slot = door === undefined ? undefined : book.slots.permitted.get(door);
  if (door === undefined || slot === undefined) return;
  const permitted = doors.isPermitted(door, moment) ? 1 : 0;
  if (signals.known(slot) === permitted) return;
  signals.know(slot, permitted);
  stir(core, slot, moment);
};

/**
 * A scan of an extinguisher is an inspection of the day that it was made on: the slot that it moved on; null when it was
 * none or is no news.
 */
export const noteScan = ({ scans, site, signals }: Core, point: number, at: Instant): number | null => {
  const slot = scans.get(point);
  if (slot === undefined || at === 0) return null;
  const day = dayNumber(site.calendar.dateAt(at));
  if (day <= signals.known(slot)) return null;
  signals.know(slot, day);
  return slot;
};

const changed = (core: Core, point: number, at: Instant, change: Change): void => {
  if (change === "none" || (change === "value" && !core.signals.isRead(point))) return;
  if (change === "state") queuePoint(core, point);
  react(core, point, Math.min(at, core.now) as Instant, change);
};

/** What is known of a point changed: judges what reads it. */
export const react = (core: Core, point: number, at: Instant, change: "value" | "state"): void => {
  const { fed, watches } = core;
  if (change === "value" && fed.from[point] === fed.from[point + 1]) {
    const { from, users } = watches.uses;
    const end = from[point + 1]!;
    for (let use = from[point]!; use < end; use++) judge(core, users[use]!, at);
    return;
  }
  stirPoint(core, point, at, change);
  settle(core, at);
};

/** Stirs all that what is known of a point concerns; `settle` judges it. */
export const stirPoint = (core: Core, point: number, at: Instant, change: "value" | "state"): void => {
  stir(core, point, at);
  if (change === "value") return;
  keepSignals(core, [point]);
  noteSilence(core, point, at);
  const source = core.watches.sourceOf(point);
  if (source === core.watches.count) return;
  core.watches.refresh(source);
  core.stirred.add(source);
  const line = core.watches.lineOf(source);
  if (line !== null) core.stirred.add(line);
  noteListing(core, point, at);
};

/** Puts the moment on the agenda at which a point turns stale unless something new is heard. */
export const queuePoint = ({ signals, agenda, things }: Core, point: number): void => {
  if (!signals.isBlind(point)) agenda.add(things.points + point, signals.staleAt(point));
};
