import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Instant } from "#rules/time/instant.ts";
import { Fault } from "../ports/fault.ts";
import { type BackupManifest, MANIFEST, readManifest } from "./manifest.ts";
import { backupMoment, MOMENT, UNFINISHED } from "./names.ts";

/** What is unfinished for so long is nobody's work any more, in ms of the machine's clock. */
const ABANDONED_MS = 86_400_000;

/** A directory among backups that has the name of one. `manifest` null: it is damaged or was never finished. */
export type ListedBackup = {
  readonly name: string;
  readonly directory: string;
  readonly at: Instant;
  readonly manifest: BackupManifest | null;
};

export type GoodBackup = ListedBackup & { readonly manifest: BackupManifest };

/** A disk that is not mounted must not be taken for a place without backups. @throws {Fault} `BACKUP_PLACE` when it is not there */
export const checkThere = (to: string): void => {
  if (isDirectory(to)) return;
  const message = `${resolve(to)}: there is no such directory for backups: make it, or mount its disk`;
  throw new Fault("BACKUP_PLACE", message, { retry: false });
};

/**
 * The backups of a hall in a directory, newest first; only their manifests are read.
 *
 * @throws {Fault} `BACKUP_PLACE` when the directory is not there
 */
export const backupsIn = (to: string, site: string): readonly ListedBackup[] => {
  checkThere(to);
  return readdirSync(to)
    .flatMap((name): ListedBackup[] => {
      const at = backupMoment(site, name);
      const directory = join(to, name);
      return at === null || !isDirectory(directory)
        ? []
        : [{ name, directory, at, manifest: manifestOf(directory, site) }];
    })
    .toSorted((a, b) => b.at - a.at);
};

/** Names in a directory under which backups of any hall have a manifest, newest first; none where there is no such directory. */
export const namedBackups = (directory: string): readonly string[] =>
  (isDirectory(directory) ? readdirSync(directory) : [])
    .flatMap(name => {
      const at = MOMENT.exec(name)?.[0];
      return at !== undefined && existsSync(join(directory, name, MANIFEST)) ? [{ name, at }] : [];
    })
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .map(({ name }) => name);

/** The newest one whose manifest is whole; null: there is none. */
export const newestBackup = (to: string, site: string): GoodBackup | null =>
  backupsIn(to, site).find((each): each is GoodBackup => each.manifest !== null) ?? null;

/**
 * Removes the oldest backups of a hall beyond the newest `keep`. What is no backup, or of another hall, is left alone.
 *
 * @returns  names of those that were removed
 */
export const pruneBackups = (to: string, site: string, keep: number): readonly string[] => {
  const old = backupsIn(to, site)
    .filter(({ manifest }) => manifest !== null)
    .slice(Math.max(1, keep));
  for (const { directory } of old) {
    // From the first moment on it is none any more, whenever the power fails.
    renameSync(directory, `${directory}${UNFINISHED}`);
    rmSync(`${directory}${UNFINISHED}`, { recursive: true, force: true });
  }
  return old.map(({ name }) => name);
};

/** Removes what backups that were killed have left. */
export const removeAbandoned = (to: string, site: string): void => {
  for (const name of readdirSync(to)) {
    if (!name.endsWith(UNFINISHED)) continue;
    if (backupMoment(site, name.slice(0, -UNFINISHED.length)) === null) continue;
    const about = statSync(join(to, name), { throwIfNoEntry: false });
    if (about && Date.now() - about.mtimeMs > ABANDONED_MS)
      rmSync(join(to, name), { recursive: true, force: true });
  }
};

const isDirectory = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const manifestOf = (directory: string, site: string): BackupManifest | null => {
  if (!existsSync(join(directory, MANIFEST))) return null;
  try {
    const manifest = readManifest(directory);
    return manifest.site === site ? manifest : null;
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
};
