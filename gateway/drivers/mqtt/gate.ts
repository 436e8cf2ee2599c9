import { instant } from "#rules/time/instant.ts";
import type { Acl } from "./acl.ts";
import { type Credential, hashAmong } from "./credentials.ts";

/** What a certificate says of the client that has it. */
export type Proof =
  | { readonly is: "none" }
  /** Signed by whom we trust, in force, not revoked. */
  | { readonly is: "certificate"; readonly name: string }
  | { readonly is: "refused"; readonly why: string };

/** A client that wants in, as its CONNECT says. */
export type Caller = {
  readonly clientId: string;
  readonly username: string | undefined;
  readonly password: Uint8Array | undefined;
  readonly willTopic: string | undefined;
  readonly proof: Proof;
};

/** @see MQTT 3.1.1 §3.2.2.3: 2 identifier rejected, 4 bad user name or password, 5 not authorized */
export type RefusalCode = 2 | 4 | 5;

/** `hash`: of the token that it came with; null: it has a certificate. */
export type Welcome = { readonly is: "welcome"; readonly as: Credential; readonly hash: string | null };

export type Entry = Welcome | { readonly is: "refused"; readonly code: RefusalCode; readonly why: string };

/**
 * Whether a client of a broker with named clients may come in. Its token or its certificate says who it is; its client id
 * must say the same, so that nobody can push out somebody else; and its last will must be its own to say.
 *
 * @param known  the credential of that id
 */
export const enter = (
  { clientId, username, password, willTopic, proof }: Caller,
  known: (id: string) => Credential | undefined,
  acl: Acl,
): Entry => {
  if (proof.is === "refused") return refused(5, `its certificate is refused: ${proof.why}`);
  const found =
    proof.is === "certificate" ? byName(proof.name, known, acl) : byToken(username, password, known);
  if (found.is === "refused") return found;
  const { id } = found.as;
  if (clientId !== id) return refused(2, `is ${quoted(id)}, but its client id is ${quoted(clientId)}`);
  if (willTopic !== undefined && !acl.mayPublish(found.as, willTopic))
    return refused(5, `its last will is on ${quoted(willTopic)}, which is no topic of its own`);
  return found;
};

const byToken = (
  username: string | undefined,
  password: Uint8Array | undefined,
  known: (id: string) => Credential | undefined,
): Entry => {
  if (username === undefined || password === undefined) return refused(5, "came without user name and token");
  const credential = known(username);
  // A token of nobody is hashed like any other, so that the answer takes as long.
  const hash = hashAmong(credential?.tokens ?? NOBODYS, password);
  if (credential === undefined || hash === null)
    return refused(4, `user name ${quoted(username)} with a wrong token`);
  return { is: "welcome", as: credential, hash };
};

const byName = (name: string, known: (id: string) => Credential | undefined, acl: Acl): Entry => {
  const own = { id: name, is: "device", owners: [name], topics: [], tokens: [] } as const;
  const credential = known(name) ?? (acl.owners.has(name) ? own : undefined);
  if (credential === undefined)
    return refused(5, `its certificate is for ${quoted(name)}, which the site file does not have`);
  return { is: "welcome", as: credential, hash: null };
};

const NOBODYS: Credential["tokens"] = [{ sha256: "0".repeat(64), madeAt: instant(0) }];

const refused = (code: RefusalCode, why: string): Entry => ({ is: "refused", code, why });

const MOST_QUOTED = 64;

/** What a stranger calls itself may be long, or hold anything. */
const quoted = (text: string): string => JSON.stringify(text.slice(0, MOST_QUOTED));
