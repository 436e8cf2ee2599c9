import { readFileSync } from "node:fs";
import type { Source } from "./sources.ts";

/** Files that only make sense together: those that an index beside or above them names. */
export type Group = {
  /** Null: each file stands for itself. */
  readonly index: string | null;
  readonly files: readonly Source[];
  has(path: string): boolean;
};

/** Cold history has one list of all its files, the archive of reports one for each class and year. */
const INDEX = /^(history)\/manifest\.json$|^(reports\/.+)\/SHA256SUMS$/;

/** Puts files into the groups in which they must be copied: what has no index first. */
export const groupsOf = (sources: readonly Source[]): readonly Group[] => {
  const places = sources.flatMap(({ path }) => {
    const found = INDEX.exec(path);
    return found ? [{ index: path, below: `${found[1] ?? found[2]}/` }] : [];
  });
  const belowAny = (path: string): boolean => places.some(({ below }) => path.startsWith(below));
  const group = (index: string | null, has: (path: string) => boolean): Group => ({
    index,
    has,
    files: sources.filter(({ path }) => has(path)),
  });
  return [
    group(null, path => !belowAny(path)),
    ...places.map(({ index, below }) => group(index, path => path.startsWith(below))),
  ];
};

/** Whether an index is still what was copied of it: then nothing that it names was changed meanwhile. */
export const sameIndex = (source: string, copy: string): boolean => {
  try {
    return readFileSync(source).equals(readFileSync(copy));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
};
