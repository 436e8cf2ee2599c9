import { closeSync, openSync, readdirSync, readSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";

/** A file of a running hall that belongs into its backup. */
export type Source = {
  /** Below its directory, with slashes. */
  readonly path: string;
  readonly is: "database" | "file";
  readonly bytes: number;
  readonly mode: number;
};

/** What is of this process or this moment alone: locks, room that is held free, what is half written. */
const PASSING = /^(lock\.db|lock\.json|ballast|spill)$|\.(part|new|tmp|unfinished)$|-(wal|shm|journal)$/;

const SQLITE = Buffer.from("SQLite format 3\0");

/**
 * Everything in a data directory that belongs into a backup, whichever part of Hallwatch keeps it there: what is not
 * known to be passing is taken.
 */
export const sourcesIn = (directory: string): readonly Source[] => {
  const found: Source[] = [];
  const walk = (below: string): void => {
    for (const name of readdirSync(join(directory, below)).toSorted()) {
      if (PASSING.test(name)) continue;
      const path = below === "" ? name : `${below}/${name}`;
      const about = statSync(join(directory, path), { throwIfNoEntry: false });
      if (about?.isDirectory()) walk(path);
      else if (about?.isFile()) found.push(sourceOf(directory, path, about));
    }
  };
  walk("");
  return found;
};

const sourceOf = (directory: string, path: string, { size, mode }: Stats): Source => ({
  path,
  is: isDatabase(join(directory, path), size) ? "database" : "file",
  bytes: size,
  mode: mode & 0o777,
});

const isDatabase = (path: string, bytes: number): boolean => {
  if (bytes < SQLITE.length) return path.endsWith(".db");
  let handle: number;
  try {
    handle = openSync(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false; // It went while the directory was read.
    throw error;
  }
  try {
    const head = Buffer.alloc(SQLITE.length);
    readSync(handle, head, 0, head.length, 0);
    return head.equals(SQLITE);
  } finally {
    closeSync(handle);
  }
};
