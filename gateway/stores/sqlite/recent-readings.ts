import type { DatabaseSync } from "node:sqlite";
import type { ReadingColumns } from "#rules/reading/columns.ts";
import { byPoint, joined } from "./fold.ts";
import { unpacked } from "./packed.ts";

/** Calls for each recent reading of a point, in the order of their coming. */
export type RecentReadings = (
  point: number,
  take: (at: number, value: number, quality: number) => void,
) => void;

type Grouped = {
  readonly columns: ReadingColumns;
  readonly order: Uint32Array;
  readonly starts: Uint32Array;
};

/**
 * The readings of a history that are not rows yet, by point. They are unpacked again only when somebody wrote to the
 * database in between.
 *
 * @returns what looks at them as they are in the transaction that it is called in
 */
export const recentReadings = (database: DatabaseSync): (() => RecentReadings) => {
  const version = database.prepare("PRAGMA data_version");
  const begin = database.prepare("SELECT count(*) FROM recent");
  const bodies = database.prepare("SELECT body FROM recent ORDER BY seq");
  let known: { readonly version: unknown; readonly grouped: Grouped } | null = null;
  return () => {
    begin.get(); // A transaction begins with what it reads first: from here on the version stays what it is.
    const now = version.get()?.data_version;
    const { columns, order, starts } =
      known !== null && known.version === now ? known.grouped : grouped(bodies.all());
    known = { version: now, grouped: { columns, order, starts } };
    return (point, take) => {
      for (let place = starts[point] ?? 0; place < (starts[point + 1] ?? 0); place++) {
        const row = order[place]!;
        take(columns.at[row]!, columns.value[row]!, columns.quality[row]!);
      }
    };
  };
};

const grouped = (bodies: readonly Record<string, unknown>[]): Grouped => {
  const columns = joined(bodies.map(({ body }) => unpacked(body as Uint8Array)));
  const order = byPoint(columns.point);
  const starts = new Uint32Array(columns.point.reduce((most, point) => Math.max(most, point), 0) + 2);
  for (const point of columns.point) starts[point + 1]! += 1;
  for (let point = 1; point < starts.length; point++) starts[point]! += starts[point - 1]!;
  return { columns, order, starts };
};
