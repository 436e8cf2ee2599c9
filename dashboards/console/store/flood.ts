import { computed, effect, signal, untracked } from "@preact/signals";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { now, openAlerts } from "./live.ts";

/** A flood begins with this many new alerts in ten minutes, and ends below the lower count. @see ANSI/ISA-18.2 §16, alarm floods */
export const FLOOD_FROM = 10;
export const FLOOD_UNTIL_BELOW = 5;
const TEN_MINUTES_MS = 10 * 60_000;

/** An alert that came to people: when on the hall's clock, and the fact it tells of. */
export type Arrival = { readonly id: string; readonly at: number; readonly fact: string };

/** Whether an alert came to people by itself: what another one explains, or what was told late, does not count. */
const isTold = ({ suppression, shelf, outOfService, isLate }: WireAlert): boolean =>
  suppression === null && shelf === null && outOfService === null && !isLate;

/** The arrivals of the last ten minutes, with those among `alerts` that were not counted yet. */
export const withArrivals = (
  known: readonly Arrival[],
  alerts: Iterable<WireAlert>,
  at: number,
): readonly Arrival[] => {
  const seen = new Set(known.map(({ id }) => id));
  const fresh = [...alerts]
    .filter(alert => isTold(alert) && !seen.has(alert.id))
    .map(({ id, fact, openedAt }) => ({ id, fact, at: Date.parse(openedAt) }));
  const all = [...known, ...fresh].filter(arrival => at - arrival.at < TEN_MINUTES_MS);
  return fresh.length === 0 && all.length === known.length ? known : all;
};

/** Whether it is a flood, given whether it was one: it does not end until it has become quiet. */
export const floods = (wasFlood: boolean, count: number): boolean =>
  wasFlood ? count >= FLOOD_UNTIL_BELOW : count >= FLOOD_FROM;

/** What came in the last ten minutes, also what was closed since. */
export const arrivals = signal<readonly Arrival[]>([]);
export const isFlood = signal(false);
/** The fact that most of it tells of, and how many. */
export const mainCause = computed(() => {
  const counts = new Map<string, number>();
  for (const { fact } of arrivals.value) counts.set(fact, (counts.get(fact) ?? 0) + 1);
  const [fact = "", count = 0] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  return { fact, count };
});

/** Counts what comes in. `tell` is called once as a flood begins and once as it ends. */
export const followFlood = (tell: (isFloodNow: boolean) => void): void => {
  effect(() => {
    const at = now.value;
    const open = openAlerts.value;
    if (!open) return;
    untracked(() => {
      arrivals.value = withArrivals(arrivals.value, open.values(), at);
      const isNow = floods(isFlood.value, arrivals.value.length);
      if (isNow === isFlood.value) return;
      isFlood.value = isNow;
      tell(isNow);
    });
  });
};
