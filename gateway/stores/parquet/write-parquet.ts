import { renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { syncDirectory } from "../directory.ts";
import { type Duck, quoted } from "./duck.ts";
import { sha256Of } from "./file-hash.ts";
import { type ColdKind, UNFINISHED } from "./layout.ts";
import { type ColdFile, syncFile } from "./manifest.ts";

/**
 * How our files are written. Version 2 packs times as differences: 1.3 bytes a reading where version 1 takes 1.9
 * (`bench/history.ts`). A group of readings holds a day of some fourteen points at 10 s, one of quarters a month of eight,
 * so that one point is found quickly.
 */
export const formOf = (kind: ColdKind): string =>
  `FORMAT PARQUET, PARQUET_VERSION V2, COMPRESSION ZSTD, ROW_GROUP_SIZE ${kind === "readings" ? 122_880 : 24_576}`;

/** What is in a Parquet file of ours, as it says itself. @throws when it cannot be read */
export const lookInto = async (
  duck: Duck,
  path: string,
): Promise<Pick<ColdFile, "rows" | "points" | "first" | "last">> => {
  const [rows, points, first, last] = await duck.numbers(
    `SELECT count(*)::DOUBLE, count(DISTINCT point)::DOUBLE, min(at_ms)::DOUBLE, max(at_ms)::DOUBLE FROM read_parquet(${quoted(path)})`,
    4,
  );
  return { rows: rows?.[0] ?? 0, points: points?.[0] ?? 0, first: first?.[0] || 0, last: last?.[0] || 0 };
};

/** Writes what a query says to a file: when this returns it is durable under its name; when it throws it is not there. */
export const writeParquet = async (
  duck: Duck,
  kind: ColdKind,
  sql: string,
  path: string,
): Promise<Pick<ColdFile, "rows" | "points" | "first" | "last" | "bytes" | "sha256">> => {
  const unfinished = `${path}${UNFINISHED}`;
  try {
    await duck.run(`COPY (${sql}) TO ${quoted(unfinished)} (${formOf(kind)})`);
    syncFile(unfinished);
    const inside = await lookInto(duck, unfinished);
    const sha256 = await sha256Of(unfinished);
    renameSync(unfinished, path);
    syncDirectory(dirname(path));
    return { ...inside, bytes: statSync(path).size, sha256 };
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
};
