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
 * beside it, and every version on record against the files. Exit code 1 when anything is not as it was written.
 */
export const reportVerify = async (
  { data, json }: { readonly data: string; readonly json: boolean },
  { reports: say }: Words,
): Promise<number> => {
  const versions = papersOfDirectory(data, "report").flatMap(paper => {
    const report = reportOf(paper);
    return (report?.versions ?? []).map(({ version, sha256 }) => ({
      report: report?.id ?? "",
      version,
      sha256,
    }));
  });
  const { files, faults, contents } = await verifyArchive(join(data, "reports"));
  const untold = versions.filter(({ sha256 }) => !contents.has(sha256));
  const isFine = faults.length + untold.length === 0;
  if (json) {
    const missing: readonly Version[] = untold.map(({ report, version }) => ({ report, version }));
    const told = { schema: 1, ok: isFine, files, versions: versions.length, faults, missing };
    console.log(JSON.stringify(told, null, 2));
    return isFine ? EXIT.ok : EXIT.found;
  }
  for (const { path, is } of faults satisfies readonly ArchiveFault[])
    console.log(`${path}: ${say.fault[is]}`);
  for (const { report, version } of untold) console.log(say.untold(report, version));
  if (isFine) console.log(say.whole(files, versions.length));
  return isFine ? EXIT.ok : EXIT.found;
};
