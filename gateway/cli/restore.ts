import { join, resolve } from "node:path";
import { instant, toIso } from "#rules/time/instant.ts";
import { restoreBackup } from "../backup/restore.ts";
import { verifyArchive } from "../reports/verify-archive.ts";
import { auditDirectory } from "../stores/sqlite/read-record.ts";
import { aboutText, bytesBar, thereOrStop, timeText, troubleLines } from "./backup.ts";
import { EXIT } from "./exit.ts";
import type { Words } from "./words/language.ts";

export type RestoreOptions = { readonly data: string; readonly site?: string; readonly json: boolean };

/**
 * Puts a backup into an empty directory, then goes over the trail and the archived reports there. Exit code 1 when the
 * backup is not as it was written, and then nothing was restored, or when something in the hall was wrong already; 2 when
 * there is no such backup, or the directory is not empty.
 */
export const restore = async (
  backup: string,
  { data, site = join(data, "site"), json }: RestoreOptions,
  words: Words,
): Promise<number> => {
  const say = words.backup;
  thereOrStop(backup, words);
  const began = performance.now();
  const bar = bytesBar();
  const restored = restoreBackup({ backup, data, site, progress: bar.show });
  bar.end();
  if (restored.is === "refused") {
    if (json) print({ ok: false, troubles: restored.troubles });
    else for (const line of troubleLines(backup, restored.troubles, words)) console.log(line);
    return EXIT.found;
  }
  const { manifest, siteFile } = restored;
  const audit = manifest.head === null ? null : auditDirectory(data);
  const archive = await verifyArchive(join(data, "reports"));
  const wrong = (audit?.wrong.length ?? 0) + (audit?.more ?? 0);
  const seconds = (performance.now() - began) / 1_000;
  if (json) {
    const trail = audit && { events: audit.events, wrong, ...audit.head };
    const reports = { files: archive.files, faults: archive.faults };
    const at = toIso(instant(manifest.at));
    print({ ok: true, data: resolve(data), siteFile, at, seconds, trail, reports });
  } else {
    console.log(say.restored(data, aboutText(manifest), seconds.toFixed(1)));
    if (audit) console.log(say.audit(audit.events, wrong));
    console.log(say.reports(archive.files, archive.faults.length));
    console.log(say.lacking(timeText(manifest.at)));
    if (siteFile) console.log(say.next(`hallwatch start --config ${siteFile} --data ${data}`));
  }
  return wrong + archive.faults.length === 0 ? EXIT.ok : EXIT.found;
};

const print = (document: object): void => console.log(JSON.stringify({ schema: 1, ...document }, null, 2));
