import { mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Instant } from "#rules/time/instant.ts";
import { Fault } from "../ports/fault.ts";
import { freeBytes, syncDirectory } from "../stores/directory.ts";
import { type Copier, copier } from "./copier.ts";
import { headIn } from "./databases.ts";
import { type Group, groupsOf, sameIndex } from "./groups.ts";
import { checkThere, type GoodBackup, newestBackup, removeAbandoned } from "./list.ts";
import { type BackupManifest, writeManifest } from "./manifest.ts";
import { backupName, UNFINISHED } from "./names.ts";
import { type Source, sourcesIn } from "./sources.ts";

/** So much of the backup's disk stays free: it may be the hall's own. */
const SPARE_BYTES = 500_000_000;
/** How often files that belong together are copied anew because they were changed meanwhile. */
const TRIES = 5;
const ANCHORS = "anchors.jsonl";

export type TakeOptions = {
  /** Data directory, of a hall that runs or not. */
  readonly data: string;
  /** Where backups are kept: a directory that is there already. */
  readonly to: string;
  /** Id of the hall. */
  readonly site: string;
  /** Its site file and all files that it names, all below `root`; absent: they are not backed up. */
  readonly config?: {
    readonly root: string;
    readonly siteFile: string;
    readonly files: readonly string[];
  };
  readonly version: string;
  readonly at: Instant;
  readonly spareBytes?: number;
  /** How many bytes of how many were copied, and what is copied now. */
  readonly progress?: (done: number, total: number, what: string) => void;
};

export type TakenBackup = {
  readonly directory: string;
  readonly manifest: BackupManifest;
  /** How many of its files are those of the backup before, which they share. */
  readonly shared: number;
};

/**
 * Takes a backup: each database as it is at one moment, then all files that they may name, checked against what was
 * read. A file that is in the newest backup already is shared with it. The directory has its name, and its manifest,
 * only once all is durable; when this throws, nothing is left.
 *
 * @throws {Fault} `BACKUP_PLACE` when `to` is not there or lies in the data directory; `BACKUP_FULL` (retry) when it has
 *                 too little room; `BACKUP_FAILED` (retry) otherwise
 */
export const takeBackup = (options: TakeOptions): TakenBackup => {
  const { data, to, site, at } = options;
  checkPlace(data, to);
  const directory = join(to, backupName(site, at));
  const unfinished = `${directory}${UNFINISHED}`;
  try {
    removeAbandoned(to, site);
    mkdirSync(unfinished, { mode: 0o700 });
  } catch (error) {
    throw failure(unfinished, error);
  }
  try {
    const taken = fill(unfinished, options);
    renameSync(unfinished, directory);
    syncDirectory(to);
    return { directory, ...taken };
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw failure(unfinished, error);
  }
};

const fill = (directory: string, options: TakeOptions): Omit<TakenBackup, "directory"> => {
  const { data, to, site, config, version, at, progress = () => {} } = options;
  const before = sourcesIn(data);
  const previous = newestBackup(to, site);
  checkRoom(to, before, previous, options.spareBytes ?? SPARE_BYTES);
  const total = before.reduce((sum, { bytes }) => sum + bytes, 0);
  const copy = copier(directory, previous, (done, what) => progress(Math.min(done, total), total, what));

  // An anchor is never ahead of the record, and no file that a database names came after it.
  for (const source of before)
    if (source.path === ANCHORS) copy.file(`data/${ANCHORS}`, join(data, ANCHORS), source);
  const databases = before.filter(({ is }) => is === "database");
  for (const source of databases.toSorted((a, b) => rank(a) - rank(b)))
    copy.database(`data/${source.path}`, join(data, source.path), source);
  for (const group of groupsOf(filesIn(data))) copyGroup(copy, group, data, directory);
  for (const file of config?.files ?? []) {
    const { size, mode } = statSync(file);
    copy.file(sitePath(config?.root ?? "", file), file, { bytes: size, mode: mode & 0o777 });
  }

  const { files, shared } = copy.taken();
  for (const below of new Set(files.map(({ path }) => dirname(join(directory, path))))) syncDirectory(below);
  const head = headIn(join(directory, "data"));
  const siteFile = config ? sitePath(config.root, config.siteFile) : null;
  const manifest: BackupManifest = { hallwatch: 1, site, version, at, head, siteFile, files };
  writeManifest(directory, manifest);
  progress(total, total, basename(directory));
  return { manifest, shared };
};

/** Files whose list was changed while they were copied are copied anew. */
const copyGroup = (copy: Copier, { index, files, has }: Group, data: string, directory: string): void => {
  let current = files;
  for (let left = TRIES; left > 0; left -= 1) {
    const before = copy.taken().files.length;
    for (const source of current) copy.file(`data/${source.path}`, join(data, source.path), source);
    if (index === null || sameIndex(join(data, index), join(directory, "data", index))) return;
    copy.undo(before);
    current = filesIn(data).filter(({ path }) => has(path));
  }
  throw new Fault("BACKUP_FAILED", `${join(data, index ?? "")}: it does not come to rest`, { retry: true });
};

const filesIn = (data: string): readonly Source[] =>
  sourcesIn(data).filter(({ is, path }) => is === "file" && path !== ANCHORS);

const checkRoom = (
  to: string,
  sources: readonly Source[],
  previous: GoodBackup | null,
  spareBytes: number,
): void => {
  const known = new Map(previous?.manifest.files.map(({ path, bytes }) => [path, bytes]));
  const isNew = ({ path, is, bytes }: Source) => is === "database" || known.get(`data/${path}`) !== bytes;
  const needed = sources.filter(isNew).reduce((sum, { bytes }) => sum + bytes, 0);
  const free = freeBytes(to);
  if (free - needed >= spareBytes) return;
  const message = `${to}: a backup needs ${megabytes(needed)} MB, and ${megabytes(spareBytes)} MB stay free; there are ${megabytes(free)} MB`;
  throw new Fault("BACKUP_FULL", message, { retry: true });
};

/** The record first: nothing else may lack what it tells of. */
const rank = ({ path }: Source): number => (path === "record.db" ? 0 : 1);

const sitePath = (root: string, file: string): string =>
  `site/${relative(resolve(root), resolve(file)).split(sep).join("/")}`;

/** A disk that is not mounted must not be taken for an empty directory, which would fill the hall's own disk. */
const checkPlace = (data: string, to: string): void => {
  const refuse = (why: string): Fault => new Fault("BACKUP_PLACE", why, { retry: false });
  if (statSync(data, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw refuse(`${resolve(data)}: there is no such data directory`);
  checkThere(to);
  const within = relative(resolve(data), resolve(to));
  if (within === "" || !(within.startsWith("..") || isAbsolute(within)))
    throw refuse(`${resolve(to)}: it lies in the data directory: give a place on another disk`);
};

const megabytes = (bytes: number): number => Math.round(bytes / 1_000_000);

const failure = (place: string, error: unknown): Fault => {
  if (error instanceof Fault) return error;
  const why = error instanceof Error ? error.message : String(error);
  const isFull = /ENOSPC|disk is full/.test(why);
  return new Fault(isFull ? "BACKUP_FULL" : "BACKUP_FAILED", `${place}: it cannot be written: ${why}`, {
    retry: true,
    cause: error,
  });
};
