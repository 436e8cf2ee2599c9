import type { Problem } from "#gateway/wire/common.ts";

/** The gateway refused or did not answer. `code` is its word for why; `OFFLINE` when nothing came back. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, { error, message }: Problem) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = error;
  }
}

/**
 * Asks the gateway. What it answers is of our own release and was checked where it was made, so it is not checked again.
 *
 * @throws {ApiError} when it refuses, fails or cannot be reached within 10 s
 */
export const get = <T>(path: string): Promise<T> => ask<T>(path, {});

/** Tells the gateway something. @throws {ApiError} as `get` */
export const post = <T>(path: string, body: object): Promise<T> =>
  ask<T>(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

/** Hands over a picture (JPEG). @returns its name for notes and confirmations @throws {ApiError} as `get` */
export const postPhoto = (photo: Blob): Promise<{ readonly name: string }> =>
  ask("/api/photos", { method: "POST", headers: { "content-type": "image/jpeg" }, body: photo });

const ask = async <T>(path: string, init: RequestInit): Promise<T> => {
  let response: Response;
  try {
    response = await fetch(path, { ...init, signal: AbortSignal.timeout(10_000) });
  } catch (cause) {
    throw new ApiError(0, { error: "OFFLINE", message: String(cause) });
  }
  if (response.ok) return (await response.json()) as T;
  throw new ApiError(response.status, await problemOf(response));
};

const problemOf = async (response: Response): Promise<Problem> => {
  try {
    return (await response.json()) as Problem;
  } catch {
    return { error: "NO_ANSWER", message: `HTTP ${response.status}` };
  }
};
