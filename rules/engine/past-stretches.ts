import { amend } from "../alert/amend.ts";
import type { Instant } from "../time/instant.ts";
import { Findings, isFound } from "./findings.ts";
import { keepLate } from "./open-alerts.ts";
import { learned, pastFinder } from "./past-finders.ts";
import type { Judging } from "./past-known.ts";
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
export const tellStretches = (judging: Judging, heard: readonly Heard[]): void => {
  for (const [key, ofFact] of byFact(judging, heard)) {
    const stretches = stretchesOf(ofFact).filter(({ from, to }) => to !== from);
    endEarlier(judging, key, stretches);
    for (const stretch of stretches)
      if (stretch.to !== null && isNews(judging, key, stretch)) tell(judging, stretch);
  }
};

/** What was heard of each fact of each thing, by `<fact>/<target>`. */
const byFact = ({ core }: Judging, heard: readonly Heard[]): ReadonlyMap<string, readonly Heard[]> =>
  Map.groupBy(heard, ({ watch }) => spanKey(core.watches.finder(watch, nothing).subject));

/**
 * What nobody knows of and concerns the present, by watch: a stretch that goes on; where a finding that is believed to go
 * on was over in between, everything that was found after that.
 *
 * @param ended  when each rule that finds something now found it no more for the first time; null: it never did
 */
export const unknownNow = (
  judging: Judging,
  heard: readonly Heard[],
  ended: (watch: number) => Instant | null,
): ReadonlyMap<number, readonly Heard[]> => {
  const { core } = judging;
  const news = [...byFact(judging, heard)].flatMap(([key, ofFact]) => {
    const stretches = stretchesOf(ofFact);
    const living = [...new Set(ofFact.map(({ watch }) => watch))].filter(watch => core.holds.isFound(watch));
    if (living.length === 0) {
      const last = stretches.at(-1);
      return last && last.to === null && isNews(judging, key, last) ? last.heard : [];
    }
    const ends = living.map(ended);
    if (ends.includes(null)) return [];
    const over = Math.max(...ends.map(Number));
    return stretches
      .filter(({ from, heard: all }) => from > over && isJudged(judging, all, from))
      .flatMap(stretch => stretch.heard.filter(({ watch }) => !living.includes(watch)));
  });
  return Map.groupBy(news, ({ watch }) => watch);
};

const nothing = (): null => null;

/** Whether it can be believed, and nobody knows of it. */
const isNews = (judging: Judging, key: string, { from, to, heard }: Stretch): boolean =>
  judging.past.spans.overlap(key, from, to) === undefined && isJudged(judging, heard, from);

/** Whether the rules that found it knew enough, and were there. */
const isJudged = (judging: Judging, heard: readonly Heard[], from: Instant): boolean =>
  heard.every(each => isSure(judging, each) && judging.past.since(ruleOf(judging, each)) <= from);

const isSure = ({ know }: Judging, { watch, at }: Heard): boolean => know(watch).isFull(at);

const ruleOf = ({ core }: Judging, { watch }: Heard): string => core.book.instances[watch]!.rule.id;

const tell = ({ core, past, at }: Judging, { from, heard }: Stretch): void => {
  // What was put aside was put aside for what happens now; what is out of service was so then too.
  const findings = new Findings(about => ({ outOfService: core.life.services.covering(about, from) }));
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

const endEarlier = (judging: Judging, key: string, stretches: readonly Stretch[]): void => {
  const { core, past, at } = judging;
  const alert = core.findings.open(key);
  if (alert?.condition !== "clear" || alert.clearedAt === null) return;
  const known = past.spans.of(key).find(([, to]) => to === alert.clearedAt);
  if (!known) return;
  const [from, until] = known;
  const last = stretches.findLast(stretch => stretch.from <= (until ?? at) && (stretch.to ?? at) >= from);
  if (!last || last.to === null || last.to >= alert.clearedAt || last.to < from) return;
  if (!last.heard.every(each => isSure(judging, each))) return;
  const wasted = last.from === from ? wastedIn(judging, last) : new Map<string, number>();
  const why = last.heard.at(-1)?.why ?? "condition-ended";
  publish(core, core.findings.keep(learned([amend(alert, last.to, wasted, why)], at)));
};

/** Energy in W·h that each rule counted, where it counts any. */
const wastedIn = (judging: Judging, { heard }: Stretch): ReadonlyMap<string, number> => {
  const wasted = new Map<string, number>();
  const counted = new Wasted();
  for (const each of heard) {
    if (!each.waste) continue;
    counted.restore(each.watch, each.waste);
    wasted.set(ruleOf(judging, each), counted.wh(each.watch, each.at) ?? 0);
  }
  return wasted;
};
