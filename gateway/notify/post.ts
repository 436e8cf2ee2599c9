import { type Millis, millis } from "#rules/time/instant.ts";
import type { Sent } from "./sender.ts";
import { networkTrouble, shown } from "./trouble.ts";

/** A request to a server, and what people may see of where it goes. */
export type Post = {
  readonly url: string;
  /** The server for people: no path, which may hold a key. */
  readonly where: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly patienceMs: number;
};

export type Failed = Extract<Sent, { is: "failed" }>;
/** The server took it, with what it said; or why not. */
export type Posted = { readonly is: "answered"; readonly status: number; readonly text: string } | Failed;

/** The wait for a whole answer, in ms of real time, however fast the hall's clock runs. */
export const PATIENCE_MS = 10_000;

/** Most of an answer that is read: more than any error text needs. */
const MOST_BYTES = 16 * 1024;

/**
 * Posts once. An answer of 2xx is one; anything else is a failure. Redirections are not followed: a message must not
 * wander to an address that nobody wrote into the site file.
 */
export const post = async ({ url, where, headers, body, patienceMs }: Post): Promise<Posted> => {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const answer = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
    const text = await beginningOf(answer);
    if (answer.ok) return { is: "answered", status: answer.status, text };
    return refusal(where, answer, text);
  } catch (error) {
    return { is: "failed", ...networkTrouble(error, where, patienceMs) };
  }
};

/** `https://oapi.dingtalk.com` of an address whose path or query is a key. */
export const originOf = (url: string): string => {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}`;
  } catch {
    return "an address that is none";
  }
};

const refusal = (where: string, answer: Response, text: string): Failed => {
  const { status } = answer;
  const said = text.trim() === "" ? "" : ` (${shown(text)})`;
  const fail = (why: string, retry: boolean): Failed => ({ is: "failed", why: `${where}: ${why}`, retry });
  if (status >= 300 && status < 400)
    return fail(`answered ${status}, go elsewhere: write the new address into the site file`, false);
  if (status === 401 || status === 403)
    return fail(`answered ${status}, not allowed: check the secret or token${said}`, false);
  if (status === 404 || status === 410)
    return fail(`answered ${status}, no such address: check the path${said}`, false);
  if (status === 429 || status === 503) {
    const wait = retryAfter(answer.headers.get("retry-after"));
    const busy = fail(`answered ${status}, too much at the moment: it is tried again${said}`, true);
    return wait === null ? busy : { ...busy, wait };
  }
  if (status === 408 || status >= 500)
    return fail(`answered ${status}, it has trouble of its own: look into its log${said}`, true);
  return fail(`answered ${status}, it does not take this message${said}`, false);
};

/** @see RFC 9110 §10.2.3; only the form in seconds, up to an hour */
const retryAfter = (value: string | null): Millis | null => {
  if (value === null || !/^\d{1,6}$/.test(value)) return null;
  return millis(Math.min(Number(value), 3_600) * 1_000);
};

const beginningOf = async (answer: Response): Promise<string> => {
  if (answer.body === null) return "";
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body) {
    parts.push(part);
    bytes += part.byteLength;
    if (bytes >= MOST_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, MOST_BYTES).toString("utf8");
};
