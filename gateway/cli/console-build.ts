import { execFile } from "node:child_process";
import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { PLACES } from "./places.ts";
import { StatusLine } from "./status-line.ts";
import type { Words } from "./words/language.ts";

/** Shorter waits need no explanation. */
const PATIENCE_MS = 500;
const VITE = join(PLACES.root, "node_modules/vite/bin/vite.js");

/**
 * Builds the console when it was never built or its sources are newer, which takes about a second; whoever waits at a
 * terminal is told. Without Vite (a production install) what is there is used, and a build that fails never stops the
 * gateway: it judges without a console.
 */
export const buildConsole = async (words: Words): Promise<void> => {
  if (!existsSync(VITE) || !existsSync(PLACES.console) || isFresh(PLACES.consoleBuilt)) return;
  const line = process.stderr.isTTY ? new StatusLine(process.stderr) : undefined;
  const late = setTimeout(() => line?.show(words.consoleBuild.going), PATIENCE_MS);
  const isBuilt = await buildInto(PLACES.consoleBuilt).then(
    () => true,
    () => false,
  );
  clearTimeout(late);
  line?.clear();
  if (!isBuilt) console.error(words.consoleBuild.failed);
};

/**
 * Builds the console beside a place and puts it there whole: another gateway may start at the same moment, or serve what
 * is there.
 */
export const buildInto = async (place: string): Promise<void> => {
  const fresh = `${place}-${process.pid}-${performance.now()}`;
  const former = `${fresh}-former`;
  try {
    const args = [VITE, "build", PLACES.console, "--outDir", fresh, "--emptyOutDir", "--logLevel", "error"];
    await promisify(execFile)(process.execPath, args, { cwd: PLACES.root });
    // Somebody else has built the same meanwhile.
    if (isFresh(place)) return;
    if (existsSync(place)) renameSync(place, former);
    renameSync(fresh, place);
  } finally {
    for (const left of [fresh, former]) rmSync(left, { recursive: true, force: true });
  }
};

const isFresh = (built: string): boolean => newest(PLACES.console) <= oldest(built);

const oldest = (built: string): number =>
  existsSync(join(built, "index.html")) ? statSync(join(built, "index.html")).mtimeMs : 0;

const newest = (directory: string): number =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(
      entry =>
        entry.isFile() &&
        !/(^|[\\/])(dist(-[^\\/]*)?|testing)([\\/]|$)/.test(entry.parentPath) &&
        !entry.name.includes(".test."),
    )
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
