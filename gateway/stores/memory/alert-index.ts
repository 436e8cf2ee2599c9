import type { AlertSearch } from "#gateway/ports/record.ts";
import type { Alert, AlertEvent } from "#rules/alert/alert.ts";
import {
  type Findable,
  findable,
  firstPlace,
  hear,
  NOTHING_SAID,
  placeOf,
  placeText,
  type Said,
  wanted,
} from "../search-row.ts";
import { holds } from "../search-words.ts";

type Entry = { readonly place: number; readonly id: string; readonly said: Said; readonly found: Findable };

/** Finds alerts by going over all of them. */
export const memoryIndex = () => {
  const entries = new Map<string, Entry>();
  const taken = new Set<number>();

  const freePlace = (openedAt: number): number => {
    let place = firstPlace(openedAt);
    while (taken.has(place)) place += 1;
    taken.add(place);
    return place;
  };

  return {
    add: (alert: Alert, event: AlertEvent): void => {
      const before = entries.get(alert.id);
      const said = hear(before?.said ?? NOTHING_SAID, event);
      const place = before?.place ?? freePlace(alert.openedAt);
      entries.set(alert.id, { place, id: alert.id, said, found: findable(alert, said) });
    },
    search: (query: AlertSearch): { readonly ids: readonly string[]; readonly next: string | null } => {
      const { phrases, facets } = wanted(query);
      const before = query.before === undefined ? Number.POSITIVE_INFINITY : placeOf(query.before);
      const from = firstPlace(query.from ?? 0);
      const to = query.to === undefined ? Number.POSITIVE_INFINITY : firstPlace(query.to);
      const all = [...entries.values()]
        .filter(({ place }) => place < before && place >= from && place < to)
        .filter(({ found }) => phrases.every(phrase => holds(found.words, phrase)))
        .filter(({ found }) => facets.every(facet => found.facets.includes(facet)))
        .sort((a, b) => b.place - a.place);
      const shown = all.slice(0, query.limit);
      const last = shown.at(-1);
      return {
        ids: shown.map(({ id }) => id),
        next: last && all.length > shown.length ? placeText(last.place) : null,
      };
    },
  };
};
