import { linkSync, mkdirSync, rmSync, unlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { Fault } from "../ports/fault.ts";
import { copyDatabase, damageIn } from "./databases.ts";
import { copyFile, type Print, printOf, settle } from "./file-copy.ts";
import type { GoodBackup } from "./list.ts";
import type { BackupFile } from "./manifest.ts";
import type { Source } from "./sources.ts";

type About = Pick<Source, "bytes" | "mode">;

/** Puts one file after the other into a backup, each read back after it was written. */
export type Copier = {
  /** One that went meanwhile is left out. @param path  its place in the backup */
  file(path: string, from: string, about: About): void;
  database(path: string, from: string, about: About): void;
  /** Takes back all but the first `count`. */
  undo(count: number): void;
  taken(): { readonly files: readonly BackupFile[]; readonly shared: number };
};

/**
 * @param previous  the backup before: a file that is still the same is shared with it
 * @param progress  how many bytes of the sources are done, and what comes next
 */
export const copier = (
  directory: string,
  previous: GoodBackup | null,
  progress: (done: number, what: string) => void,
): Copier => {
  const known = new Map(previous?.manifest.files.map(file => [file.path, file]));
  const files: BackupFile[] = [];
  const sharedPaths = new Set<string>();
  let done = 0;

  const place = (path: string): string => {
    progress(done, path);
    const target = join(directory, path);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    return target;
  };
  const enter = (path: string, is: Source["is"], about: About, { bytes, sha256 }: Print): void => {
    files.push({ path, is, bytes, sha256, mode: about.mode });
    done += about.bytes;
  };
  /** Null: it is not the same any more, or cannot be shared, or the backup before has lost it. */
  const share = (path: string, from: string, target: string): Print | null => {
    const old = known.get(path);
    if (old === undefined || previous === null) return null;
    const now = printOf(from);
    if (now.bytes !== old.bytes || now.sha256 !== old.sha256) return null;
    try {
      linkSync(join(previous.directory, path), target);
    } catch {
      return null; // Another disk, or one without links: it is copied.
    }
    if (printOf(target).sha256 === now.sha256) return now;
    unlinkSync(target);
    return null;
  };

  return {
    file: (path, from, about) => {
      const target = place(path);
      try {
        const old = share(path, from, target);
        if (old !== null) sharedPaths.add(path);
        let copied = done;
        const tell = (bytes: number): void => {
          copied += bytes;
          progress(copied, path);
        };
        const print = old ?? copyFile(from, target, about.mode, tell);
        if (old === null && printOf(target).sha256 !== print.sha256)
          throw new Fault("BACKUP_FAILED", `${target}: what was written cannot be read back`, {
            retry: true,
          });
        enter(path, "file", about, print);
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    },
    database: (path, from, about) => {
      const target = place(path);
      try {
        copyDatabase(from, target);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        const code = why.includes("disk is full") ? "BACKUP_FULL" : "BACKUP_FAILED";
        throw new Fault(code, `${from}: it cannot be copied: ${why}`, { retry: true, cause: error });
      }
      settle(target, about.mode);
      const damage = damageIn(target);
      if (damage !== null)
        throw new Fault("BACKUP_FAILED", `${from}: it is damaged: ${damage}`, { retry: false });
      enter(path, "database", about, printOf(target));
    },
    undo: count => {
      for (const { path } of files.splice(count)) {
        rmSync(join(directory, path), { force: true });
        sharedPaths.delete(path);
      }
    },
    taken: () => ({ files: [...files], shared: sharedPaths.size }),
  };
};

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "ENOENT";
