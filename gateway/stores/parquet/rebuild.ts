import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { sha256Of } from "./file-hash.ts";
import { type ColdKind, coldDirectory } from "./layout.ts";
import type { BrokenFile, ColdFile, LookInto, Manifest } from "./manifest.ts";

const KINDS: readonly ColdKind[] = ["readings", "minutes", "quarters"];

/**
 * The manifest of the files that are there, the latest revision of each: for when the manifest itself is lost. What came
 * late and which classes were left out is not known any more.
 */
export const rebuiltManifest = async (directory: string, look: LookInto, at: number): Promise<Manifest> => {
  const files: ColdFile[] = [];
  const broken: BrokenFile[] = [];
  for (const kind of KINDS)
    for (const { name, of, revision } of latest(readdirSync(join(coldDirectory(directory), kind)))) {
      const file = `${kind}/${name}`;
      const path = join(coldDirectory(directory), file);
      try {
        const inside = await look(path);
        const { size: bytes } = statSync(path);
        const sha256 = await sha256Of(path);
        files.push({
          is: kind,
          of,
          file,
          ...inside,
          bytes,
          sha256,
          revision,
          writtenAt: at,
          late: 0,
          without: [],
        });
      } catch (error) {
        broken.push({ file, why: error instanceof Error ? error.message : String(error), since: at });
      }
    }
  return { files, broken };
};

type Named = { readonly name: string; readonly of: string; readonly revision: number };

const latest = (names: readonly string[]): readonly Named[] => {
  const byDate = new Map<string, Named>();
  for (const name of names) {
    const [, of, digits] = /^(\d{4}-\d\d(?:-\d\d)?)(?:\.r(\d+))?\.parquet$/.exec(name) ?? [];
    if (of === undefined) continue;
    const revision = Number(digits ?? 1);
    if (revision > (byDate.get(of)?.revision ?? 0)) byDate.set(of, { name, of, revision });
  }
  return [...byDate.values()];
};
