import { resolve } from "node:path";
import { instant, toIso } from "#rules/time/instant.ts";
import { backupsIn } from "../backup/list.ts";
import type { BackupManifest } from "../backup/manifest.ts";
import { siteFilesOf } from "../backup/site-files.ts";
import { takeBackup } from "../backup/take.ts";
import { type Trouble, verifyBackup } from "../backup/verify.ts";
import type { Hall } from "../config/load-hall.ts";
import { EXIT, Stop } from "./exit.ts";
import { hallOrStop } from "./hall.ts";
import { Progress } from "./progress.ts";
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
  try {
    const { directory, manifest, shared } = takeBackup({
      ...{ data: options.data, to, site: hall.site.id, version: VERSION, at: instant(Date.now()) },
      ...(config && { config }),
      progress: bar.show,
    });
    bar.end();
    if (options.json) print({ backup: resolve(directory), ...aboutJson(manifest), shared });
    else {
      console.log(words.backup.taken(directory, manifest.files.length, sizeOf(manifest), shared));
      console.log(words.backup.loss(localTime(manifest.at)));
    }
    return EXIT.ok;
  } finally {
    bar.end();
  }
};

/** Reads a backup whole; exit code 1 when anything in it is not as it was written. */
export const backupVerify = (
  directory: string,
  { json }: { readonly json: boolean },
  words: Words,
): number => {
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
  else
    console.log(
      words.backup.good(directory, localTime(manifest.at), manifest.files.length, sizeOf(manifest)),
    );
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
  for (const { name, manifest } of options.json ? [] : found)
    console.log(
      manifest === null
        ? words.backup.unusable(name)
        : words.backup.list(name, localTime(manifest.at), sizeOf(manifest), manifest.version),
    );
  return EXIT.ok;
};

/** What is wrong with a backup, line by line, the first ones whole. */
export const troubleLines = (
  directory: string,
  troubles: readonly Trouble[],
  words: Words,
): readonly string[] => [
  words.backup.refused(directory, troubles.length),
  ...troubles.slice(0, TOLD).map(words.backup.trouble),
  ...(troubles.length > TOLD ? [words.backup.more(troubles.length - TOLD)] : []),
];

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

const sizeOf = ({ files }: BackupManifest): string => {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return `${(bytes / 1e6).toFixed(1)} MB`;
};

const aboutJson = ({ site, version, at, head, siteFile, files }: BackupManifest) => ({
  ...{ site, version, at: toIso(instant(at)), head, siteFile, files: files.length },
  bytes: files.reduce((sum, file) => sum + file.bytes, 0),
});

const print = (document: object): void => console.log(JSON.stringify({ schema: 1, ...document }, null, 2));

/** Of no hall: what the clock of this machine showed. */
const localTime = (at: number): string => new Date(at).toLocaleString("sv-SE").slice(0, 19);
