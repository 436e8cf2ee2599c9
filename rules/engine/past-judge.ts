import { type Instant, instant } from "../time/instant.ts";
import type { Core } from "./core.ts";
import { takeRun } from "./intake.ts";
import { judge } from "./judge.ts";
import type { Past } from "./past.ts";
import { judging } from "./past-known.ts";
import { pointsRead } from "./past-points.ts";
import { updatePresent } from "./past-present.ts";
import { replay } from "./past-replay.ts";
import { tellStretches } from "./past-stretches.ts";
import { HORIZON, spanKey } from "./spans.ts";
import { eachUser } from "./uses.ts";

/**
 * Judges the past again with what has come late: the present at once, the past as a whole when no more is coming.
 */
export const judgePast = (core: Core, past: Past, at: Instant): void => {
  const { waiting, journal, counts } = past;
  if (!(waiting.dueAt() <= at)) {
    queuePast(core, past);
    return;
  }
  const isWhole = waiting.isWhole(at);
  for (const [point, readings] of waiting.take()) {
    const before = journal.lastAt(point);
    const news = journal.insert(point, readings);
    counts.known += readings.length - news.length;
    if (news.length > 0) waiting.learn(point, { isNewest: !(journal.lastAt(point) <= before) });
  }
  const points = waiting.next(isWhole);
  const watches = concerned(core, points);
  if (watches.length > 0) judgeAgain(core, past, watches, at, isWhole);
  for (const point of points) if (waiting.isNewest(point)) sayNow(core, past, point);
  for (const watch of watches) judge(core, watch, at);
  waiting.done(points, isWhole, at);
  const memo = past.learnedMemo();
  core.out.memos.set(memo.key, memo);
  for (const forgotten of isWhole ? past.spans.forget(at - HORIZON) : [])
    core.out.memos.set(forgotten.key, forgotten);
  queuePast(core, past);
};

/** Puts the next judging of the past on the agenda. */
export const queuePast = ({ agenda, things }: Core, { waiting }: Past): void =>
  agenda.add(things.past, waiting.dueAt());

const judgeAgain = (
  core: Core,
  past: Past,
  watches: readonly number[],
  at: Instant,
  isWhole: boolean,
): void => {
  const { site, book } = core;
  const instances = watches.map(watch => book.instances[watch]!);
  const reaches = pointsRead(site, book, instances)
    .filter(({ index }) => past.journal.has(index))
    .map(({ index }) => past.journal.reach(index));
  const from = instant(Math.min(at, Math.max(at - HORIZON, Math.min(...reaches))));
  const replayed = replay(core, past, watches, [from, at]);
  past.counts.replays++;
  const own = judging(core, past, at);
  if (isWhole) tellStretches(own, replayed.heard);
  updatePresent(own, replayed);
};

/** The newest word of a point is how things are. */
const sayNow = (core: Core, { journal }: Past, point: number): void => {
  const [last, value] = [journal.lastAt(point), journal.lastValue(point)];
  if (!Number.isNaN(value)) takeRun(core, point, { first: last, last, value, spacing: 0 });
};

/** The rules that points concern, with all others that find the same facts of the same things; in rising order. */
const concerned = (core: Core, points: readonly number[]): readonly number[] => {
  const { watches, measures, fed, ages, book } = core;
  const found = new Set<number>();
  const addReaders = (slot: number): void => eachUser(watches.uses, slot, watch => found.add(watch));
  const addMeasured = (measure: number): void => measures.slots(measure).forEach(addReaders);
  for (const point of points) {
    addReaders(point);
    eachUser(fed, point, addMeasured);
    ages.get(point)?.forEach(addMeasured);
    const silent = book.slots.silent.get(point);
    if (silent !== undefined) addReaders(silent);
  }
  const facts = new Set([...found].map(watch => factOf(core, watch)));
  for (const [watch] of book.instances.entries()) if (facts.has(factOf(core, watch))) found.add(watch);
  return [...found].sort((a, b) => a - b);
};

const factOf = ({ book }: Core, watch: number): string => {
  const { rule, target } = book.instances[watch]!;
  return spanKey({ fact: rule.fact, target: target.id });
};
