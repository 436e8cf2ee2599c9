import { signal } from "@preact/signals";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { ApiError, get } from "../store/api.ts";
import { closings, timeZone } from "../store/live.ts";
import { type HistoryQuery, keyOf, PAGE, paramsOf } from "./query.ts";

export type AlertList = {
  readonly alerts: readonly WireAlert[];
  readonly next: string | null;
  readonly at: string;
};

/** What was found for a query so far. `at`: when it was first asked; `closings`: by which it is seen that more has happened since. */
type Found = AlertList & { readonly key: string; readonly closings: number };

/** What was found last. It stays when the person looks at one of them and comes back. */
export const found = signal<Found | null>(null);
/** What is being asked for just now. */
export const asking = signal<"nothing" | "first" | "more">("nothing");
/** Why the last asking gave nothing. */
export const failure = signal<"offline" | "failed" | "refused" | null>(null);

/** What was looked for last: the answer to anything before comes too late. */
let latest = "";

/** Looks for alerts from the newest on. */
export const search = async (query: HistoryQuery): Promise<void> => {
  const key = keyOf(query);
  latest = key;
  asking.value = "first";
  failure.value = null;
  const answer = await ask(query, null);
  if (answer !== null && latest === key) found.value = { ...answer, key, closings: closings.peek() };
};

/** Reads the page after those that are there. */
export const more = async (query: HistoryQuery): Promise<void> => {
  const before = found.peek();
  if (before?.next == null || asking.peek() !== "nothing") return;
  latest = before.key;
  asking.value = "more";
  const answer = await ask(query, before.next);
  if (answer !== null && latest === before.key && found.peek() === before)
    found.value = { ...before, alerts: [...before.alerts, ...answer.alerts], next: answer.next };
};

/** One page of what is looked for. @throws {ApiError} as `get` */
export const readPage = (query: HistoryQuery, limit: number, before: string | null): Promise<AlertList> =>
  get<AlertList>(`/api/alerts?${paramsOf(query, timeZone.peek(), { limit, before })}`);

const ask = async (query: HistoryQuery, before: string | null): Promise<AlertList | null> => {
  const asked = latest;
  try {
    const answer = await readPage(query, PAGE, before);
    if (latest === asked) failure.value = null;
    return answer;
  } catch (error) {
    if (latest === asked) failure.value = whyOf(error);
    return null;
  } finally {
    if (latest === asked) asking.value = "nothing";
  }
};

const whyOf = (error: unknown): "offline" | "failed" | "refused" => {
  if (!(error instanceof ApiError)) return "failed";
  if (error.code === "OFFLINE") return "offline";
  return error.status >= 400 && error.status < 500 ? "refused" : "failed";
};
