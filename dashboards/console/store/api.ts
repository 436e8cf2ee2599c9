import type { Problem } from "#gateway/wire/common.ts";
import { askToSignIn } from "./sign-in.ts";

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

/** What is told: in whose name, and the rest. */
type Body = { readonly by?: string; readonly [field: string]: unknown };

/**
 * Tells the gateway something. Where it wants to know who does it, the person signs in and it goes on in his name.
 *
 * @throws {ApiError} as `get`; with code `SIGN_IN` when nobody would say who he is
 */
export const post = <T>(path: string, body: Body): Promise<T> =>
  inName(body.by, by => postOnce<T>(path, by === undefined ? body : { ...body, by }));

/** As `post`, but nobody is asked who he is: for what is sent while nobody looks. @throws {ApiError} as `get` */
export const postOnce = <T>(path: string, body: Body): Promise<T> =>
  ask<T>(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

/** Takes something away. @throws {ApiError} as `get` */
export const remove = (path: string): Promise<unknown> => ask(path, { method: "DELETE" });

/** Hands over a file as it is. @throws {ApiError} as `get` */
export const postFile = <T>(path: string, file: Blob, type: string): Promise<T> =>
  inName(undefined, () => ask<T>(path, { method: "POST", headers: { "content-type": type }, body: file }));

/** Hands over a picture (JPEG). @returns its name for notes and confirmations @throws {ApiError} as `get` */
export const postPhoto = (photo: Blob): Promise<{ readonly name: string }> =>
  postFile("/api/photos", photo, "image/jpeg");

/** Sends, and once more in the name of whoever signs in when asked. */
const inName = async <T>(
  by: string | undefined,
  send: (by: string | undefined) => Promise<T>,
): Promise<T> => {
  try {
    return await send(by);
  } catch (error) {
    if (!(error instanceof ApiError) || !asksWho(error)) throw error;
    const name = await askToSignIn(by ?? "");
    if (name === null) throw error;
    return send(by === undefined ? undefined : name);
  }
};

/** Nobody is signed in here, or it is somebody else. */
export const asksWho = ({ code }: Pick<ApiError, "code">): boolean =>
  code === "SIGN_IN" || code === "NOT_YOU";

const ask = async <T>(path: string, init: RequestInit): Promise<T> => {
  let response: Response;
  try {
    response = await fetch(path, { ...init, signal: AbortSignal.timeout(10_000) });
  } catch (cause) {
    throw new ApiError(0, { error: "OFFLINE", message: String(cause) });
  }
  if (response.ok) return (response.status === 204 ? null : await response.json()) as T;
  throw new ApiError(response.status, await problemOf(response));
};

const problemOf = async (response: Response): Promise<Problem> => {
  try {
    return (await response.json()) as Problem;
  } catch {
    return { error: "NO_ANSWER", message: `HTTP ${response.status}` };
  }
};
