import { join } from "node:path";
import { reportOf } from "#rules/filing/report.ts";
import type { ArchiveFault } from "../reports/verify-archive.ts";
import { verifyArchive } from "../reports/verify-archive.ts";
import { papersOfDirectory } from "../stores/sqlite/read-record.ts";
import { EXIT } from "./exit.ts";
import type { Words } from "./words/language.ts";

type Version = { readonly report: string; readonly version: number };

/**
 * Goes over the archived reports of a data directory, also while a gateway runs on it: every file against the checksums
 * beside it, and every version on record against its files. Exit code 1 when anything is not as it was written.
 */
export const reportVerify = async (
  { data, json }: { readonly data: string; readonly json: boolean },
  { reports: say }: Words,
): Promise<number> => {
  const versions = papersOfDirectory(data, "report").flatMap(paper => {
    const report = reportOf(paper);
    return (report?.versions ?? []).map(({ version, sha256, documents }) => ({
      report: report?.id ?? "",
      version,
      sha256,
      documents,
    }));
  });
  const { files, faults, versions: kept } = await verifyArchive(join(data, "reports"));
  const untold = versions.filter(({ sha256 }) => !kept.has(sha256));
  const others = versions.filter(({ sha256, documents }) => {
    const found = kept.get(sha256);
    return documents !== undefined && found !== undefined && found !== documents;
  });
  const isFine = faults.length + untold.length + others.length === 0;
  if (json) {
    const named = (all: readonly Version[]) => all.map(({ report, version }) => ({ report, version }));
    const told = { schema: 1, ok: isFine, files, versions: versions.length, faults };
    console.log(JSON.stringify({ ...told, missing: named(untold), changed: named(others) }, null, 2));
    return isFine ? EXIT.ok : EXIT.found;
  }
  for (const { path, is } of faults satisfies readonly ArchiveFault[])
    console.log(`${path}: ${say.fault[is]}`);
  for (const { report, version } of untold) console.log(say.untold(report, version));
  for (const { report, version } of others) console.log(say.others(report, version));
  if (isFine) console.log(say.whole(files, versions.length));
  return isFine ? EXIT.ok : EXIT.found;
};
