import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Instant } from "#rules/time/instant.ts";

/** One token of a device: what it hashes to, as hex, and when it was made. The token itself is kept nowhere. */
export type TokenHash = { readonly sha256: string; readonly madeAt: Instant };

/** Who may come to the embedded broker where its clients are named. */
export type Credential = {
  /** User name and client id alike. */
  readonly id: string;
  /** `service`: a program that reads what devices say, and is none itself. */
  readonly is: "device" | "service";
  /** Ids of the equipment and zones that it speaks for; usually its own id. */
  readonly owners: readonly string[];
  /** Filters beside those of its owners on which it may publish and subscribe: `zigbee2mqtt/#` of a bridge. */
  readonly topics: readonly string[];
  /** Newest first, at most two: while a device gets its new token the old one holds. */
  readonly tokens: readonly TokenHash[];
};

export type Credentials = readonly Credential[];

/** Why a credential cannot be made or changed. */
export type Denied = { readonly is: "refused"; readonly why: "is there already" | "is not there" };
export type Changed = { readonly is: "changed"; readonly credentials: Credentials };

const TOKENS = 2;

/** A token with 256 bits of chance: `hwd_` and 43 letters. */
export const newToken = (): string => `hwd_${randomBytes(32).toString("base64url")}`;

/** What is kept of a token. One SHA-256 is enough: nobody can try out 256 bits, and wrong tokens cost us nothing. */
export const hashOf = (token: string | Uint8Array): string =>
  createHash("sha256").update(token).digest("hex");

/** The hash of the credential that the token has; null: none. */
export const hashAmong = (tokens: readonly TokenHash[], token: Uint8Array): string | null => {
  const hash = createHash("sha256").update(token).digest();
  let found: string | null = null;
  for (const { sha256 } of tokens) {
    const known = Buffer.from(sha256, "hex");
    if (known.length === hash.length && timingSafeEqual(known, hash)) found = sha256;
  }
  return found;
};

/** The credentials with one more, which has the token. */
export const withNew = (
  all: Credentials,
  { id, is, owners, topics }: Omit<Credential, "tokens">,
  token: string,
  at: Instant,
): Changed | Denied =>
  all.some(each => each.id === id)
    ? { is: "refused", why: "is there already" }
    : changed([...all, { id, is, owners, topics, tokens: [{ sha256: hashOf(token), madeAt: at }] }]);

/**
 * The credentials with a new token for one. The one before it holds until the next time; `now`: it is worth nothing any
 * more, which is what a token in wrong hands needs.
 */
export const withToken = (
  all: Credentials,
  id: string,
  token: string,
  { at, now }: { readonly at: Instant; readonly now: boolean },
): Changed | Denied => {
  const known = all.find(each => each.id === id);
  if (known === undefined) return { is: "refused", why: "is not there" };
  const made = { sha256: hashOf(token), madeAt: at };
  const tokens = [made, ...(now ? [] : known.tokens)].slice(0, TOKENS);
  return changed(all.map(each => (each.id === id ? { ...known, tokens } : each)));
};

/** The credentials without one. */
export const without = (all: Credentials, id: string): Changed | Denied =>
  all.some(each => each.id === id)
    ? changed(all.filter(each => each.id !== id))
    : { is: "refused", why: "is not there" };

const changed = (credentials: Credentials): Changed => ({ is: "changed", credentials });
