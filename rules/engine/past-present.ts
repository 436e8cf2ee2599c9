import type { Hold } from "../condition/hold.ts";
import type { Instant } from "../time/instant.ts";
import type { Core } from "./core.ts";
import { isFound } from "./findings.ts";
import { setHold, stored } from "./judge.ts";
import { learned, pastFinder } from "./past-finders.ts";
import type { Judging } from "./past-known.ts";
import { measuresRead } from "./past-points.ts";
import type { Heard, Replayed } from "./past-replay.ts";
import { unknownNow } from "./past-stretches.ts";
import { publish } from "./publish.ts";
import { spanKey } from "./spans.ts";
import { queueMeasure } from "./stir.ts";

/** What the living engine takes over of one rule: changes of its finding, in the order of time, and the hold as it is. */
type Taken = { readonly changes: readonly Heard[]; readonly hold: Hold };

/**
 * Brings the present in line with what was learned of the past: holds that have been running for longer, or shorter,
 * than was known; findings that still go on, or were over and began anew.
 */
export const updatePresent = (judging: Judging, replayed: Replayed): void => {
  const { core, at } = judging;
  const { hall, watches, heard } = replayed;
  const byWatch = Map.groupBy(heard, ({ watch }) => watch);
  const taken = new Map<number, Taken & { readonly index: number }>();
  for (const [index, watch] of watches.entries()) {
    const take = takenOver(judging, replayed, { index, watch, heard: byWatch.get(watch) ?? [] });
    if (take) taken.set(watch, { ...take, index });
  }
  const ended = (watch: number): Instant | null => taken.get(watch)?.changes[0]?.at ?? null;
  for (const [watch, news] of unknownNow(judging, heard, ended)) {
    const index = watches.indexOf(watch);
    taken.set(watch, { changes: news, hold: hall.holds.of(index), index });
  }
  const changes = [...taken.values()].flatMap(take => take.changes).toSorted((a, b) => a.at - b.at);
  for (const change of changes) apply(core, change, at);
  for (const [watch, { hold, index }] of taken) {
    setHold(core, watch, hold);
    const waste = hall.wasted.stored(index);
    if (waste) core.wasted.restore(watch, waste);
    else core.wasted.end(watch);
    core.out.holds.set(core.watches.key(watch), stored(core, watch));
  }
  for (const watch of watches) core.holds.moment(watch, at);
  takeMeasures(judging, replayed);
};

type Own = {
  readonly index: number;
  readonly watch: number;
  readonly heard: readonly Heard[];
};

const takenOver = (judging: Judging, { hall }: Replayed, own: Own): Taken | null => {
  const { core, past, at } = judging;
  const { index, watch, heard } = own;
  const living = core.holds.of(watch);
  const hold = hall.holds.of(index);
  const known = judging.know(watch);
  const turns = heard.filter(each => isFound(each.before) !== isFound(each.now));
  if (isFound(living)) {
    const { length } = core.watches.plan(watch);
    const later = turns.filter(each => each.at > living.since + length + living.gap);
    const changes = later[0] && isFound(later[0].now) ? later.slice(1) : later;
    return changes.length > 0 && changes.every(each => known.isFull(each.at)) ? { changes, hold } : null;
  }
  const since = past.since(core.book.instances[watch]!.rule.id);
  if (isFound(hold)) {
    const found = turns.at(-1);
    if (!found || found.at < since || !known.isFull(found.at) || isTold(judging, found)) return null;
    const lost = heard.findLast(each => each.now.is === "lost" && each.at >= found.at);
    return { changes: hold.is === "lost" && lost ? [found, lost] : [found], hold };
  }
  const isSure = living.is !== "clear" && known.since <= living.since && known.isFull(at);
  if (hold.is === "clear") return isSure ? { changes: [], hold } : null;
  const isMore = living.is === "clear" || hold.since < living.since || hold.gap < living.gap;
  const isNew = isMore && hold.since >= since && known.isFull(hold.since);
  return isSure || isNew ? { changes: [], hold } : null;
};

/** Whether the fact is known to have been found, and to have been over, since then: nobody is told twice. */
const isTold = ({ core, past }: Judging, { watch, at }: Heard): boolean => {
  const { subject } = core.watches.finder(watch, () => null);
  return past.spans.of(spanKey(subject)).some(([, to]) => to !== null && to >= at);
};

const apply = (core: Core, change: Heard, at: Instant): void => {
  const { watch, now, why } = change;
  const before = core.holds.of(watch);
  if (change.waste) core.wasted.restore(watch, change.waste);
  setHold(core, watch, now);
  const finder = pastFinder(core, change, at);
  publish(core, learned(core.findings.change(finder, before, now, change.at, why), at));
};

/** Functions over time that know more of their window now. */
const takeMeasures = ({ core, at, know }: Judging, { hall, watches }: Replayed): void => {
  const full = watches.filter(watch => know(watch).isFull(at));
  const instances = full.map(watch => core.book.instances[watch]!);
  const own = measuresRead(core.book, instances).map(({ low }) => low);
  const memos = own.flatMap(low => {
    const measure = hall.measures.at(low);
    return measure === undefined ? [] : [hall.measures.memo(measure)];
  });
  core.measures.restore(memos);
  for (const memo of memos) core.out.memos.set(memo.key, memo);
  for (const low of own) {
    const measure = core.measures.at(low);
    if (measure !== undefined) queueMeasure(core, measure);
  }
};
