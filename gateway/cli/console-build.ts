import { execFile } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { PLACES } from "./places.ts";
import { StatusLine } from "./status-line.ts";
import type { Words } from "./words/language.ts";

/** Shorter waits need no explanation. */
const PATIENCE_MS = 500;

/**
 * Builds the console when it was never built or its sources are newer, which takes about a second; whoever waits at a
 * terminal is told. Without Vite (a production install) what is there is used, and a build that fails never stops the
 * gateway: it judges without a console.
 */
export const buildConsole = async (words: Words): Promise<void> => {
  const vite = join(PLACES.root, "node_modules/vite/bin/vite.js");
  if (!existsSync(vite) || !existsSync(PLACES.console)) return;
  if (newest(PLACES.console) <= oldest(PLACES.consoleBuilt)) return;
  const line = process.stderr.isTTY ? new StatusLine(process.stderr) : undefined;
  const late = setTimeout(() => line?.show(words.consoleBuild.going), PATIENCE_MS);
  const args = [vite, "build", PLACES.console, "--logLevel", "error"];
  const isBuilt = await promisify(execFile)(process.execPath, args, { cwd: PLACES.root }).then(
    () => true,
    () => false,
  );
  clearTimeout(late);
  line?.clear();
  if (!isBuilt) console.error(words.consoleBuild.failed);
};

const oldest = (built: string): number =>
  existsSync(join(built, "index.html")) ? statSync(join(built, "index.html")).mtimeMs : 0;

const newest = (directory: string): number =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(
      entry =>
        entry.isFile() &&
        !/(^|[\\/])(dist|testing)([\\/]|$)/.test(entry.parentPath) &&
        !entry.name.includes(".test."),
    )
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
