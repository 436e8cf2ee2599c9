import { Fault } from "#gateway/ports/fault.ts";

/** @see https://www.sqlite.org/rescode.html: the low byte of an extended code is its primary code */
const BUSY = 5;
const NOMEM = 7;
const IOERR = 10;
const FULL = 13;

/** Primary SQLite result code of an error, or null when it does not come from SQLite. */
const primaryCode = (error: unknown): number | null =>
  error instanceof Error && "errcode" in error && typeof error.errcode === "number"
    ? error.errcode & 0xff
    : null;

/** Another connection has the lock. */
export const isBusy = (error: unknown): boolean => primaryCode(error) === BUSY;

/** The disk under the database failed: its connection must not be used again. */
export const isIoError = (error: unknown): boolean => primaryCode(error) === IOERR;

/** The disk (or the file's own limit) is full. */
export const isFull = (error: unknown): boolean =>
  primaryCode(error) === FULL || (error instanceof Error && "code" in error && error.code === "ENOSPC");

/** What SQLite (or the file system below) threw, as a `Fault`: `<code>_FULL` when there is no room, else `<code>_FAILED`. */
export const storeFault = (
  store: { readonly path: string; readonly code: string },
  tried: string,
  cause: unknown,
): Fault => {
  const why = cause instanceof Error ? cause.message : String(cause);
  if (isFull(cause))
    return new Fault(`${store.code}_FULL`, `${store.path}: ${tried}: the disk is full`, {
      retry: true,
      cause,
    });
  const code = primaryCode(cause);
  const retry = code === BUSY || code === IOERR || code === NOMEM;
  return new Fault(`${store.code}_FAILED`, `${store.path}: ${tried}: ${why}`, { retry, cause });
};
