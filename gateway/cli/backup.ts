import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { instant, toIso } from "#rules/time/instant.ts";
import { backupsIn, namedBackups } from "../backup/list.ts";
import { type BackupManifest, MANIFEST } from "../backup/manifest.ts";
import { siteFilesOf } from "../backup/site-files.ts";
import { takeBackup } from "../backup/take.ts";
import { type Trouble, verifyBackup } from "../backup/verify.ts";
import type { Hall } from "../config/load-hall.ts";
import { EXIT, Stop } from "./exit.ts";
import { hallOrStop } from "./hall.ts";
import { Progress } from "./progress.ts";
import { table } from "./table.ts";
import { VERSION } from "./version.ts";
import type { Words } from "./words/language.ts";

type Place = { readonly config: string; readonly to?: string; readonly json: boolean };

/** So many of the things that are wrong are said one by one. */
const TOLD = 20;

/** Takes a backup, also while a gateway runs on the data directory. */
export const backupTake = async (
  options: Place & { readonly data: string },
  words: Words,
): Promise<number> => {
  const hall = await hallOrStop(options.config, words);
  const to = placeOf(hall, options, words);
  const config = siteFilesOf(hall.texts.keys());
  const bar = bytesBar();
  const began = performance.now();
  try {
    const { directory, manifest, shared } = takeBackup({
      ...{ data: options.data, to, site: hall.site.id, version: VERSION, at: instant(Date.now()) },
      ...(config && { config }),
      progress: bar.show,
    });
    bar.end();
    if (options.json) print({ backup: resolve(directory), ...aboutJson(manifest), shared });
    else {
      const seconds = (performance.now() - began) / 1_000;
      console.log(words.backup.taken(directory, aboutText(manifest), shared, seconds.toFixed(1)));
      console.log(words.backup.loss(timeText(manifest.at, hall.site.calendar.timeZone)));
    }
    return EXIT.ok;
  } finally {
    bar.end();
  }
};

/** Reads a backup whole; exit code 1 when anything in it is not as it was written, 2 when there is nothing to read. */
export const backupVerify = (
  directory: string,
  { json }: { readonly json: boolean },
  words: Words,
): number => {
  thereOrStop(directory, words);
  const bar = bytesBar();
  const verified = verifyBackup(directory, bar.show);
  bar.end();
  if (verified.is === "refused") {
    if (json) print({ backup: resolve(directory), ok: false, troubles: verified.troubles });
    else for (const line of troubleLines(directory, verified.troubles, words)) console.log(line);
    return EXIT.found;
  }
  const { manifest } = verified;
  if (json) print({ backup: resolve(directory), ok: true, ...aboutJson(manifest) });
  else console.log(words.backup.good(directory, timeText(manifest.at), aboutText(manifest)));
  return EXIT.ok;
};

/** Shows what backups there are; only their manifests are read. */
export const backupList = async (options: Place, words: Words): Promise<number> => {
  const hall = await hallOrStop(options.config, words);
  const to = placeOf(hall, options, words);
  const found = backupsIn(to, hall.site.id);
  if (options.json) {
    const backups = found.map(({ directory, at, manifest }) =>
      manifest
        ? { backup: directory, ...aboutJson(manifest) }
        : { backup: directory, at: toIso(at), unusable: true },
    );
    print({ backups });
  } else if (found.length === 0) console.log(words.backup.none(to));
  else {
    const { head, unusable } = words.backup;
    const rows = found.map(({ name, manifest }) =>
      manifest === null
        ? [name, unusable]
        : [
            name,
            timeText(manifest.at, hall.site.calendar.timeZone),
            String(manifest.files.length),
            sizeText(bytesOf(manifest)),
            manifest.version,
          ],
    );
    console.log(table([head, ...rows]));
  }
  return EXIT.ok;
};

/** What is wrong with a backup, line by line, the first ones whole. */
export const troubleLines = (
  directory: string,
  troubles: readonly Trouble[],
  words: Words,
): readonly string[] => {
  const say = words.backup;
  if (troubles.some(({ path, is }) => path === MANIFEST && is === "missing")) {
    const [newest] = namedBackups(directory);
    return [say.noBackup(directory), ...(newest === undefined ? [] : [say.inIt(join(directory, newest))])];
  }
  return [
    say.refused(directory, troubles.length),
    ...troubles.slice(0, TOLD).map(say.trouble),
    ...(troubles.length > TOLD ? [say.more(troubles.length - TOLD)] : []),
  ];
};

/** @throws {Stop} when there is no such directory, with those that have the name of a backup beside it */
export const thereOrStop = (directory: string, words: Words): void => {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = dirname(resolve(directory));
  const near = namedBackups(above)
    .slice(0, 3)
    .map(name => `  ${join(dirname(directory), name)}`);
  throw new Stop(
    EXIT.usage,
    [`hallwatch: ${words.backup.nowhere(directory, near.length > 0)}`, ...near].join("\n"),
  );
};

/** How far a copy is, in megabytes. */
export const bytesBar = () => {
  let bar: Progress | null = null;
  const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
  return {
    show: (done: number, total: number, what: string): void => {
      bar ??= new Progress(megabytes(total));
      if (process.stderr.isTTY) bar.show(megabytes(done), what);
    },
    end: (): void => bar?.end(),
  };
};

const placeOf = ({ site }: Hall, { to }: Place, words: Words): string => {
  const place = to ?? site.backup?.to;
  if (place === undefined) throw new Stop(EXIT.usage, `hallwatch: ${words.backup.noPlace}`);
  return place;
};

const bytesOf = ({ files }: BackupManifest): number => files.reduce((sum, file) => sum + file.bytes, 0);

/** How many files, and how large: what a copy is. */
export const aboutText = (manifest: BackupManifest): { readonly files: number; readonly size: string } => ({
  files: manifest.files.length,
  size: sizeText(bytesOf(manifest)),
});

const sizeText = (bytes: number): string =>
  bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;

const aboutJson = (manifest: BackupManifest) => {
  const { site, version, at, head, siteFile, files } = manifest;
  const moment = toIso(instant(at));
  return { site, version, at: moment, head, siteFile, files: files.length, bytes: bytesOf(manifest) };
};

const print = (document: object): void => console.log(JSON.stringify({ schema: 1, ...document }, null, 2));

/** A moment with its offset. @param timeZone  of the hall; without one that of this machine */
export const timeText = (at: number, timeZone?: string): string =>
  new Date(at).toLocaleString("sv-SE", {
    ...{
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    },
    ...{ timeZone, timeZoneName: "longOffset" },
  });
