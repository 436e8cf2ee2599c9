import { z } from "zod";
import { time } from "./common.ts";
import { secret } from "./signature.ts";

/** Who is signed in at this browser; null: nobody. */
export const session = z.object({
  person: z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()) }).nullable(),
  /** `desk`: shared, a few minutes; `own`: the person's own phone. */
  kind: z.enum(["desk", "own"]).nullable(),
  expiresAt: time.nullable(),
  /** Whether anybody has an account yet: until then names are believed, and nothing can be signed. */
  isSetUp: z.boolean(),
  /** People who have an account, for the choice of names; nobody else can sign. */
  people: z.array(z.object({ id: z.string(), name: z.string() })),
});

/** `POST /api/session` signs in, `DELETE /api/session` out. Answers 401 for a wrong secret, 429 while the account waits. */
export const signIn = z.strictObject({
  person: z.string(),
  secret,
  kind: z.enum(["desk", "own"]).default("desk"),
});

/** `GET /api/set-up/:token`: for whom a link is; 404 when it was used or is over. `POST` sets the PIN or password. */
export const setUp = z.object({
  /** Null: the first account, the person chooses who he is. */
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
  people: z.array(z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()) })),
  expiresAt: time,
});
export const useSetUp = z.strictObject({ person: z.string(), secret });

/** `GET /api/accounts` and `POST /api/accounts/:person/link` (a one-time link), `DELETE /api/accounts/:person`. */
export const account = z.object({
  person: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  hasSecret: z.boolean(),
  changedAt: time.nullable(),
  lastUsedAt: time.nullable(),
  waitsUntil: time.nullable(),
});
export const accountList = z.object({ accounts: z.array(account), at: time });
export const setUpLink = z.object({ path: z.string(), expiresAt: time });

export type WireSession = z.infer<typeof session>;
export type SignIn = z.infer<typeof signIn>;
export type WireSetUp = z.infer<typeof setUp>;
export type UseSetUp = z.infer<typeof useSetUp>;
export type WireAccount = z.infer<typeof account>;
