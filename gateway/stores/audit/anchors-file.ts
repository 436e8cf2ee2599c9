import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Anchor, TrailHead } from "#gateway/ports/audit.ts";
import type { Instant } from "#rules/time/instant.ts";
import { syncDirectory } from "../directory.ts";
import { anchorLine, readAnchors } from "./anchors.ts";

/** Path of the anchors in a data directory. */
export const anchorsPath = (directory: string): string => join(directory, "anchors.jsonl");

/** The anchor that was dropped last; null: there is none. */
export const lastAnchor = (path: string): Anchor | null => readAnchors(path).anchors.at(-1) ?? null;

/** Adds the end of the trail to a file of anchors: durable when it returns. Null: there is nothing to hold yet. */
export const dropAnchor = (path: string, { seq, hash }: TrailHead, at: Instant): Anchor | null => {
  if (seq === 0) return null;
  const anchor: Anchor = { seq, hash, at };
  const isNew = !existsSync(path);
  const file = openSync(path, isNew ? "w" : "r+", 0o640);
  try {
    const end = endOfLines(path);
    ftruncateSync(file, end);
    writeSync(file, anchorLine(anchor), end);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (isNew) syncDirectory(dirname(path));
  return anchor;
};

/** Where the last whole line ends: a power cut may have left half of one behind it. */
const endOfLines = (path: string): number => readFileSync(path).lastIndexOf("\n") + 1;
