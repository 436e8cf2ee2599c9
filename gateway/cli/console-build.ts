import { execFile } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { PLACES } from "./places.ts";

/**
 * Builds the console when it was never built or its sources are newer, which takes about a second. Without Vite (a
 * production install) what is there is used, and a build that fails never stops the gateway: it judges without a
 * console.
 */
export const buildConsole = async (): Promise<void> => {
  const vite = join(PLACES.root, "node_modules/vite/bin/vite.js");
  if (!existsSync(vite) || !existsSync(PLACES.console)) return;
  if (newest(PLACES.console) <= oldest(PLACES.consoleBuilt)) return;
  const args = [vite, "build", PLACES.console, "--logLevel", "error"];
  await promisify(execFile)(process.execPath, args, { cwd: PLACES.root }).catch(() => {
    console.error(
      "hallwatch: the console could not be built; `npm run console` says why. Going on without it.",
    );
  });
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
