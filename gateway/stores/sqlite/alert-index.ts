import { hash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { AlertSearch } from "#gateway/ports/record.ts";
import type { Alert, AlertEvent } from "#rules/alert/alert.ts";
import { type Findable, findable, firstPlace, hear, NOTHING_SAID, type Said, wanted } from "../search-row.ts";

/** Finds alerts by what stands in them: kept up with every commit, in its transaction. */
export type AlertIndex = {
  /** Writes an alert as it stands. `said`: all that people have said about it so far. */
  put(alert: Alert, said: Said): void;
  /** Writes an alert as it stands after these events of it. */
  add(alert: Alert, events: readonly AlertEvent[]): void;
  /** Ids and places, newest first. `before`: only those that come after this place. */
  search(query: Omit<AlertSearch, "before">, before: number | null): readonly Placed[];
};

export type Placed = { readonly id: string; readonly place: number };

/** After all alerts of any time. */
const NEWEST = Number.MAX_SAFE_INTEGER;

export const alertIndex = (database: DatabaseSync): AlertIndex => {
  const select = (sql: string) => database.prepare(sql);
  const known = select("SELECT place, print, json FROM said WHERE alert = ?");
  const lastPlace = select("SELECT max(place) AS place FROM said WHERE place >= ? AND place < ?");
  const putSaid = select("INSERT OR REPLACE INTO said VALUES (?, ?, ?, ?)");
  const putFound = select("INSERT OR REPLACE INTO found (rowid, words, facets) VALUES (?, ?, ?)");
  const byTime = select(
    "SELECT place, alert FROM said WHERE place < ? AND place >= ? ORDER BY place DESC LIMIT ?",
  );
  const byWords = select(
    `SELECT said.place, said.alert FROM found JOIN said ON said.place = found.rowid
     WHERE found MATCH ? AND found.rowid < ? AND found.rowid >= ? ORDER BY found.rowid DESC LIMIT ?`,
  );

  const freePlace = (openedAt: number): number => {
    for (let from = firstPlace(openedAt); ; ) {
      const end = firstPlace(openedAt + 1);
      const place = lastPlace.get(from, Math.max(end, from + 1))?.place;
      if (place === null || place === undefined) return from;
      // More in one millisecond than there is room for: they go on in the next ones.
      from = Number(place) + 1;
    }
  };

  const write = (alert: Alert, said: Said, before: Record<string, unknown> | undefined): void => {
    const { words, facets } = textsOf(findable(alert, said));
    const print = hash("sha1", `${words}\n${facets}`, "base64");
    const json = JSON.stringify(said);
    if (before?.print === print && before.json === json) return;
    const place = before === undefined ? freePlace(alert.openedAt) : Number(before.place);
    putSaid.run(place, alert.id, print, json);
    putFound.run(place, words, facets);
  };

  return {
    put: (alert, said) => write(alert, said, known.get(alert.id)),
    add: (alert, events) => {
      const before = known.get(alert.id);
      const said = before === undefined ? NOTHING_SAID : (JSON.parse(String(before.json)) as Said);
      write(alert, events.reduce(hear, said), before);
    },
    search: (query, before) => {
      const expression = expressionOf(query);
      const from = firstPlace(query.from ?? 0);
      const to = Math.min(before ?? NEWEST, query.to === undefined ? NEWEST : firstPlace(query.to));
      const rows =
        expression === ""
          ? byTime.all(to, from, query.limit)
          : byWords.all(expression, to, from, query.limit);
      return rows.map(({ alert, place }) => ({ id: String(alert), place: Number(place) }));
    },
  };
};

const textsOf = ({ words, facets }: Findable) => ({ words: words.join(" "), facets: facets.join(" ") });

/** @see https://www.sqlite.org/fts5.html#full_text_query_syntax: strings are phrases, `*` makes the last word a beginning */
const expressionOf = (query: Omit<AlertSearch, "before">): string => {
  const { phrases, facets } = wanted(query);
  return [
    ...phrases.map(phrase => `words : "${phrase.join(" ")}" *`),
    ...facets.map(facet => `facets : "${facet}"`),
  ].join(" AND ");
};
