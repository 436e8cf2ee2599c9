import { Fault } from "#gateway/ports/fault.ts";
import type { InfluxTarget } from "#rules/site/model.ts";
import type { Ask } from "./queries.ts";

const PATIENCE_MS = 60_000;

/** VictoriaMetrics says which build it is where InfluxDB has no such page. */
export const isVictoria = async (ask: Ask): Promise<boolean> => {
  try {
    return (JSON.parse(await ask("/api/v1/status/buildinfo")) as { status?: string }).status === "success";
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    if (error instanceof Fault && error.code === "HISTORY_REFUSED") return false;
    throw error;
  }
};

/**
 * Asks the server of a target for text, by GET.
 *
 * @param authorization  header of that name, or null
 */
export const asker = (target: InfluxTarget, authorization: string | null): Ask => {
  const base = target.url.replace(/\/$/, "");
  const who = `history ${target.name} (${target.url})`;
  return async path => {
    const headers = authorization === null ? {} : { authorization };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(`${base}${path}`, { headers, signal }).catch((cause: Error) => {
      const why = cause.name === "TimeoutError" ? `no answer in ${PATIENCE_MS / 1_000} s` : reasonOf(cause);
      throw new Fault("HISTORY_REMOTE", `${who}: read: ${why}`, { retry: true, cause });
    });
    const text = await answer.text();
    if (answer.ok) return text;
    const message = `${who}: read: HTTP ${answer.status}: ${text.slice(0, 300).trim()}`;
    throw new Fault("HISTORY_REFUSED", message, { retry: answer.status >= 500 });
  };
};

const reasonOf = ({ message, cause }: Error): string => {
  const inner = cause as { message?: string; code?: string } | undefined;
  return inner?.message || inner?.code || message;
};
