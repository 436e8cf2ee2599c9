import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { Fault } from "#gateway/ports/fault.ts";
import { syncDirectory } from "../directory.ts";
import { coldDirectory, manifestPath, UNFINISHED } from "./layout.ts";

const coldFile = z.strictObject({
  is: z.enum(["readings", "minutes", "quarters"]),
  /** `2025-07-08`, of quarters `2025-07`: dates of the hall. */
  of: z.string(),
  /** Below `<data>/history`. */
  file: z.string(),
  rows: z.int(),
  points: z.int(),
  /** ms since 1970 of its first and of its last row. */
  first: z.number(),
  last: z.number(),
  bytes: z.int(),
  sha256: z.string(),
  /** 1 as it was first written. */
  revision: z.int(),
  writtenAt: z.number(),
  /** Readings that came after the day was first written, and those that were put right since. */
  late: z.int(),
  /** Classes of points that were left out since, because they are kept for a shorter time. */
  without: z.array(z.string()),
});

/**
 * A file that is not what was written; it is not read, and stays where it is. `was`: what it should be, so that it counts
 * again when somebody puts it back.
 */
const brokenFile = z.strictObject({
  file: z.string(),
  why: z.string(),
  since: z.number(),
  was: coldFile.optional(),
});

const manifestShape = z.strictObject({
  hallwatch: z.literal(1),
  files: z.array(coldFile),
  broken: z.array(brokenFile),
});

export type ColdFile = z.infer<typeof coldFile>;
export type BrokenFile = z.infer<typeof brokenFile>;
/** What there is of cold history. A file counts from the moment that it is named here. */
export type Manifest = { readonly files: readonly ColdFile[]; readonly broken: readonly BrokenFile[] };

/** Tells what is in a Parquet file of ours, read from itself. @throws when it cannot be read */
export type LookInto = (path: string) => Promise<Pick<ColdFile, "rows" | "points" | "first" | "last">>;

export const EMPTY: Manifest = { files: [], broken: [] };

/**
 * Reads the manifest of a data directory; null: there is none.
 *
 * @throws {Fault} `COLD_MANIFEST` when it is not one
 */
export const readManifest = (directory: string): Manifest | null => {
  const path = manifestPath(directory);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  try {
    const { files, broken } = manifestShape.parse(JSON.parse(text));
    return { files, broken };
  } catch (cause) {
    const message = `${path}: it is no list of cold files of this version`;
    throw new Fault("COLD_MANIFEST", message, { retry: false, cause });
  }
};

/** Replaces the manifest in one step; it is durable when this returns. */
export const writeManifest = (directory: string, { files, broken }: Manifest): void => {
  const path = manifestPath(directory);
  const unfinished = `${path}${UNFINISHED}`;
  const lines = (rows: readonly object[]) => rows.map(row => `\n    ${JSON.stringify(row)}`).join(",");
  writeFileSync(
    unfinished,
    `{\n  "hallwatch": 1,\n  "files": [${lines(files)}\n  ],\n  "broken": [${lines(broken)}\n  ]\n}\n`,
  );
  syncFile(unfinished);
  renameSync(unfinished, path);
  syncDirectory(coldDirectory(directory));
};

/** Makes what a file holds durable. */
export const syncFile = (path: string): void => {
  const handle = openSync(path, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};
