import type { KeepDays } from "./cold.ts";
import type { ColdFile } from "./manifest.ts";

/** What is to be done with cold files because their time is over. */
export type Expired = {
  /** Removed as a whole. */
  readonly gone: readonly ColdFile[];
  /** Written again without the points of these classes. */
  readonly less: readonly { readonly file: ColdFile; readonly without: readonly string[] }[];
};

/**
 * What has been kept for long enough. A day of readings goes when no class is kept that long; where only some are not,
 * these are left out of it. Quarters go by whole months.
 *
 * @param classes    ids of all classes that the hall has
 * @param dateBefore the date of the hall so many days ago
 */
export const expired = (
  files: readonly ColdFile[],
  keep: KeepDays,
  classes: readonly string[],
  dateBefore: (days: number) => string,
): Expired => {
  const isOver = (file: ColdFile, days: number): boolean =>
    file.is === "quarters" ? file.of < dateBefore(days).slice(0, 7) : file.of < dateBefore(days);
  const own = Object.entries(keep.classes).filter(([id]) => classes.includes(id));
  const longest = Math.max(keep.readings, ...own.map(([, days]) => days));
  const gone = files.filter(file => isOver(file, file.is === "readings" ? longest : keep[file.is]));
  const less = files.flatMap(file => {
    if (file.is !== "readings" || gone.includes(file)) return [];
    const ended = classes.filter(id => isOver(file, keep.classes[id] ?? keep.readings));
    const without = [...new Set([...file.without, ...ended])].sort();
    return without.length > file.without.length ? [{ file, without }] : [];
  });
  return { gone, less };
};
