import { batch, computed, type Signal, signal } from "@preact/signals";
import type { WireClosing } from "#gateway/wire/closing.ts";
import type { WireHall, WireHours } from "#gateway/wire/hall.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import type { StreamEvents } from "#gateway/wire/stream.ts";
import { firstLink, type HallClock, hallTime, type Link, linkView } from "./link.ts";
import { byUrgency, countByPriority, type OpenAlerts, withAlerts, withNews } from "./reduce.ts";
import { countTrust } from "./trust.ts";

/** The hall as this page knows it. Only `store/` writes these; everything else reads. */
export const hall = signal<WireHall | null>(null);
/** Null until the first snapshot: no alerts known is not the same as no alerts. */
export const openAlerts = signal<OpenAlerts | null>(null);
/** While the page shows what an earlier visit knew: when that was, on the hall's clock. Null: what it shows it has heard. */
export const rememberedFrom = signal<number | null>(null);
/** One signal a point, so that a reading redraws one row. The map itself changes only with a snapshot. */
export const points = signal<ReadonlyMap<string, Signal<WirePoint>>>(new Map());
export const closing = signal<WireClosing | null>(null);
/** What people have to do, in short, and which papers changed; null until the gateway told it. */
export const papers = signal<StreamEvents["papers"] | null>(null);
export const hours = signal<WireHours | null>(null);
/** What the gateway says is wrong with itself. */
export const problems = signal<readonly string[]>([]);
/** Counts the alerts that were closed since the page was opened: lists of closed ones read again when it changes. */
export const closings = signal(0);
export const link = signal<Link>(firstLink(performance.now()));
export const clock = signal<HallClock | null>(null);
/** The browser's monotonic clock, once a second. */
export const tick = signal(performance.now());

/** Now, on the hall's clock, in ms since 1970. */
export const now = computed(() =>
  clock.value ? hallTime(clock.value, Math.max(tick.value, clock.value.heardAt)) : Date.now(),
);
export const connection = computed(() => linkView(link.value, Math.max(tick.value, link.value.heardAt ?? 0)));
export const isLost = computed(() => connection.value === "lost");
/** Where the hall's clock stood when the gateway was last heard. */
export const frozenAt = computed(() => {
  const { heardAt } = link.value;
  return clock.value && heardAt !== null ? hallTime(clock.value, heardAt) : null;
});
export const timeZone = computed(() => hall.value?.timeZone ?? "UTC");
export const alertsByUrgency = computed(() => [...(openAlerts.value?.values() ?? [])].sort(byUrgency));
export const openCounts = computed(() => countByPriority(openAlerts.value?.values() ?? []));
export const trust = computed(() =>
  countTrust(
    [...points.value.values()].map(point => point.value),
    now.value,
    !isLost.value,
  ),
);

/** What each event of the stream does to the store. */
export const apply: { readonly [K in keyof StreamEvents]: (event: StreamEvents[K]) => void } = {
  snapshot: event =>
    batch(() => {
      setClock(event.at);
      points.value = new Map(event.points.map(point => [point.point, signal(point)]));
      closing.value = event.closing;
      hours.value = event.hours;
      openAlerts.value = withAlerts(new Map(), event.alerts);
      rememberedFrom.value = null;
      closings.value++;
    }),
  alerts: ({ alerts }) => {
    openAlerts.value = withAlerts(openAlerts.value ?? new Map(), alerts);
    closings.value += alerts.filter(({ label }) => label === "closed").length;
  },
  points: event => {
    for (const news of event.points) {
      const point = points.value.get(news.point);
      if (point) point.value = withNews(point.value, news);
    }
  },
  closing: event => {
    closing.value = event;
  },
  papers: event => {
    papers.value = event;
  },
  hours: event => {
    hours.value = event;
  },
  beat: event => {
    setClock(event.at);
    if (event.problems.join("\n") !== problems.value.join("\n")) problems.value = event.problems;
  },
};

const setClock = (at: string): void => {
  clock.value = { at: Date.parse(at), heardAt: performance.now(), speed: hall.value?.speed ?? 1 };
};
