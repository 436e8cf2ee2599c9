import type { HallCalendar } from "../time/calendar.ts";
import { type Instant, type Millis, millis } from "../time/instant.ts";
import type { ReplayedAlert } from "./replayed-alert.ts";
import { weekOf } from "./weeks.ts";

/** What is different about an alert that both sides have. */
export type Change = "opened" | "cleared" | "priority" | "level" | "clauses" | "told" | "times";

/** An alert that is there before and after, but not as it was. */
export type Moved = {
  readonly before: ReplayedAlert;
  readonly after: ReplayedAlert;
  readonly changes: readonly Change[];
  /** How much later it is found (negative: earlier). */
  readonly opened: Millis;
  /** How much later it is cleared; null unless it is cleared on both sides. */
  readonly cleared: Millis | null;
};

/** What a change of the rules does to the alerts of the same past. */
export type Difference = {
  /** Alerts that only the new rules raise. */
  readonly come: readonly ReplayedAlert[];
  /** Alerts that only the old rules raise. */
  readonly gone: readonly ReplayedAlert[];
  readonly moved: readonly Moved[];
  /** How many are the same. */
  readonly same: number;
};

/** How many alerts come, go and move for one rule, zone or week. */
export type Tally = {
  readonly key: string;
  readonly come: number;
  readonly gone: number;
  readonly moved: number;
};

/**
 * Compares what two sets of rules made of the same past. Two alerts are the same one when they are about the same thing,
 * overlap in time, and name the same fact or at least one clause that is the same; of several the longest overlap counts.
 */
export const difference = (before: readonly ReplayedAlert[], after: readonly ReplayedAlert[]): Difference => {
  const news = Map.groupBy(after, ({ target }) => target);
  const olds = Map.groupBy(before, ({ target }) => target);
  const pairs = new Map<ReplayedAlert, ReplayedAlert>();
  for (const [target, alerts] of olds)
    for (const [old, now] of pair(alerts, news.get(target) ?? [])) pairs.set(old, now);
  const taken = new Set(pairs.values());
  const both = before.flatMap(old => {
    const now = pairs.get(old);
    return now ? [compared(old, now)] : [];
  });
  const moved = both.filter(({ changes }) => changes.length > 0);
  return {
    come: after.filter(alert => !taken.has(alert)),
    gone: before.filter(alert => !pairs.has(alert)),
    moved,
    same: both.length - moved.length,
  };
};

/** Alerts of priority 1 or 2 that nobody would be told of any more, or only as something lesser. */
export const lostUrgent = ({ gone, moved }: Difference): readonly ReplayedAlert[] => [
  ...gone.filter(({ priority }) => priority <= 2),
  ...moved
    .filter(({ before, after }) => before.priority <= 2 && after.priority > 2)
    .map(({ before }) => before),
];

/** The difference by rule, most changed first. An alert of several rules counts for each. */
export const byRule = (difference: Difference): readonly Tally[] => tallies(difference, ({ rules }) => rules);

export const byZone = (difference: Difference): readonly Tally[] => tallies(difference, ({ zone }) => [zone]);

/** The difference by ISO week of the opening, in order. */
export const byWeek = (difference: Difference, calendar: HallCalendar): readonly Tally[] =>
  [...tallies(difference, ({ openedAt }) => [weekOf(calendar.dateAt(openedAt))])].sort((a, b) =>
    a.key < b.key ? -1 : 1,
  );

const tallies = (
  { come, gone, moved }: Difference,
  keysOf: (alert: ReplayedAlert) => readonly string[],
): readonly Tally[] => {
  const counts = new Map<string, { come: number; gone: number; moved: number }>();
  const count = (alert: ReplayedAlert, what: "come" | "gone" | "moved"): void => {
    for (const key of keysOf(alert)) {
      const known = counts.get(key) ?? { come: 0, gone: 0, moved: 0 };
      known[what]++;
      counts.set(key, known);
    }
  };
  for (const alert of come) count(alert, "come");
  for (const alert of gone) count(alert, "gone");
  for (const { before } of moved) count(before, "moved");
  const size = (tally: Tally): number => tally.come + tally.gone + tally.moved;
  return [...counts]
    .map(([key, tally]) => ({ key, ...tally }))
    .sort((a, b) => size(b) - size(a) || (a.key < b.key ? -1 : 1));
};

type Pair = readonly [old: ReplayedAlert, now: ReplayedAlert];

/** Pairs the alerts of one thing, both in the order of their opening; each belongs to one pair at most. */
const pair = (olds: readonly ReplayedAlert[], news: readonly ReplayedAlert[]): readonly Pair[] => {
  const longest = news.reduce((most, alert) => Math.max(most, end(alert) - alert.openedAt), 0);
  const candidates: (readonly [...Pair, kinship: number, overlap: number])[] = [];
  let first = 0;
  for (const old of olds) {
    while (first < news.length && (news[first] as ReplayedAlert).openedAt + longest < old.openedAt) first++;
    for (let index = first; index < news.length; index++) {
      const now = news[index] as ReplayedAlert;
      if (now.openedAt > end(old)) break;
      const overlap = Math.min(end(old), end(now)) - Math.max(old.openedAt, now.openedAt);
      const kinship = kinshipOf(old, now);
      if (overlap >= 0 && kinship > 0) candidates.push([old, now, kinship, overlap]);
    }
  }
  // Ties are settled by what comes first, so that the same input gives the same answer.
  candidates.sort((a, b) => b[2] - a[2] || b[3] - a[3]);
  const used = new Set<ReplayedAlert>();
  const pairs: Pair[] = [];
  for (const [old, now] of candidates) {
    if (used.has(old) || used.has(now)) continue;
    used.add(old).add(now);
    pairs.push([old, now]);
  }
  return pairs;
};

const kinshipOf = (old: ReplayedAlert, now: ReplayedAlert): number =>
  old.fact === now.fact ? 2 : old.clauses.some(clause => now.clauses.includes(clause)) ? 1 : 0;

/** An alert that was never cleared goes on for ever. */
const end = ({ clearedAt }: ReplayedAlert): number => clearedAt ?? Number.MAX_SAFE_INTEGER;

const compared = (before: ReplayedAlert, after: ReplayedAlert): Moved => {
  const differs: Readonly<Record<Change, boolean>> = {
    opened: before.openedAt !== after.openedAt,
    cleared: before.clearedAt !== after.clearedAt,
    priority: before.priority !== after.priority,
    level: before.level !== after.level,
    clauses: !sameWords(before.clauses, after.clauses),
    told: !sameWords(rolesOf(before), rolesOf(after)),
    times: before.occurrences !== after.occurrences,
  };
  return {
    before,
    after,
    changes: (Object.keys(differs) as Change[]).filter(change => differs[change]),
    opened: between(before.openedAt, after.openedAt),
    cleared:
      before.clearedAt === null || after.clearedAt === null
        ? null
        : between(before.clearedAt, after.clearedAt),
  };
};

const between = (from: Instant, to: Instant): Millis => millis(to - from);

const rolesOf = ({ tellings }: ReplayedAlert): readonly string[] => tellings.map(({ role }) => role);

const sameWords = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.toSorted().join() === b.toSorted().join();
