import { randomFillSync } from "node:crypto";
import { closeSync, fsyncSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { freeBytes, syncDirectory } from "../directory.ts";
import { isFull } from "./failure.ts";

const BYTES = 8 * 1024 * 1024;

/**
 * A file that only takes up room. On a full disk SQLite cannot even move what is committed into place; then the
 * ballast goes overboard, which leaves room to do that and to write what is urgent until somebody frees the disk.
 */
export type Ballast = {
  /** Takes the room when it is not taken yet and the disk has twice as much to spare. Says whether it is taken. */
  take(): boolean;
  /** Gives the room back. Says whether there was any. */
  drop(): boolean;
};

export const ballast = (directory: string): Ballast => {
  const path = join(directory, "ballast");
  return {
    take: () => {
      if (sizeOf(path) === BYTES) return true;
      if (freeBytes(directory) < 2 * BYTES) return false;
      try {
        fill(path);
        syncDirectory(directory);
        return true;
      } catch (error) {
        rmSync(path, { force: true });
        if (isFull(error)) return false; // Somebody else took the room in the meantime.
        throw error;
      }
    },
    drop: () => {
      if (sizeOf(path) === 0) return false;
      rmSync(path);
      syncDirectory(directory);
      return true;
    },
  };
};

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

const fill = (path: string): void => {
  // Random bytes: a file system that packs zeros would not give the room back.
  const block = randomFillSync(Buffer.alloc(1024 * 1024));
  const file = openSync(path, "w", 0o640);
  try {
    for (let written = 0; written < BYTES; )
      written += writeSync(file, block, 0, Math.min(block.length, BYTES - written));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};
