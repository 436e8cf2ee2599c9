import type { DatabaseSync } from "node:sqlite";

/** So many places are gone over in one go. */
const ROWS_A_STEP = 5_000;
/** Pictures are named after their content. */
const NAME = /"([0-9a-f]{64})"/g;

/** Words in a record that may be names of pictures: all of that form. Yields between steps. */
export function* picturesIn(database: DatabaseSync): Generator<void, ReadonlySet<string>> {
  const names = new Set<string>();
  for (const [table, place, text] of TABLES) {
    const rows = database.prepare(
      `SELECT ${place} AS place, ${text} AS text FROM ${table} WHERE ${place} > ? ORDER BY ${place} LIMIT ?`,
    );
    for (let from: string | number = ""; ; ) {
      const next = rows.all(table === "event" && from === "" ? Number.MIN_SAFE_INTEGER : from, ROWS_A_STEP);
      for (const row of next) for (const [, name = ""] of String(row.text).matchAll(NAME)) names.add(name);
      const last = next.at(-1);
      if (last === undefined || next.length < ROWS_A_STEP) break;
      from = last.place as string | number;
      yield;
    }
  }
  return names;
}

/** What of the record people's words stand in, by a column that orders it. */
const TABLES = [
  ["event", "seq", "json"],
  ["certificate", "id", "content"],
  ["paper", "kind || '/' || id", "json"],
] as const;
