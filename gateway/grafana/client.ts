import { Fault } from "#gateway/ports/fault.ts";

/** What Grafana answered: the status and its body, parsed; null where it was no JSON. */
export type GrafanaAnswer = { readonly status: number; readonly body: unknown };

/** Asks a Grafana over HTTP with the token of a service account. */
export type GrafanaClient = {
  /** Without a closing slash. */
  readonly url: string;
  /**
   * @param path      after the address, with its slash
   * @param expected  statuses that the caller knows what to do about; every other one is a Fault
   * @throws {Fault}  `GRAFANA_UNREACHABLE`, `GRAFANA_TOKEN`, `GRAFANA_BUSY`, `GRAFANA_REFUSED`, `GRAFANA_NOT_THERE`
   */
  call(
    method: "GET" | "POST" | "PUT",
    path: string,
    expected: readonly number[],
    body?: object | string,
  ): Promise<GrafanaAnswer>;
};

const PATIENCE_MS = 30_000;

/**
 * @param url     without a closing slash
 * @param token   of a service account
 * @param ending  aborts what is under way
 */
export const grafanaClient = (url: string, token: string, ending?: AbortSignal): GrafanaClient => ({
  url,
  call: async (method, path, expected, body) => {
    const isText = typeof body === "string";
    const unreachable = (cause: unknown): Fault =>
      new Fault("GRAFANA_UNREACHABLE", `Grafana (${url}): ${reasonOf(cause)}`, { retry: true, cause });
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: "application/json",
        ...(body !== undefined && { "content-type": isText ? "text/plain" : "application/json" }),
      },
      ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
      // A token is never carried to another address.
      redirect: "error",
      signal: ending ? AbortSignal.any([ending, patience]) : patience,
    }).catch((cause: unknown) => {
      throw unreachable(cause);
    });
    const text = await answer.text().catch((cause: unknown) => {
      throw unreachable(cause);
    });
    const { status } = answer;
    if (!expected.includes(status)) throw refusal(url, `${method} ${path}`, status, text);
    const parsed = json(text);
    if (answer.ok && parsed === null && text.trim() !== "") throw noGrafana(url);
    return { status, body: parsed };
  },
});

/** Grafana's own words in a refusal, cut short; nothing else of it is passed on: a proxy's page could hold a token. */
export const messageOf = (body: unknown): string => {
  const { message } = (body ?? {}) as { message?: unknown };
  return typeof message === "string" && message !== "" ? message.slice(0, 200) : "without a message";
};

/** A sentence about an answer that nobody expected, and whether to try again. */
const refusal = (url: string, asked: string, status: number, text: string): Fault => {
  const body = json(text);
  const fault = (code: string, what: string, retry: boolean) =>
    new Fault(code, `Grafana (${url}): ${asked}: ${what}`, { retry });
  switch (status) {
    case 401:
      return fault(
        "GRAFANA_TOKEN",
        "the token is not valid (any more): make a new one for its service account",
        true,
      );
    case 403:
      return fault(
        "GRAFANA_TOKEN",
        `the token may not do this: its service account must have the role Editor, for data sources Admin (${messageOf(body)})`,
        true,
      );
    case 404:
      return fault(
        "GRAFANA_NOT_THERE",
        "there is nothing at this address: is the address of Grafana right?",
        true,
      );
    case 429:
      return fault("GRAFANA_BUSY", "it asks to be asked less often", true);
    default:
      return fault("GRAFANA_REFUSED", `answered ${status}: ${messageOf(body)}`, status >= 500);
  }
};

const noGrafana = (url: string): Fault =>
  new Fault("GRAFANA_NOT_THERE", `Grafana (${url}): what answers there is no Grafana`, { retry: true });

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer in ${PATIENCE_MS / 1_000} s`;
  const { cause } = error;
  return cause instanceof Error ? cause.message || cause.name : error.message;
};
