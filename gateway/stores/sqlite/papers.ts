import type { DatabaseSync } from "node:sqlite";
import type { PaperQuery, PapersFound, StandingKind } from "#gateway/ports/papers.ts";
import type { Paper } from "#rules/routine/clerk.ts";
import { type PaperPlace, paperPlace, paperPlaceText } from "../paper-place.ts";
import type { CommitRows } from "./record-rows.ts";

/** The papers of the record as they stand, used within its transactions. */
export type PaperTable = {
  put(papers: CommitRows["papers"]): void;
  /** All that are open, by kind and id. */
  open(): readonly Paper[];
  find(query: PaperQuery): PapersFound;
  one(kind: StandingKind, id: string): Paper | null;
  firstDay(kind: StandingKind): string | null;
};

/** After all papers of any day. */
const LATEST: PaperPlace = { day: "9", at: Number.MAX_SAFE_INTEGER, id: "" };

export const paperTable = (database: DatabaseSync): PaperTable => {
  const select = (sql: string) => database.prepare(sql);
  const put = select("INSERT OR REPLACE INTO paper VALUES (?, ?, ?, ?, ?, ?)");
  const open = select("SELECT * FROM paper WHERE is_open = 1 ORDER BY kind, id");
  const one = select("SELECT * FROM paper WHERE kind = ? AND id = ?");
  const first = select("SELECT min(day) AS day FROM paper WHERE kind = ?");
  const found = select(
    `SELECT * FROM paper WHERE kind = ?1 AND day BETWEEN ?2 AND ?3 AND is_open IN (?4, ?5)
     AND (day < ?6 OR day = ?6 AND (at < ?7 OR at = ?7 AND id > ?8)) AND substr(id, 1, length(?9)) = ?9
     ORDER BY day DESC, at DESC, id LIMIT ?10`,
  );
  return {
    put: papers => {
      for (const { kind, id, day, at, isOpen, json } of papers) put.run(kind, id, day, at, isOpen, json);
    },
    open: () => open.all().map(paperOf),
    find: ({ kind, isOpen, from = "", to = "9", before, beginning = "", limit }) => {
      const { day, at, id } = before === undefined ? LATEST : paperPlace(before);
      const states = isOpen === undefined ? [0, 1] : isOpen ? [1, 1] : [0, 0];
      // One more than asked for tells whether it goes on.
      const rows = found.all(kind, from, to, ...states, day, at, id, beginning, limit + 1).map(paperOf);
      const papers = rows.slice(0, limit);
      const last = rows.length > limit ? papers.at(-1) : undefined;
      return { papers, next: last ? paperPlaceText(last) : null };
    },
    one: (kind, id) => {
      const row = one.get(kind, id);
      return row === undefined ? null : paperOf(row);
    },
    firstDay: kind => (first.get(kind)?.day ?? null) as string | null,
  };
};

/** A paper of a row of our own. */
export const paperOf = ({ kind, id, day, at, is_open, json }: Record<string, unknown>): Paper => ({
  kind: kind as Paper["kind"],
  id: String(id),
  day: String(day),
  at: Number(at) as Paper["at"],
  isOpen: is_open === 1,
  value: JSON.parse(String(json)) as unknown,
});
