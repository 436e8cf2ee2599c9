import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Fault } from "#gateway/ports/fault.ts";
import { prepareDirectory } from "../directory.ts";
import { isBusy, storeFault } from "./failure.ts";

/**
 * Takes a data directory for this process: one gateway per directory. The lock is the kernel's, held through an open
 * SQLite transaction on `lock.db`, so that it ends with the process however that ends.
 *
 * @throws {Fault} `DATA_DIRECTORY_IN_USE` with the pid and start of the gateway that has it;
 *                 `DATA_DIRECTORY_UNUSABLE` when the directory cannot be made or written
 */
export const lockDirectory = async (directory: string): Promise<{ release(): void }> => {
  prepareDirectory(directory);
  const path = join(directory, "lock.db");
  const note = join(directory, "lock.json");
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database?.close();
    if (!isBusy(error)) throw storeFault({ path, code: "LOCK" }, "lock", error);
    throw new Fault("DATA_DIRECTORY_IN_USE", inUse(directory, note), { retry: false, cause: error });
  }
  const startedAt = new Date(Date.now() - process.uptime() * 1_000).toISOString();
  writeFileSync(`${note}.new`, `${JSON.stringify({ pid: process.pid, startedAt })}\n`);
  renameSync(`${note}.new`, note);
  return {
    release: () => {
      rmSync(note, { force: true });
      database.close();
    },
  };
};

const inUse = (directory: string, note: string): string =>
  `${resolve(directory)} is in use by ${ownerOf(note)}: stop it or give another --data directory`;

const ownerOf = (note: string): string => {
  try {
    const { pid, startedAt } = JSON.parse(readFileSync(note, "utf8")) as { pid: number; startedAt: string };
    return `the gateway with pid ${pid}, started ${startedAt}`;
  } catch {
    return "another gateway"; // It has taken the lock and is about to write its note.
  }
};
