import type { FastifyRequest } from "fastify";
import { problem } from "../wire/common.ts";

/** `waits`: too many wrong ones, the account takes none for a while; `no-account`: the person has none. */
export type Proof = "right" | "wrong" | "waits" | "no-account";

/** What the web side asks about who somebody is. */
export type AccountsApi = {
  /** Whether anybody has an account yet: until then names are believed, and nothing can be signed. */
  isSetUp(): boolean;
  /**
   * Whether this is the person's PIN or password. A wrong one is counted.
   *
   * @param person  id or name
   */
  prove(person: string, secret: string): Promise<Proof>;
  /** Id of the person who is signed in where the request comes from, or whose token it carries; null: nobody's. */
  who(request: FastifyRequest): Promise<string | null>;
};

/** A hall in which nobody has an account. */
export const NO_ACCOUNTS: AccountsApi = {
  isSetUp: () => false,
  prove: async () => "no-account",
  who: async () => null,
};

/** The error answers of a route that asks for a secret, for its schema. */
export const NOT_PROVED = { 401: problem, 409: problem, 429: problem } as const;

export type NotProved = {
  readonly status: 401 | 409 | 429;
  readonly body: { error: string; message: string };
};

/**
 * Makes sure that it is `by` who signs, whoever is signed in at the desk.
 *
 * @returns null when it is; else what to answer, which never says whether the name or the secret was wrong
 */
export const proved = async (
  accounts: AccountsApi,
  { by, secret }: { readonly by: string; readonly secret: string },
): Promise<NotProved | null> => {
  if (!accounts.isSetUp()) return { status: 409, body: SET_UP };
  const proof = await accounts.prove(by, secret);
  return proof === "right" ? null : notProved(proof);
};

/** What to answer whoever did not prove who he is. */
export const notProved = (proof: Exclude<Proof, "right">): NotProved =>
  proof === "waits" ? { status: 429, body: WAITS } : { status: 401, body: WRONG };

export const SET_UP = {
  error: "SET_UP",
  message: "nobody has an account yet, so that nothing can be signed: open the set-up link first",
};
const WAITS = { error: "WAITS", message: "too many wrong tries: wait a while before the next one" };
const WRONG = { error: "WRONG_SECRET", message: "the name or the secret is wrong" };
