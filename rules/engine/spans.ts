import type { Transition } from "../alert/alert.ts";
import { hours, type Millis } from "../time/instant.ts";
import type { Memo } from "./state.ts";

/** A stretch of time during which a fact is known to have been found; `to` null: it still is. */
export type Span = readonly [from: number, to: number | null];

/** How far back the past is judged again. */
export const HORIZON: Millis = hours(24);

const KEY = "spans/";
/** Of a fact that comes and goes more often than this the oldest stretches are taken for one. */
const MOST = 200;

/**
 * When each fact was found lately, so that whatever is learned late of that time is told once: by fact and target, in
 * the order of their beginnings.
 */
export class Spans {
  readonly #spans = new Map<string, readonly Span[]>();

  /** Notes what happened to an alert; what must be kept of it over a restart, if anything. */
  take({ event, alert }: Transition): Memo | null {
    const key = spanKey(alert);
    switch (event.is) {
      case "raised":
      case "returned":
        return this.#keep(key, [...since(this.of(key), event.at - HORIZON), [event.at, null]]);
      case "cleared":
        return this.#keep(key, ended(this.of(key), event.at));
      default:
        return null;
    }
  }

  of(key: string): readonly Span[] {
    return this.#spans.get(key) ?? [];
  }

  /** Whether the fact is known to have been found at any moment from `from` to `to`, both included; `to` null: until now. */
  overlap(key: string, from: number, to: number | null): Span | undefined {
    return this.of(key).find(
      ([begin, end]) =>
        begin <= (to ?? Number.POSITIVE_INFINITY) && from <= (end ?? Number.POSITIVE_INFINITY),
    );
  }

  /** Forgets what was over before a moment; what must be kept of that over a restart. */
  forget(before: number): Memo[] {
    return [...this.#spans].flatMap(([key, spans]) => {
      const left = since(spans, before);
      return left.length === spans.length ? [] : [this.#keep(key, left)];
    });
  }

  /** Time begins anew at a moment: only what goes on is known to be found from then on. Returns what is to be kept. */
  restart(at: number): Memo[] {
    return [...this.#spans].map(([key, spans]) =>
      this.#keep(key, spans.some(([, to]) => to === null) ? [[at, null]] : []),
    );
  }

  /** Goes on from what was stored; facts of which nothing was stored are open since their alerts say so. */
  restore(memos: readonly Memo[], open: readonly Transition["alert"][]): void {
    for (const { key, value } of memos)
      if (key.startsWith(KEY)) this.#spans.set(key.slice(KEY.length), value as readonly Span[]);
    for (const alert of open)
      if (this.of(spanKey(alert)).length === 0)
        this.#spans.set(spanKey(alert), [[alert.openedAt, alert.clearedAt]]);
  }

  memos(): Memo[] {
    return Array.from(this.#spans, ([key, value]) => ({ key: KEY + key, value }));
  }

  #keep(key: string, spans: readonly Span[]): Memo {
    const sorted = bounded(spans.toSorted(([a], [b]) => a - b));
    if (sorted.length === 0) this.#spans.delete(key);
    else this.#spans.set(key, sorted);
    return { key: KEY + key, value: sorted.length === 0 ? null : sorted };
  }
}

export const spanKey = ({ fact, target }: { readonly fact: string; readonly target: string }): string =>
  `${fact}/${target}`;

const since = (spans: readonly Span[], at: number): readonly Span[] =>
  spans.filter(([, to]) => to === null || to >= at);

/** The end of the stretch that goes on; where none does, of the one that turned out to have been over earlier. */
const ended = (spans: readonly Span[], at: number): readonly Span[] => {
  const isIt = ([from, to]: Span): boolean => to === null && from <= at;
  const last = spans.findLastIndex(isIt);
  const mended = last >= 0 ? last : spans.findLastIndex(([from, to]) => from <= at && (to ?? 0) > at);
  return spans.map((span, index) => (index === mended ? [span[0], at] : span));
};

const bounded = (spans: readonly Span[]): readonly Span[] => {
  const [first, second, ...rest] = spans;
  if (!first || !second || spans.length <= MOST) return spans;
  return [[first[0], second[1]], ...rest];
};
