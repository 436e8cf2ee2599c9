import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Fault } from "../ports/fault.ts";
import { prepareDirectory, syncDirectory } from "../stores/directory.ts";
import { damageIn, headIn } from "./databases.ts";
import { copyFile } from "./file-copy.ts";
import type { BackupFile, BackupManifest } from "./manifest.ts";
import { type Trouble, verifyBackup } from "./verify.ts";

/** Stands in a directory for as long as it is not all there. */
const NOTE = "restore-unfinished";

export type RestoreOptions = {
  /** A backup's directory. */
  readonly backup: string;
  /** Where the hall's data go: empty, or not there yet. */
  readonly data: string;
  /** Where its site file and what that names go: empty, or not there yet. */
  readonly site: string;
  readonly progress?: (done: number, total: number, what: string) => void;
};

export type Restored =
  | {
      readonly is: "restored";
      readonly manifest: BackupManifest;
      /** Where its site file is now; null: the backup has none. */
      readonly siteFile: string | null;
    }
  /** Nothing was written. */
  | { readonly is: "refused"; readonly troubles: readonly [Trouble, ...Trouble[]] };

/**
 * Puts a backup into an empty directory: after all of it has proved to be as it was written, with the rights that its
 * files had, and each file and database is checked again where it is now. A restore that was broken off can be begun
 * again; the record comes last, so that a hall that is started too early finds none.
 *
 * @throws {Fault} `RESTORE_NOT_EMPTY`; `DATA_DIRECTORY_UNUSABLE`; `RESTORE_FAILED` (retry) when it cannot be written or what was
 *                 written differs: then nothing is left
 */
export const restoreBackup = ({ backup, data, site, progress = () => {} }: RestoreOptions): Restored => {
  // One may lie in the other: the outer one is made first.
  const places = [...new Set([resolve(data), resolve(site)])].toSorted((a, b) => a.length - b.length);
  for (const place of places) checkEmpty(place);
  const verified = verifyBackup(backup, (done, total, what) => progress(done / 2, total, what));
  if (verified.is === "refused") return verified;
  const { manifest } = verified;
  try {
    for (const place of places) {
      prepareDirectory(place);
      clear(place);
      writeFileSync(join(place, NOTE), "");
    }
    const total = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
    let done = 0;
    const lastly = (a: BackupFile, b: BackupFile): number => rank(a) - rank(b);
    for (const file of manifest.files.toSorted(lastly)) {
      const tell = (part: number): void => {
        done += part;
        progress((total + done) / 2, total, file.path);
      };
      tell(0);
      restoreFile(backup, targetOf(file.path, data, site), file, tell);
    }
    const head = headIn(data);
    if (head?.seq !== manifest.head?.seq || head?.hash !== manifest.head?.hash)
      throw new Error("its trail does not end where that of the backup does");
    const directories = manifest.files.map(({ path }) => dirname(targetOf(path, data, site)));
    for (const place of places) rmSync(join(place, NOTE));
    for (const place of new Set([...directories, ...places])) syncDirectory(place);
  } catch (error) {
    for (const place of places) clear(place);
    if (error instanceof Fault) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new Fault("RESTORE_FAILED", `${resolve(data)}: ${why}`, { retry: true, cause: error });
  }
  const { siteFile } = manifest;
  return { is: "restored", manifest, siteFile: siteFile && targetOf(siteFile, data, site) };
};

const restoreFile = (
  backup: string,
  target: string,
  { path, is, sha256, mode }: BackupFile,
  tell: (bytes: number) => void,
): void => {
  mkdirSync(dirname(target), { recursive: true, mode: 0o750 });
  if (copyFile(join(backup, path), target, mode, tell).sha256 !== sha256)
    throw new Error(`${path}: it changed while it was read`);
  const damage = is === "database" ? damageIn(target) : null;
  if (damage !== null) throw new Error(`${path}: ${damage}`);
};

/** `data/…` and `site/…` of the backup, each where it belongs now. */
const targetOf = (path: string, data: string, site: string): string =>
  path.startsWith("data/") ? join(data, path.slice("data/".length)) : join(site, path.slice("site/".length));

const rank = ({ path }: BackupFile): number => (path === "data/record.db" ? 1 : 0);

const checkEmpty = (place: string): void => {
  const about = statSync(place, { throwIfNoEntry: false });
  if (about === undefined) return;
  const entries = about.isDirectory() ? readdirSync(place) : [place];
  if (entries.length === 0 || entries.includes(NOTE)) return;
  const message = `${place}: it is not empty: nothing is ever restored over something else; give a new directory`;
  throw new Fault("RESTORE_NOT_EMPTY", message, { retry: false });
};

const clear = (place: string): void => {
  if (!existsSync(place)) return;
  for (const name of readdirSync(place)) rmSync(join(place, name), { recursive: true, force: true });
};
