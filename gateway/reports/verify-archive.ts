import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sumsIn } from "./archive.ts";
import { documentsHash, SUMS, type Sums, sha256Of } from "./sums.ts";

/** What is wrong with one file of the archive. */
export type ArchiveFault = {
  /** Below the archive: `daily-facility/2025/20250721设施运行日报-v1.zh.pdf`. */
  readonly path: string;
  readonly is: "changed" | "missing" | "unlisted";
};

export type ArchiveAudit = {
  /** Files that are as they were written. */
  readonly files: number;
  readonly faults: readonly ArchiveFault[];
  /**
   * What the trail must say of each version: SHA-256 of its JSON file, where that is as it was written, and of the list of
   * checksums of all its files.
   */
  readonly versions: ReadonlyMap<string, string>;
};

/** Goes over all files of an archive, against the checksums beside them. @param root  the directory; it may not be there yet */
export const verifyArchive = async (root: string): Promise<ArchiveAudit> => {
  const faults: ArchiveFault[] = [];
  const versions = new Map<string, string>();
  let files = 0;
  for (const plan of await directoriesIn(root))
    for (const year of await directoriesIn(join(root, plan))) {
      const directory = join(root, plan, year);
      const sums = await sumsIn(directory);
      const present = new Set(await filesIn(directory));
      for (const [name, sum] of sums) {
        const path = `${plan}/${year}/${name}`;
        if (!present.has(name)) faults.push({ path, is: "missing" });
        else if (sha256Of(await readFile(join(directory, name))) !== sum)
          faults.push({ path, is: "changed" });
        else {
          files += 1;
          if (name.endsWith(".json")) versions.set(sum, documentsHash(filesOf(name, sums)));
        }
      }
      for (const name of present)
        if (!sums.has(name) && name !== SUMS && !name.endsWith(".new"))
          faults.push({ path: `${plan}/${year}/${name}`, is: "unlisted" });
    }
  return { files, faults, versions };
};

/** The files of the version that a JSON file is of, with their checksums. */
const filesOf = (json: string, sums: Sums): readonly { name: string; sha256: string }[] => {
  const stem = json.slice(0, -"json".length);
  return [...sums].flatMap(([name, sha256]) => (name.startsWith(stem) ? [{ name, sha256 }] : []));
};

const entriesOf = async (directory: string) => {
  try {
    return await readdir(directory, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
};

const directoriesIn = async (directory: string): Promise<readonly string[]> =>
  (await entriesOf(directory)).filter(entry => entry.isDirectory()).map(({ name }) => name);

const filesIn = async (directory: string): Promise<readonly string[]> =>
  (await entriesOf(directory)).filter(entry => entry.isFile()).map(({ name }) => name);
