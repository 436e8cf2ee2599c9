import { setImmediate } from "node:timers/promises";
import { workerData } from "node:worker_threads";
import type { ReadingColumns } from "#rules/reading/columns.ts";
import { serve } from "../thread-serve.ts";
import { type Archive, historyPath, openArchive, type RangeQuery } from "./archive.ts";
import { isIoError, storeFault } from "./failure.ts";

/** What the history's thread is given. */
export type HistorySettings = {
  readonly directory: string;
  /** Point ids by number. */
  readonly points: readonly string[];
  readonly reserveBytes: number;
};
/** What the history's thread can be asked. */
export type HistoryThread = typeof handlers;

/** Readings that are folded together: about a hundred of each of a thousand points, some pages' worth. */
const FOLD_ROWS = 100_000;
/** Beyond this, folding is broken and new readings are refused rather than kept in memory without end. */
const MOST_UNFOLDED = 10 * FOLD_ROWS;
/** Time in ms after a fold that failed before the next one is tried. */
const FOLD_RETRY = 60_000;
/** A quiet hall folds this often, in ms, so that reading back stays quick and a start has little to load. */
const FOLD_AFTER = 600_000;

const { directory, points, reserveBytes } = workerData as HistorySettings;
let archive: Archive | null = null;
let foldedAt = performance.now();
let foldFailedAt = Number.NEGATIVE_INFINITY;
/** Whether the rows are let be, since somebody else reads them to write them elsewhere. */
let isHeld = false;

const opened = (): Archive => {
  archive ??= openArchive(directory, points, reserveBytes);
  return archive;
};

const attempt = <T>(tried: string, work: (archive: Archive) => T): T => {
  const at = opened();
  try {
    return work(at);
  } catch (error) {
    if (isIoError(error)) {
      archive = null;
      at.close();
    }
    throw storeFault({ path: historyPath(directory), code: "HISTORY" }, tried, error);
  }
};

const fold = (): void => {
  foldedAt = performance.now();
  isHeld = false; // Whoever held the rows learns it when he wants to remove them.
  try {
    attempt("fold", at => at.fold());
  } catch (fault) {
    foldFailedAt = performance.now();
    throw fault;
  }
};

const foldWhenDue = (): void => {
  if (isHeld) return;
  const unfolded = opened().unfolded();
  const now = performance.now();
  const isDue = unfolded >= FOLD_ROWS || (unfolded > 0 && now - foldedAt > FOLD_AFTER);
  if (isDue && now - foldFailedAt > FOLD_RETRY) fold();
};

const handlers = {
  open: () => {
    opened();
  },
  append: (chunk: ReadingColumns) => {
    if (opened().unfolded() >= MOST_UNFOLDED) fold();
    attempt("append", at => at.append(chunk));
  },
  /** Asked after an append, so that a fold that fails does not make an append fail that has worked. */
  tidy: foldWhenDue,
  range: (query: RangeQuery) => attempt("read", at => at.range(query)),
  /** Makes rows of all that has come, then leaves the rows as they are until `release`, or until too much waits. */
  hold: () => {
    if (opened().unfolded() > 0) fold();
    isHeld = true;
  },
  release: () => {
    isHeld = false;
  },
  oldest: (from: number) => attempt("read", at => at.oldest(from)),
  /** Removes the rows of a time in small steps; false, when they have not been let be since `hold`. */
  remove: async ({ from, to }: { readonly from: number; readonly to: number }): Promise<boolean> => {
    const begun = opened();
    for (const point of begun.pointIds())
      while (isHeld && archive === begun && attempt("remove", at => at.purge(point, to, from)))
        await setImmediate();
    return isHeld && archive === begun;
  },
  /** Removes what is older than `until` in small steps, with turns for the others in between. */
  purge: async (until: number) => {
    const begun = opened();
    for (const point of begun.pointIds())
      while (archive === begun && attempt("purge", at => at.purge(point, until))) await setImmediate();
  },
  close: () => {
    archive?.close();
    archive = null;
  },
};

serve(handlers);
