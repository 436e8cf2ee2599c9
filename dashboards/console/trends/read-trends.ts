import { effect } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { WireTrends } from "#gateway/wire/trend.ts";
import type { Stretch } from "../parts/chart-data.ts";
import type { Read } from "../parts/use-read.ts";
import { ApiError, get } from "../store/api.ts";
import { connection, now, points } from "../store/live.ts";
import { type Choice, queryOf, stretchOf } from "./choice.ts";
import type { WireTrend } from "./courses.ts";

/** Courses as they were told, and the time that they are of. */
export type Seen = {
  readonly span: Stretch;
  readonly trends: readonly WireTrend[];
  readonly unknown: readonly string[];
};

/** `why`: what the gateway said against it; empty where it gave no answer. */
export type TrendsRead = {
  readonly read: Read<Seen>;
  readonly why: string;
  again(): Promise<void>;
};

const MOST_BUCKETS = 4000;
const DAY_MS = 24 * 3_600_000;

/**
 * The courses of a choice: read at once, again every 15 s where it moves with the clock and is short, and when the gateway
 * is heard again. What was shown before stays, as old, until the next is there.
 */
export const useTrends = (choice: Choice, buckets: number): TrendsRead => {
  const [read, setRead] = useState<Read<Seen>>({ is: "reading" });
  const [why, setWhy] = useState("");
  const asks = useRef(0);
  const key = `${Object.values(queryOf(choice)).join(" ")} ${buckets}`;
  const again = async (): Promise<void> => {
    const ask = ++asks.current;
    try {
      const value = await readTrends(choice, buckets);
      if (ask !== asks.current) return;
      setRead({ is: "read", value, isOld: false });
      setWhy("");
    } catch (error) {
      if (ask !== asks.current) return;
      setWhy(error instanceof ApiError && error.status === 400 ? error.message : "");
      setRead(before => (before.is === "read" ? { ...before, isOld: true } : { is: "failed" }));
    }
  };
  useEffect(() => {
    setRead(before => (before.is === "read" ? { ...before, isOld: true } : { is: "reading" }));
    const end = effect(() => {
      if (connection.value === "live" && points.value.size > 0) void again();
    });
    const every = everyMs(choice);
    const timer =
      every === null ? null : setInterval(() => connection.peek() === "live" && void again(), every);
    return () => {
      asks.current++;
      if (timer !== null) clearInterval(timer);
      end();
    };
  }, [key]);
  return { read, why, again };
};

const everyMs = ({ span }: Choice): number | null => {
  if (span.is === "chosen") return null;
  return span.is === "hours" || span.is === "day" ? 15_000 : 300_000;
};

const readTrends = async (choice: Choice, buckets: number): Promise<Seen> => {
  const span = stretchOf(choice.span, now.peek());
  const holds = (id: string): number => (points.peek().get(id)?.peek().staleAfterSeconds ?? 0) * 1000;
  const worded = choice.points.filter(id => points.peek().get(id)?.peek().words !== undefined);
  const numbers = choice.points.filter(id => !worded.includes(id));
  // What a door said before still holds: without it nothing would be known until it says something again.
  const before = Math.min(DAY_MS, Math.max(0, ...worded.map(holds)));
  const longer = (span.to - span.from + before) / (span.to - span.from);
  const answers = await Promise.all([
    ask(numbers, span, buckets),
    ask(worded, { ...span, from: span.from - before }, Math.min(MOST_BUCKETS, Math.ceil(buckets * longer))),
  ]);
  const trends = answers.flatMap(answer => answer.trends);
  return {
    span,
    trends: choice.points.flatMap(id => trends.find(({ point }) => point === id) ?? []),
    unknown: answers.flatMap(({ unknown }) => unknown),
  };
};

const ask = async (
  ids: readonly string[],
  span: Stretch,
  buckets: number,
): Promise<Pick<WireTrends, "trends" | "unknown">> => {
  if (ids.length === 0) return { trends: [], unknown: [] };
  const asked = new URLSearchParams({ ...asking(ids, span), buckets: String(buckets) });
  return get<WireTrends>(`/api/trends?${asked}`);
};

/** What the gateway is asked about points and a time. */
export const asking = (ids: readonly string[], { from, to }: Stretch): Record<string, string> => ({
  points: ids.join(","),
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});
