import type { DatabaseSync } from "node:sqlite";
import type { Alert } from "#rules/alert/alert.ts";
import { completed, type StoredAlert } from "#rules/alert/stored.ts";
import { keptAlert, keptPaper } from "#rules/retention/kept.ts";
import type { Kept } from "#rules/retention/retention.ts";
import { instant } from "#rules/time/instant.ts";
import { paperOf } from "./papers.ts";

/** So many rows are read in one go, so that commits find their turn in between. */
const ROWS_A_STEP = 500;

/** Everything in a record that can go at all, by its key. */
export type Stock = ReadonlyMap<string, Kept>;

/** Goes over all alerts, papers and deeds of a record. Yields between steps. */
export function* stockOf(database: DatabaseSync): Generator<void, Stock> {
  const stock = new Map<string, Kept>();
  const put = (kept: Kept | null): void => {
    if (kept !== null) stock.set(kept.key, kept);
  };
  const alerts = database.prepare("SELECT id, json FROM alert WHERE id > ? ORDER BY id LIMIT ?");
  for (let from = ""; ; ) {
    const rows = alerts.all(from, ROWS_A_STEP);
    for (const { json } of rows) put(keptAlert(alertOf(json)));
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_A_STEP) break;
    from = String(last.id);
    yield;
  }
  const papers = database.prepare("SELECT * FROM paper WHERE (kind, id) > (?, ?) ORDER BY kind, id LIMIT ?");
  for (let from: readonly [string, string] = ["", ""]; ; ) {
    const rows = papers.all(...from, ROWS_A_STEP);
    for (const row of rows) put(keptPaper(paperOf(row)));
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_A_STEP) break;
    from = [String(last.kind), String(last.id)];
    yield;
  }
  for (const kind of DEEDS) {
    const last = database.prepare(
      `SELECT alert, at, json, max(seq) AS seq FROM event WHERE alert >= ? AND alert < ? GROUP BY alert`,
    );
    for (const row of last.all(`${kind}:`, `${kind};`))
      put(keptDeed(String(row.alert), Number(row.at), row.json));
    yield;
  }
  return stock;
}

/** What is open at this moment. */
export const openIn = (database: DatabaseSync): readonly Kept[] => [
  ...database
    .prepare("SELECT json FROM alert WHERE closed = 0")
    .all()
    .map(({ json }) => keptAlert(alertOf(json))),
  ...database
    .prepare("SELECT * FROM paper WHERE is_open = 1")
    .all()
    .flatMap(row => keptPaper(paperOf(row)) ?? []),
];

/**
 * What people did that is about no alert and no paper, and does not stand for good: who has an account, and what was put
 * right of a meter, stays.
 */
const DEEDS = ["activity", "service", "roster"] as const;

/** By the last thing that happened: what is out of service, or away, is not over. */
const keptDeed = (key: string, at: number, json: unknown): Kept => {
  const { is } = JSON.parse(String(json)) as { readonly is: string };
  const isOver = is !== "taken-out" && is !== "absent";
  return { key, endedAt: isOver ? instant(at) : null, about: [] };
};

const alertOf = (json: unknown): Alert => completed(JSON.parse(String(json)) as StoredAlert);
