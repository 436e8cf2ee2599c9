import { computed, effect, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { WireLoad } from "#gateway/wire/load.ts";
import { route } from "../route.ts";
import { get } from "../store/api.ts";
import { clock, connection, now } from "../store/live.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The times that can be asked for: how many days, and what a row stands for. */
export const SPANS = {
  week: { days: 7, per: "shift" },
  month: { days: 28, per: "week" },
  quarter: { days: 91, per: "week" },
} as const;
export type SpanName = keyof typeof SPANS;

/** What the address asks for; anything unknown is the last seven days. */
export const spanOf = (query: Readonly<Record<string, string>>): SpanName =>
  query.span === "month" || query.span === "quarter" ? query.span : "week";

/** The load as last read, and for which span; null until then. */
export const load = signal<{ readonly span: SpanName; readonly read: WireLoad } | null>(null);
/** The last reading gave nothing. */
export const hasFailed = signal(false);
export const isReading = signal(false);

export const readLoad = async (): Promise<void> => {
  const span = spanOf(route.peek().query);
  const { days, per } = SPANS[span];
  const from = new Date(now.peek() - days * DAY_MS).toISOString();
  isReading.value = true;
  try {
    const read = await get<WireLoad>(`/api/load?from=${from}&per=${per}`);
    // Somebody may have chosen another time meanwhile.
    if (span === spanOf(route.peek().query)) load.value = { span, read };
    hasFailed.value = false;
  } catch {
    hasFailed.value = true;
  } finally {
    isReading.value = false;
  }
};

/** The stream is open before it has told the hall's time; days are counted from that, not from the browser's. */
const isTimeKnown = computed(() => connection.value === "live" && clock.value !== null);

/** Reads the load when the page is opened, another time is chosen, or the gateway is heard again. */
export const useLoad = (): void =>
  useEffect(
    () =>
      effect(() => {
        const { page, query } = route.value;
        const span = spanOf(query);
        if (page === "load" && isTimeKnown.value && load.peek()?.span !== span) void readLoad();
      }),
    [],
  );
