import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";
import { until } from "#gateway/stores/testing/until.ts";

const ROOT = join(import.meta.dirname, "../../..");

/**
 * Where the console is built as it is for production: once in a run, by whoever asks first; the others wait for it. It is
 * only read there.
 */
export const builtConsole = async (): Promise<string> => {
  const place = inject("buildPlace");
  const built = join(place, "console");
  const lock = join(place, "lock");
  while (!existsSync(built)) {
    if (await isTaken(lock)) await until("somebody else builds the console", () => !existsSync(lock));
    else await build(place, built).finally(() => rmdir(lock));
  }
  return built;
};

/** Takes the lock unless somebody else has it. */
const isTaken = (lock: string): Promise<boolean> =>
  mkdir(lock).then(
    () => false,
    error => {
      if (error.code === "EEXIST") return true;
      throw error;
    },
  );

/** It is seen under its name only when it is whole. */
const build = async (place: string, built: string): Promise<void> => {
  if (existsSync(built)) return;
  const unfinished = join(place, "unfinished");
  const vite = join(ROOT, "node_modules/vite/bin/vite.js");
  const to = ["--outDir", unfinished, "--emptyOutDir", "--logLevel", "error"];
  await promisify(execFile)(process.execPath, [vite, "build", "dashboards/console", ...to], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "production" },
  });
  await rename(unfinished, built);
};
