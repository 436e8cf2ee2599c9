import { hours } from "#rules/time/instant.ts";
import type { Cold } from "./cold.ts";
import { dateBefore } from "./days.ts";
import { quotedList } from "./duck.ts";
import { coldName } from "./layout.ts";
import type { ColdFile } from "./manifest.ts";
import { expired } from "./retention.ts";
import { writeParquet } from "./write-parquet.ts";

/**
 * So far ahead of the newest closed day the clock is believed. A hall of which nothing is heard for longer keeps what it
 * has, and a clock that shows a wrong year removes nothing. Our proposal.
 */
const BELIEVED = hours(24 * 31);

/** What a retention did. */
export type Kept = { readonly removed: number; readonly rewritten: number };

/**
 * Removes what has been kept for long enough, and what is left of broken files of that age.
 *
 * @throws {Fault} when a file cannot be read or written
 */
export const keepToPlan = async (cold: Cold): Promise<Kept> => {
  const { keep, points, timeZone } = cold.settings;
  const book = await cold.book();
  const { files, broken } = book.manifest();
  const newest = [...files, ...broken.flatMap(({ was }) => was ?? [])].map(({ last }) => last);
  if (newest.length === 0) return { removed: 0, rewritten: 0 };
  const now = Math.min(cold.now(), Math.max(...newest) + BELIEVED);
  const before = (days: number) => dateBefore(now, days, timeZone);
  const classes = [...new Set(points.map(point => point.class))];
  const { gone, less } = expired(files, keep, classes, before);
  if (gone.length > 0) book.replace(gone, []);
  const old = book
    .manifest()
    .broken.filter(({ was }) => was && expired([was], keep, classes, before).gone.length > 0);
  for (const file of old) book.forget(file);
  let rewritten = 0;
  for (const { file, without } of less) rewritten += await withoutClasses(cold, file, without);
  return { removed: gone.length + old.length, rewritten };
};

const withoutClasses = (cold: Cold, file: ColdFile, without: readonly string[]): Promise<number> =>
  cold.reading(async (duck, files, path) => {
    if (!files.includes(file)) return 0;
    const book = await cold.book();
    const out = cold.settings.points.filter(point => without.includes(point.class)).map(({ id }) => id);
    const sql = `SELECT * FROM read_parquet('${path(file).replaceAll("'", "''")}') WHERE NOT list_contains(${quotedList(out)}, point)`;
    const revision = book.nextRevision(file.is, file.of);
    const name = coldName(file.is, file.of, revision);
    const inside = await writeParquet(duck, file.is, sql, book.pathOf({ file: name }));
    const next = { ...file, ...inside, file: name, revision, writtenAt: cold.now(), without: [...without] };
    book.replace([file], next.rows === 0 ? [] : [next]);
    return 1;
  });
