import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "../ports/fault.ts";
import { damageIn, headIn } from "./databases.ts";
import { printOf } from "./file-copy.ts";
import { type BackupManifest, MANIFEST, readManifest } from "./manifest.ts";

/** Something in a backup that is not as it was written. */
export type Trouble = {
  readonly path: string;
  readonly is: "missing" | "changed" | "added" | "damaged";
  readonly why: string;
};

export type Verified =
  | { readonly is: "good"; readonly manifest: BackupManifest }
  | { readonly is: "refused"; readonly troubles: readonly [Trouble, ...Trouble[]] };

/**
 * Reads a backup whole and compares it with its manifest: every file is there, nothing else is, none differs by a bit;
 * every database is sound; and the record's trail ends where the manifest says.
 */
export const verifyBackup = (
  directory: string,
  progress: (done: number, total: number, what: string) => void = () => {},
): Verified => {
  if (lstatSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true)
    return {
      is: "refused",
      troubles: [{ path: directory, is: "missing", why: "there is no such directory" }],
    };
  let manifest: BackupManifest;
  try {
    manifest = readManifest(directory);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const is = error.code === "NO_BACKUP" ? "missing" : "changed";
    return { is: "refused", troubles: [{ path: MANIFEST, is, why: error.message }] };
  }
  const named = new Set(manifest.files.map(({ path }) => path));
  const [first, ...more] = [
    ...strangers(directory, named),
    ...changes(directory, manifest, progress),
    ...wrongHead(directory, manifest),
  ];
  return first === undefined ? { is: "good", manifest } : { is: "refused", troubles: [first, ...more] };
};

const strangers = (directory: string, named: ReadonlySet<string>): readonly Trouble[] => {
  const found: Trouble[] = [];
  const walk = (below: string): void => {
    for (const name of readdirSync(join(directory, below))) {
      const path = below === "" ? name : `${below}/${name}`;
      if (lstatSync(join(directory, path)).isDirectory()) walk(path);
      else if (!named.has(path) && path !== MANIFEST)
        found.push({ path, is: "added", why: "the manifest does not name it" });
    }
  };
  walk("");
  return found;
};

const changes = (
  directory: string,
  { files }: BackupManifest,
  progress: (done: number, total: number, what: string) => void,
): readonly Trouble[] => {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  return files.flatMap(({ path, is, bytes, sha256 }): Trouble[] => {
    let read = done;
    const tell = (part: number): void => {
      read += part;
      progress(read, total, path);
    };
    tell(0);
    done += bytes;
    const place = join(directory, path);
    const about = lstatSync(place, { throwIfNoEntry: false });
    if (about === undefined) return [{ path, is: "missing", why: "it is not there" }];
    if (!about.isFile()) return [{ path, is: "changed", why: "it is no file" }];
    if (about.size !== bytes)
      return [{ path, is: "changed", why: `it has ${about.size} bytes and should have ${bytes}` }];
    try {
      if (printOf(place, tell).sha256 !== sha256)
        return [{ path, is: "changed", why: "its checksum differs" }];
    } catch (error) {
      return [{ path, is: "changed", why: error instanceof Error ? error.message : String(error) }];
    }
    const damage = is === "database" ? damageIn(place) : null;
    return damage === null ? [] : [{ path, is: "damaged", why: damage }];
  });
};

const wrongHead = (directory: string, { head, files }: BackupManifest): readonly Trouble[] => {
  const path = "data/record.db";
  if (!files.some(file => file.path === path)) return [];
  try {
    const found = headIn(join(directory, "data"));
    if (found?.seq === head?.seq && found?.hash === head?.hash) return [];
    return [{ path, is: "damaged", why: "its trail does not end where the manifest says" }];
  } catch (error) {
    return [{ path, is: "damaged", why: error instanceof Error ? error.message : String(error) }];
  }
};
