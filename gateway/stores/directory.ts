import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  statfsSync,
} from "node:fs";
import { dirname, resolve } from "node:path";
import { Fault } from "#gateway/ports/fault.ts";

/**
 * Makes the directory (and those above it) when it is missing, so that it is there after a power cut too.
 *
 * @throws {Fault} `DATA_DIRECTORY_UNUSABLE` when it cannot be made or written
 */
export const prepareDirectory = (directory: string): void => {
  try {
    const made = mkdirSync(directory, { recursive: true, mode: 0o750 });
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    if (made !== undefined) for (const one of pathsUp(directory, dirname(made))) syncDirectory(one);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `data directory ${resolve(directory)}: it cannot be created or written: ${why}`;
    throw new Fault("DATA_DIRECTORY_UNUSABLE", message, { retry: false, cause });
  }
};

/** Makes the names of new or removed files of a directory durable: syncing a file does not sync its name. */
export const syncDirectory = (directory: string): void => {
  if (process.platform === "win32") return; // Directories cannot be opened there; NTFS journals names itself.
  const handle = openSync(directory, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** Bytes that may still be written on the disk of a directory. */
export const freeBytes = (directory: string): number => {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
};

const pathsUp = (from: string, top: string): readonly string[] => {
  const paths: string[] = [];
  for (let path = resolve(from); existsSync(path); path = dirname(path)) {
    paths.push(path);
    if (path === resolve(top) || path === dirname(path)) break;
  }
  return paths;
};
