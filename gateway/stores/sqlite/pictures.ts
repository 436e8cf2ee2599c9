import type { DatabaseSync } from "node:sqlite";

/** So many rows are gone over in one go. */
const ROWS_A_STEP = 5_000;
/** Pictures are named after their content. */
const NAME = /"([0-9a-f]{64})"/g;

/** Words in a record that may be names of pictures: all of that form. Yields between steps. */
export function* picturesIn(database: DatabaseSync): Generator<void, ReadonlySet<string>> {
  const names = new Set<string>();
  const take = (text: unknown): void => {
    for (const [, name = ""] of String(text).matchAll(NAME)) names.add(name);
  };
  for (const sql of NUMBERED) {
    const rows = database.prepare(sql);
    for (let from = Number.MIN_SAFE_INTEGER; ; ) {
      const next = rows.all(from, ROWS_A_STEP);
      for (const { text } of next) take(text);
      const last = next.at(-1);
      if (last === undefined || next.length < ROWS_A_STEP) break;
      from = Number(last.seq);
      yield;
    }
  }
  const papers = database.prepare(
    "SELECT kind, id, json FROM paper WHERE (kind, id) > (?, ?) ORDER BY kind, id LIMIT ?",
  );
  for (let from: readonly [kind: string, id: string] = ["", ""]; ; ) {
    const next = papers.all(...from, ROWS_A_STEP);
    for (const { json } of next) take(json);
    const last = next.at(-1);
    if (last === undefined || next.length < ROWS_A_STEP) return names;
    from = [String(last.kind), String(last.id)];
    yield;
  }
}

const NUMBERED = [
  "SELECT seq, json AS text FROM event WHERE seq > ? ORDER BY seq LIMIT ?",
  "SELECT seq, content AS text FROM certificate WHERE seq > ? ORDER BY seq LIMIT ?",
] as const;
