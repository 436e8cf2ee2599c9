import type { Instant } from "../time/instant.ts";
import type { Core } from "./core.ts";
import type { Past } from "./past.ts";
import type { EngineState } from "./state.ts";

/** Begins to keep a journal: with what is known of every point now. What is learned of the time before cannot be judged. */
export const beginPast = (core: Core, past: Past, state: EngineState | null, start: Instant): void => {
  const { signals, site, agenda, things, out } = core;
  for (const memo of past.begin(state?.memos ?? [], start)) out.memos.set(memo.key, memo);
  for (const { index } of site.points) {
    const { state: is, value, at, since } = signals.of(index);
    if (!past.journal.has(index) || is === "never") continue;
    if (at > 0) past.journal.take(index, value, at);
    if (is === "bad" && since >= at) past.journal.take(index, Number.NaN, since);
  }
  agenda.add(things.past, past.waiting.dueAt());
};
