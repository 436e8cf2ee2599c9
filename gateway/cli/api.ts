import type { z } from "zod";
import { EXIT, Stop } from "./exit.ts";
import type { Words } from "./words/language.ts";

/** Where a gateway listens. */
export type Address = { readonly host: string; readonly port: number };

const PATIENCE_S = 5;
const FILE_PATIENCE_S = 30;

/** The address as a URL that this machine can open: a gateway that listens everywhere is asked here. */
export const urlOf = ({ host, port }: Address): string => {
  const near = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${near.includes(":") ? `[${near}]` : near}:${port}`;
};

/** How a gateway is asked, where that is not by a plain GET. */
export type Manner = {
  readonly method?: "GET" | "POST";
  readonly patienceS?: number;
  /** Sent as JSON. */
  readonly body?: object;
  /** A file, sent as it is. */
  readonly bytes?: Buffer;
  /** Ends the waiting for an answer before its time. */
  readonly signal?: AbortSignal | undefined;
};

/**
 * An answer of a running gateway's API.
 *
 * @throws {Stop} exit code 3 when nobody answers, or somebody who is no gateway of this version
 */
export const ask = async <T>(
  address: Address,
  path: string,
  shape: z.ZodType<T>,
  words: Words,
  { method = "GET", patienceS = PATIENCE_S, body, bytes, signal }: Manner = {},
): Promise<T> => {
  const url = urlOf(address);
  const headers = {
    ...(body && { "content-type": "application/json" }),
    ...(bytes && { "content-type": "application/octet-stream" }),
    ...authorization(),
  };
  const sent = bytes ? new Uint8Array(bytes) : body && JSON.stringify(body);
  const asked = { method, headers, ...(sent !== undefined && { body: sent }), ...(signal && { signal }) };
  const { bytes: answer } = await answerAt(`${url}${path}`, asked, patienceS).catch((cause: unknown) => {
    throw new Stop(EXIT.unreachable, words.gateway.silent(url, whyOf(cause, patienceS, words)));
  });
  const parsed = shape.safeParse(jsonOf(answer.toString("utf8")));
  if (!parsed.success) throw new Stop(EXIT.unreachable, words.gateway.stranger(url));
  return parsed.data;
};

/**
 * A file of a running gateway; null: it has none such.
 *
 * @throws {Stop} exit code 3 when nobody answers
 */
export const bytesOf = async (address: Address, path: string, words: Words): Promise<Buffer | null> => {
  const url = urlOf(address);
  const headers = { ...authorization() };
  const answer = await answerAt(`${url}${path}`, { headers }, FILE_PATIENCE_S).catch((cause: unknown) => {
    throw new Stop(EXIT.unreachable, words.gateway.silent(url, whyOf(cause, FILE_PATIENCE_S, words)));
  });
  return answer.isOk ? answer.bytes : null;
};

/** Who asks, where the environment has a token of his. */
const authorization = (): { readonly authorization?: string } => {
  const { HALLWATCH_TOKEN: token } = process.env;
  return token ? { authorization: `Bearer ${token}` } : {};
};

const answerAt = async (
  url: string,
  asked: RequestInit,
  patienceS: number,
): Promise<{ readonly isOk: boolean; readonly bytes: Buffer }> => {
  const late = AbortSignal.timeout(patienceS * 1_000);
  const signal = asked.signal ? AbortSignal.any([asked.signal, late]) : late;
  const answer = await fetch(url, { ...asked, signal });
  return { isOk: answer.ok, bytes: Buffer.from(await answer.arrayBuffer()) };
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // No JSON fits no shape.
  }
};

const whyOf = (error: unknown, patienceS: number, { gateway }: Words): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return gateway.late(patienceS);
  const { code, message } = (error.cause ?? error) as NodeJS.ErrnoException;
  return code === "ECONNREFUSED" ? gateway.refused : (code ?? message);
};
