import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { historyPath } from "../sqlite/archive.ts";
import { gathering } from "../time-order.ts";
import type { HotDay } from "./fold-day.ts";

/**
 * The rows of the embedded history by day, over a connection of its own that only reads. Rows of a day must not change
 * meanwhile: whoever writes them waits.
 */
export const hotDay = (directory: string): HotDay & { close(): void } => {
  let database: DatabaseSync | null = null;
  const rows = gathering(10_000);
  const opened = (): DatabaseSync => {
    if (database !== null) return database;
    database = new DatabaseSync(historyPath(directory), { readOnly: true, timeout: 5_000 });
    database.function("gather", (at, value, quality) => {
      rows.add(Number(at), value === null ? Number.NaN : Number(value), 0, Number(quality));
      return null;
    });
    return database;
  };
  return {
    points: ({ from, to }) => {
      if (!existsSync(historyPath(directory))) return [];
      const found = opened()
        .prepare(
          "SELECT name FROM point WHERE EXISTS (SELECT 1 FROM reading WHERE point = point.id AND at >= ? AND at < ?)",
        )
        .all(from, to);
      return found.map(({ name }) => String(name));
    },
    series: (point, { from, to }) => {
      rows.clear();
      opened()
        .prepare(
          "SELECT count(gather(at, value, quality)) FROM reading WHERE point = (SELECT id FROM point WHERE name = ?) AND at >= ? AND at < ?",
        )
        .get(point, from, to);
      const { rows: count, columns } = rows;
      return {
        at: columns.at.slice(0, count),
        value: columns.value.slice(0, count),
        quality: columns.quality.slice(0, count),
      };
    },
    close: () => {
      database?.close();
      database = null;
    },
  };
};
