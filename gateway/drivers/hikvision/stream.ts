import { Fault } from "#gateway/ports/fault.ts";
import type { HikvisionPlan } from "#rules/site/other-wires.ts";
import { tellSocketError } from "../bytes/wording.ts";
import { digest } from "./digest.ts";

/** Where recorders tell what happens, without end. */
const PATH = "/ISAPI/Event/notification/alertStream";

/**
 * Follows the alert stream until it ends.
 *
 * @param hear  gets what comes, a byte a character
 * @throws {Fault} `HIKVISION_REFUSED` when it does not take the password, `retry: false`; `HIKVISION_UNREACHABLE` otherwise
 */
export const follow = async (
  { url, username }: HikvisionPlan,
  {
    password,
    where,
    signal,
  }: { readonly password: string; readonly where: string; readonly signal: AbortSignal },
  hear: (text: string) => void,
): Promise<void> => {
  const response = await opened(url, { username, password, where, signal });
  const fail = (cause: unknown) => unreachable(where, cause);
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    if (response.status === 401 || response.status === 403)
      throw new Fault("HIKVISION_REFUSED", `${where}: it does not take the user name or password`, {
        retry: false,
      });
    throw unreachable(where, new Error(`it answers ${response.status}`));
  }
  try {
    for await (const bytes of response.body) hear(Buffer.from(bytes).toString("latin1"));
  } catch (cause) {
    throw fail(cause);
  }
};

type Asker = {
  readonly username: string;
  readonly password: string;
  readonly where: string;
  readonly signal: AbortSignal;
};

/** The answer to the question, asked anew with a signature where that is wanted. */
const opened = async (url: string, { username, password, where, signal }: Asker): Promise<Response> => {
  const address = new URL(`${url}${PATH}`);
  const ask = async (headers: Record<string, string>) => {
    try {
      return await fetch(address, { headers, signal, redirect: "error" });
    } catch (cause) {
      throw unreachable(where, cause);
    }
  };
  const first = await ask({});
  if (first.status !== 401) return first;
  await first.body?.cancel();
  const challenge = first.headers.get("www-authenticate") ?? "";
  const authorization = digest(challenge, { method: "GET", path: address.pathname, username, password });
  if (authorization === null)
    throw new Fault("HIKVISION_REFUSED", `${where}: switch digest authentication on, it offers none`, {
      retry: false,
    });
  return ask({ authorization });
};

const unreachable = (where: string, cause: unknown): Fault => {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const why = inner instanceof Error ? tellSocketError(inner) : String(inner);
  return new Fault("HIKVISION_UNREACHABLE", `${where}: ${why}`, { retry: true, cause });
};
