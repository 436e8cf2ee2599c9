import { z } from "zod";
import { Fault } from "#gateway/ports/fault.ts";
import type { Mark } from "./mark.ts";

/** A mark as Grafana has it. */
export type KnownMark = Mark & { readonly id: number };

/** The part of Grafana's HTTP API that keeps marks. Every call throws a Fault that says whether to try again. */
export type GrafanaApi = {
  /** The mark that was set at this time with all these tags; null: there is none. */
  find(time: number, tags: readonly string[]): Promise<KnownMark | null>;
  add(mark: Mark): Promise<void>;
  change(id: number, mark: Mark): Promise<void>;
};

const TIMEOUT_MS = 10_000;
const found = z.array(
  z.object({
    id: z.number(),
    time: z.number(),
    timeEnd: z.number(),
    tags: z.array(z.string()).nullable(),
    text: z.string(),
  }),
);

/**
 * @param url     without a closing slash
 * @param token   of a service account that may write annotations
 * @param ending  aborts what is under way
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/annotations/
 */
export const grafanaApi = (url: string, token: string, ending: AbortSignal): GrafanaApi => {
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: "application/json",
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
      redirect: "error",
      signal: AbortSignal.any([ending, AbortSignal.timeout(TIMEOUT_MS)]),
    }).catch(cause => {
      throw new Fault("GRAFANA_UNREACHABLE", `Grafana (${url}): ${reasonOf(cause)}`, { retry: true, cause });
    });
    const text = await answer.text().catch(cause => {
      throw new Fault("GRAFANA_UNREACHABLE", `Grafana (${url}): ${reasonOf(cause)}`, { retry: true, cause });
    });
    if (!answer.ok) throw refusal(url, answer.status, text);
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw noGrafana(url, cause);
    }
  };
  return {
    find: async (time, tags) => {
      const query = new URLSearchParams([
        ["type", "annotation"],
        ["from", String(time)],
        ["to", String(time)],
        ["limit", "10"],
        ...tags.map(tag => ["tags", tag]),
      ]);
      const marks = found.safeParse(await call("GET", `/api/annotations?${query}`));
      if (!marks.success) throw noGrafana(url, marks.error);
      const [first] = marks.data.sort((one, other) => one.id - other.id);
      return first ? { ...first, tags: first.tags ?? [] } : null;
    },
    add: async mark => {
      await call("POST", "/api/annotations", mark);
    },
    change: async (id, mark) => {
      await call("PATCH", `/api/annotations/${id}`, mark);
    },
  };
};

/** What to do about an answer. Nothing of it but its message goes on: a token could be in a page of a proxy. */
const refusal = (url: string, status: number, text: string): Fault => {
  const [code, what, retry] = MEANINGS[status] ?? [
    "GRAFANA_REFUSED",
    `answered ${status}: ${messageOf(text)}`,
    status >= 500,
  ];
  return new Fault(code, `Grafana (${url}): ${what}`, { retry });
};

const MEANINGS: Readonly<Record<number, readonly [code: string, what: string, retry: boolean]>> = {
  401: ["GRAFANA_TOKEN", "the token is not valid (any more): make a new one for its service account", true],
  403: [
    "GRAFANA_TOKEN",
    "the token may not write annotations: its service account must have the role Editor",
    true,
  ],
  404: ["GRAFANA_NOT_THERE", "there is no annotations API at this address: see grafana.url", true],
  429: ["GRAFANA_BUSY", "it asks to be asked less often", true],
};

const messageOf = (text: string): string => {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === "string" ? message.slice(0, 200) : "without a message";
  } catch {
    return "without a message";
  }
};

const noGrafana = (url: string, cause: unknown): Fault =>
  new Fault("GRAFANA_NOT_THERE", `Grafana (${url}): what answers there is no Grafana: see grafana.url`, {
    retry: true,
    cause,
  });

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer in ${TIMEOUT_MS / 1_000} s`;
  const { cause } = error;
  return cause instanceof Error ? cause.message || cause.name : error.message;
};
