import { type Millis, minutes, seconds } from "#rules/time/instant.ts";
import { type Failed, originOf, PATIENCE_MS, post } from "../post.ts";
import type { Outgoing, Sender, Sent } from "../sender.ts";
import { shown, withoutSecrets } from "../trouble.ts";

/** A group robot whose address, and perhaps secret, are known. */
export type RobotOptions = {
  /** The whole address with its key. */
  readonly url: string;
  readonly secret?: string | undefined;
  /** ms since 1970 of the real world's clock: signatures are checked against it. */
  readonly wallMs: () => number;
  readonly patienceMs?: number;
};

/** What one robot service asks for and answers. */
export type RobotKind = {
  readonly perMinute: number;
  request(outgoing: Outgoing, options: RobotOptions): { readonly url: string; readonly body: object };
  /** The code of an answer, 0 for success, and its text; null when it is no answer of this service. */
  answerOf(json: unknown): { readonly code: number; readonly text: string } | null;
  /** What the codes mean that people can do something about. */
  readonly meanings: Readonly<Record<number, RobotMeaning>>;
};

/** `wait`: it asks to be left alone for so long. */
export type RobotMeaning = { readonly help: string; readonly retry: boolean; readonly wait?: Millis };

/** What two robot services answer when it was too much: a minute has to pass. */
export const TOO_MANY = (perMinute: number, wait: Millis = minutes(1)): RobotMeaning => ({
  help: `it takes ${perMinute} messages a minute; it is tried again`,
  retry: true,
  wait,
});

/**
 * A sender for a group robot. These services answer 200 to nearly everything: only the code in the answer says whether the
 * message reached the group, and an answer without one counts as failure.
 */
export const robotSender = (kind: RobotKind, options: RobotOptions): Sender => {
  const where = originOf(options.url);
  const patienceMs = options.patienceMs ?? PATIENCE_MS;
  const key = keyOf(options.url);
  const clean = (text: string) => withoutSecrets(text, [options.url, key, options.secret]);
  return {
    where,
    perMinute: kind.perMinute,
    send: async outgoing => {
      const { url, body } = kind.request(outgoing, options);
      const headers = { "content-type": "application/json; charset=utf-8" };
      const posted = await post({ url, where, headers, body: JSON.stringify(body), patienceMs });
      if (posted.is === "failed") {
        const limited = posted.why.includes("answered 429") && posted.wait === undefined;
        return { ...posted, why: clean(posted.why), ...(limited ? { wait: seconds(30) } : {}) };
      }
      return verdict(kind, where, clean(posted.text));
    },
  };
};

const verdict = (kind: RobotKind, where: string, text: string): Sent => {
  const fail = (why: string, rest: Omit<Failed, "is" | "why">): Sent => ({
    is: "failed",
    why: `${where}: ${why}`,
    ...rest,
  });
  const answer = kind.answerOf(jsonOf(text));
  if (answer === null)
    return fail(`answered something else than a robot does: check the address (${shown(text)})`, {
      retry: true,
    });
  if (answer.code === 0) return { is: "sent", detail: `${where}: ${shown(answer.text) || "ok"}` };
  const { help, ...rest } = kind.meanings[answer.code] ?? { help: "it may help to try again", retry: true };
  return fail(`refused with ${answer.code}, ${shown(answer.text)}: ${help}`, rest);
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** The part of the address that is secret: the value in its query, or else the end of its path. */
const keyOf = (url: string): string | undefined => {
  const { searchParams, pathname } = new URL(url);
  const inQuery = searchParams.get("key") ?? searchParams.get("access_token");
  const last = pathname.split("/").at(-1) ?? "";
  return inQuery ?? (last.length >= 16 ? last : undefined);
};
