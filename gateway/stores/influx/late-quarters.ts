import type { DatabaseSync } from "node:sqlite";
import type { ReadingColumns } from "#rules/reading/columns.ts";
import { minutes } from "#rules/time/instant.ts";
import { transaction } from "../sqlite/open.ts";

/** Length in ms of what is made once more at the least. */
export const QUARTER_MS: number = minutes(15);

/** A stretch of whole quarters of an hour; `from` ≤ t < `to`, in ms. */
export type LateSpan = { readonly policy: string; readonly from: number; readonly to: number };

/** Quarters of an hour whose readings came too late for a roll-up, durable until it was made again. */
export type LateQuarters = {
  /** @param at  machine time in ms */
  mark(policy: string, quarters: readonly number[], at: number): void;
  /** The oldest stretch of which nothing more came since `before`, at most `most` quarters of one policy; null: there is none. */
  next(before: number, most: number): LateSpan | null;
  /** It was made again; what was marked since `before` stays. */
  done(span: LateSpan, before: number): void;
  count(): number;
};

/** The table `late` of a spool. */
export const lateQuarters = (database: DatabaseSync): LateQuarters => {
  const put = database.prepare("INSERT OR REPLACE INTO late VALUES (?, ?, ?)");
  const oldest = database.prepare(
    "SELECT policy, begin_ms AS begin FROM late WHERE marked_ms <= ? ORDER BY begin_ms, policy LIMIT 1",
  );
  const following = database.prepare(
    "SELECT begin_ms AS begin FROM late WHERE policy = ? AND begin_ms >= ? AND marked_ms <= ? ORDER BY begin_ms LIMIT ?",
  );
  const drop = database.prepare(
    "DELETE FROM late WHERE policy = ? AND begin_ms >= ? AND begin_ms < ? AND marked_ms <= ?",
  );
  const all = database.prepare("SELECT count(*) AS count FROM late");
  return {
    mark: (policy, quarters, at) => {
      if (quarters.length > 0)
        transaction(database, () => {
          for (const begin of quarters) put.run(policy, begin, at);
        });
    },
    next: (before, most) => {
      const first = oldest.get(before) as { policy: string; begin: number } | undefined;
      if (first === undefined) return null;
      let to = first.begin;
      for (const { begin } of following.iterate(first.policy, first.begin, before, most)) {
        if (Number(begin) !== to) break;
        to += QUARTER_MS;
      }
      return { policy: first.policy, from: first.begin, to };
    },
    done: ({ policy, from, to }, before) =>
      transaction(database, () => void drop.run(policy, from, to, before)),
    count: () => Number(all.get()?.count ?? 0),
  };
};

/** The quarters of an hour that readings are of, ascending, by their beginnings in ms. */
export const quartersOf = ({ rows, at }: Pick<ReadingColumns, "rows" | "at">): readonly number[] => {
  const found = new Set<number>();
  let last = Number.NaN;
  for (let row = 0; row < rows; row++) {
    const begin = Math.floor(at[row]! / QUARTER_MS) * QUARTER_MS;
    if (begin !== last) found.add(begin);
    last = begin;
  }
  return [...found].sort((a, b) => a - b);
};

/** The same of lines of line protocol whose times are in ms. */
export const quartersOfLines = (lines: readonly string[]): readonly number[] => {
  const at = Float64Array.from(lines, line => Number(line.slice(line.lastIndexOf(" ") + 1)));
  return quartersOf({ rows: at.length, at });
};
