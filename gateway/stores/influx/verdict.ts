import type { Answer } from "./link.ts";

/** What a server's answer to a write means for the lines. */
export type Verdict =
  | { readonly is: "stored" }
  /** The good lines are stored; `refused` of them are not, null when it does not say how many. */
  | { readonly is: "partial"; readonly refused: number | null; readonly why: string }
  /** None is stored, because at least one line is at fault. */
  | { readonly is: "refused"; readonly why: string }
  | { readonly is: "too-large"; readonly why: string }
  | { readonly is: "busy"; readonly waitMs: number; readonly why: string }
  /** Nothing is wrong with the lines: trying again later can help. `absent`: the database does not exist. */
  | { readonly is: "away" | "absent" | "forbidden"; readonly why: string };

/** Time in ms to wait when a busy server does not say how long. */
const BUSY_WAIT = 1_000;
const LONGEST_WAIT = 300_000;

/**
 * Reads the answer to `POST /write`.
 *
 * @param now  machine time, for a `Retry-After` that is a date
 * @see InfluxDB 1.6.7 as tried: 400 with `partial write: … dropped=N` has stored the other lines; lines that it cannot
 *      parse are named one by one with dropped=0
 */
export const verdictOf = ({ status, text, headers }: Answer, now: number): Verdict => {
  const why = `${status} ${reasonIn(text)}`;
  if (status >= 200 && status < 300) return { is: "stored" };
  if (status === 413) return { is: "too-large", why };
  if (status === 429) return { is: "busy", waitMs: waitOf(headers["retry-after"], now), why };
  if (status === 401 || status === 403) return { is: "forbidden", why };
  if (status === 404 && text.includes("database not found")) return { is: "absent", why };
  if ((status === 400 || status === 422) && text.includes("partial write"))
    return { is: "partial", refused: refusedIn(text), why };
  if (status === 400 || status === 422) return { is: "refused", why };
  return { is: "away", why };
};

const refusedIn = (text: string): number | null => {
  const dropped = Number(/dropped=(\d+)/.exec(text)?.[1] ?? 0);
  const unparsed = text.split("unable to parse").length - 1;
  return dropped + unparsed || null;
};

const reasonIn = (text: string): string => {
  const reason = /"error":\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1]?.replace(/\\(.)/g, "$1") ?? text;
  return reason.trim().slice(0, 500);
};

const waitOf = (retryAfter: string | undefined, now: number): number => {
  if (retryAfter === undefined) return BUSY_WAIT;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - now;
  return Number.isNaN(ms) ? BUSY_WAIT : Math.min(Math.max(ms, 0), LONGEST_WAIT);
};
