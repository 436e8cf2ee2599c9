import type { FastifyRequest } from "fastify";
import type { Instant } from "#rules/time/instant.ts";
import type { SignIn, UseSetUp, WireAccount, WireSession, WireSetUp } from "../wire/account.ts";
import type { AccountsApi, Proof } from "./accounts.ts";

/** What came of signing in. `key`: for the browser alone; `lastsSeconds` null: until the browser is closed. */
export type SignedIn =
  | {
      readonly is: "signed-in";
      readonly session: WireSession;
      readonly key: string;
      readonly lastsSeconds: number | null;
    }
  | { readonly is: Exclude<Proof, "right"> };

export type SetUpDone =
  | { readonly is: "set"; readonly session: WireSession }
  /** There is no such link, it was used, or its day is over. */
  | { readonly is: "gone" }
  /** Why this PIN or password is not taken, in both languages. */
  | { readonly is: "refused"; readonly why: { readonly zh: string; readonly en: string } };

/** What came of something about somebody's account. `refused` says who may. */
export type AccountDone<T> =
  | { readonly is: "done"; readonly answer: T }
  | { readonly is: "refused"; readonly why: string }
  | { readonly is: "unknown" };

/** All that the web side asks about accounts. `by`: id of who is signed in. */
export type AccountsDesk = AccountsApi & {
  /** The world's time, by which sessions and waits go. */
  now(): Instant;
  /** Id of a person by id or name; null: the hall has nobody of this name. */
  idOf(who: string): string | null;
  /** Who is signed in where the request comes from; asking does not make it last longer. */
  session(request: FastifyRequest): WireSession;
  signIn(asked: SignIn, request: FastifyRequest): Promise<SignedIn>;
  signOut(request: FastifyRequest): WireSession;
  setUp(link: string): WireSetUp | null;
  useSetUp(link: string, asked: UseSetUp): Promise<SetUpDone>;
  accounts(by: string | null): AccountDone<readonly WireAccount[]>;
  link(person: string, by: string | null): AccountDone<{ path: string; expiresAt: string }>;
  remove(person: string, by: string | null): AccountDone<readonly WireAccount[]>;
};
