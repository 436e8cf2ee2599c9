import type { Evidence } from "../alert/alert.ts";
import type { Finding } from "../alert/life.ts";
import type { Hold } from "../condition/hold.ts";
import { type Instant, instant } from "../time/instant.ts";
import { advance, turnDay } from "./advance.ts";
import { type Core, core as coreOf } from "./core.ts";
import { isFound } from "./findings.ts";
import { queuePoint, takeRun } from "./intake.ts";
import type { Run } from "./journal-runs.ts";
import { judge } from "./judge.ts";
import type { Past } from "./past.ts";
import { measuresRead, pointsRead } from "./past-points.ts";
import { feedMeasures } from "./restore.ts";
import { registerDates } from "./slots.ts";
import type { StoredWaste } from "./wasted.ts";

/** A change of the hold of a finding or found rule, with all that was known at that moment. */
export type Heard = {
  /** Number of the watch in the living engine. */
  readonly watch: number;
  readonly before: Hold;
  readonly now: Hold;
  readonly at: Instant;
  readonly why: string;
  /** As it would be written on an alert; null where nothing is found any more. */
  readonly finding: Finding | null;
  readonly evidence: readonly Evidence[];
  readonly waste: StoredWaste | undefined;
};

/** The past of some rules, judged again. */
export type Replayed = {
  /** Their engine as it stands at the end: all that is known is in it, also what came late. */
  readonly hall: Core;
  /** For each of its watches the number of the same watch in the living engine. */
  readonly watches: readonly number[];
  readonly heard: readonly Heard[];
  /** Nothing is known of the time before. */
  readonly from: Instant;
};

/**
 * Judges the past of some rules again, from what the journal knows, in an engine of their own.
 *
 * @param watches  numbers of rules in the living engine, rising
 * @param from     before it nothing is known
 */
export const replay = (
  core: Core,
  past: Past,
  watches: readonly number[],
  [from, to]: readonly [Instant, Instant],
): Replayed => {
  const { site, book } = core;
  const instances = watches.map(watch => book.instances[watch]!);
  const measures = measuresRead(book, instances);
  const hall = coreOf(site, { ...book, instances, measures }, from, from);
  const points = pointsRead(site, hall.book, instances).map(({ index }) => index);
  const heard: Heard[] = [];
  hall.hear = (watch, { before, now, at, why }, finder) => {
    heard.push({
      watch: watches[watch]!,
      before,
      now,
      at,
      why,
      finding: isFound(now) ? finder.finding(now.since, now.gap, at) : null,
      evidence: finder.evidence(),
      waste: hall.wasted.stored(watch),
    });
  };
  beginReplay(hall, core, points);
  for (const { moment, point, run } of runsOf(hall, past, points, from)) {
    advance(hall, instant(Math.min(moment, to)));
    takeRun(hall, point, run);
  }
  advance(hall, to);
  return { hall, watches, heard, from };
};

/** An engine that knows the register and the activities, and has heard nothing yet. */
const beginReplay = (hall: Core, living: Core, points: readonly number[]): void => {
  const { signals, watches, book } = hall;
  for (const [slot] of registerDates(hall.site, book.slots)) signals.know(slot, living.signals.known(slot));
  for (const slot of book.slots.approved.values()) signals.know(slot, 0);
  for (const slot of book.slots.permitted.values()) signals.know(slot, 0);
  for (const slot of book.slots.keyLost.values()) signals.know(slot, 0);
  for (const slot of book.slots.silent.values()) signals.know(slot, 0);
  for (const point of [...hall.ages.keys(), ...hall.doors.badges.keys()]) signals.note(point);
  for (const point of points) queuePoint(hall, point);
  hall.activities.restore(living.activities.memos());
  hall.doors.restore(living.doors.memos());
  hall.isCatchingUp = true;
  feedMeasures(hall);
  turnDay(hall, hall.now);
  for (let watch = 0; watch < watches.rules; watch++) judge(hall, watch, hall.now);
};

type Placed = { readonly moment: number; readonly point: number; readonly run: Run };

/** Runs of points in the order of time; of what was over at the beginning only what was still believed then. */
const runsOf = (hall: Core, { journal }: Past, points: readonly number[], from: number): readonly Placed[] =>
  points
    .flatMap(point => {
      if (!journal.has(point)) return [];
      const { staleAfter } = hall.site.points[point]!;
      const runs = journal.runs(point);
      return runs
        .filter(
          (run, index) => run.last + staleAfter > from && !((runs[index + 1]?.first ?? from + 1) <= from),
        )
        .flatMap(run => (hall.ages.has(point) ? beats(run) : [run]))
        .map(run => ({ moment: Math.max(run.first, from), point, run }));
    })
    .sort((a, b) => a.moment - b.moment || a.point - b.point);

/** Most readings that a run is taken apart into. */
const MOST_BEATS = 500;

/** The single readings of a run, as far as they are known, for whoever asks how long ago the last one was. */
const beats = ({ first, last, value, spacing }: Run): readonly Run[] => {
  const step = Math.max(spacing, (last - first) / MOST_BEATS, 1);
  const count = Math.floor((last - first) / step);
  const times = Array.from({ length: count + 1 }, (_, beat) => Math.round(first + beat * step));
  if (times.at(-1) !== last) times.push(last);
  return times.map(at => ({ first: at, last: at, value, spacing: 0 }));
};
