import { hash, verify } from "@node-rs/argon2";
import { normalised } from "./secret.ts";

/**
 * argon2id with 19 MiB and two passes, the library's default and the least that is recommended.
 *
 * @see OWASP Password Storage Cheat Sheet, Argon2id; RFC 9106
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** What is kept of a PIN or password, as a PHC string with a salt of its own. */
export const hashOf = (secret: string): Promise<string> => hash(normalised(secret), COST);

/** Nobody's: what an account that is not there is compared with, so that it takes as long. */
const nobodys = hashOf("nobody's secret");

/**
 * Whether a secret is the one that was hashed.
 *
 * @param kept  null: there is no such account; the answer is no, after the same work
 */
export const isRight = async (kept: string | null, secret: string): Promise<boolean> => {
  const matches = await verify(kept ?? (await nobodys), normalised(secret));
  return matches && kept !== null;
};
