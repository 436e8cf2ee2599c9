import { amend } from "../alert/amend.ts";
import type { Instant } from "../time/instant.ts";
import type { Core } from "./core.ts";
import { Findings, isFound } from "./findings.ts";
import { keepLate } from "./open-alerts.ts";
import type { Past } from "./past.ts";
import { learned, pastFinder } from "./past-finders.ts";
import { knowledge } from "./past-known.ts";
import type { Heard } from "./past-replay.ts";
import { publish } from "./publish.ts";
import { spanKey } from "./spans.ts";
import { Wasted } from "./wasted.ts";

/** A time over which a fact was found by any rule, with what happened in it; `to` null: it still is. */
export type Stretch = {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly heard: readonly Heard[];
};

/** The stretches in what was heard of one fact, in the order of time. */
export const stretchesOf = (heard: readonly Heard[]): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  const holding = new Set<number>();
  let current: Heard[] = [];
  for (const each of heard) {
    if (isFound(each.now)) holding.add(each.watch);
    else holding.delete(each.watch);
    current.push(each);
    if (holding.size > 0) continue;
    stretches.push({ from: current[0]!.at, to: each.at, heard: current });
    current = [];
  }
  if (current.length > 0) stretches.push({ from: current[0]!.at, to: null, heard: current });
  return stretches;
};

/**
 * What was found in the past and nobody knows of becomes an alert that is over; one that follows another nobody has seen
 * yet is one more occurrence of it. What was over earlier than had been known is over earlier.
 *
 * @param heard  what was heard of any fact, in the order of time
 */
export const tellStretches = (core: Core, past: Past, heard: readonly Heard[], at: Instant): void => {
  const facts = Map.groupBy(heard, ({ watch }) => spanKey(core.watches.finder(watch, nothing).subject));
  for (const [key, ofFact] of facts) {
    const stretches = stretchesOf(ofFact).filter(({ from, to }) => to !== from);
    endEarlier(core, past, key, stretches, at);
    for (const stretch of stretches) if (isNews(core, past, key, stretch)) tell(core, past, stretch, at);
  }
};

const nothing = (): null => null;

/** Whether it is over, nobody knows of it, and the rules that found it knew enough and were there. */
const isNews = (core: Core, past: Past, key: string, { from, to, heard }: Stretch): boolean =>
  to !== null &&
  past.spans.overlap(key, from, to) === undefined &&
  heard.every(
    each => isSure(core, past, each) && past.since(core.book.instances[each.watch]!.rule.id) <= from,
  );

const isSure = (core: Core, past: Past, { watch, at }: Heard): boolean =>
  knowledge(core, past, watch).isFull(at);

const tell = (core: Core, past: Past, { from, heard }: Stretch, at: Instant): void => {
  const findings = new Findings();
  const { subject } = core.watches.finder(heard[0]!.watch, nothing);
  const before = past.alerts.before(subject, from);
  if (before) findings.restore([before]);
  const wasted = new Wasted();
  for (const each of heard) {
    if (each.waste) wasted.restore(each.watch, each.waste);
    const count = (moment: Instant) => {
      const wh = wasted.wh(each.watch, moment);
      return wh === null ? null : { wh, peak: wasted.peak(each.watch) };
    };
    const finder = pastFinder(core, each, at, count);
    for (const transition of learned(findings.change(finder, each.before, each.now, each.at, each.why), at))
      keepLate(core, transition);
  }
  past.counts.found++;
};

const endEarlier = (
  core: Core,
  past: Past,
  key: string,
  stretches: readonly Stretch[],
  at: Instant,
): void => {
  const alert = core.findings.open(key);
  if (alert?.condition !== "clear" || alert.clearedAt === null) return;
  const known = past.spans.of(key).find(([, to]) => to === alert.clearedAt);
  if (!known) return;
  const [from, until] = known;
  const last = stretches.findLast(stretch => stretch.from <= (until ?? at) && (stretch.to ?? at) >= from);
  if (!last || last.to === null || last.to >= alert.clearedAt || last.to < from) return;
  if (!last.heard.every(each => isSure(core, past, each))) return;
  const wasted = last.from === from ? wastedIn(core, last) : new Map<string, number>();
  const why = last.heard.at(-1)?.why ?? "condition-ended";
  publish(core, core.findings.keep(learned([amend(alert, last.to, wasted, why)], at)));
};

/** Energy in W·h that each rule counted, where it counts any. */
const wastedIn = (core: Core, { heard }: Stretch): ReadonlyMap<string, number> => {
  const wasted = new Map<string, number>();
  const counted = new Wasted();
  for (const { watch, waste, at } of heard) {
    if (!waste) continue;
    counted.restore(watch, waste);
    wasted.set(core.book.instances[watch]!.rule.id, counted.wh(watch, at) ?? 0);
  }
  return wasted;
};
