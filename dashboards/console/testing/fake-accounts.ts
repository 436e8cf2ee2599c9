import type { IncomingMessage } from "node:http";
import {
  signIn,
  useSetUp,
  type WireAccount,
  type WireSession,
  type WireSetUp,
} from "#gateway/wire/account.ts";
import type { WireHall } from "#gateway/wire/hall.ts";

export type Answer = {
  readonly status: number;
  readonly value: object;
  /** Session that the browser is to have from now on. */
  readonly cookie?: string;
};

/** Wrong tries that an account takes before it waits. */
const TRIES = 5;
const SIGNED =
  /^\/api\/(closing\/(sign|approve-extension|re-enter)|(opening|tasks|handovers)\/sign|reports\/[^/]+\/(review|release|return))$/;
const OPEN = /^\/api\/(session|set-up\/|certificates\/verify$)/;

const problem = (status: number, error: string, message: string): Answer => ({
  status,
  value: { error, message },
});

/** Who has an account at the fake gateway, and who is signed in at which browser. Secrets stand here as they are. */
export class FakeAccounts {
  /** Secret by name; empty: nobody has an account, and names are believed. */
  readonly secrets = new Map<string, string>();
  /** Links by token: for whom, by id; null: for whoever comes first. */
  readonly links = new Map<string, string | null>();
  readonly #sessions = new Map<string, { readonly name: string; readonly kind: "desk" | "own" }>();
  readonly #wrong = new Map<string, number>();

  reset(): void {
    this.secrets.clear();
    this.links.clear();
    this.forgetSessions();
    this.#wrong.clear();
  }

  /** Ten idle minutes later. */
  forgetSessions(): void {
    this.#sessions.clear();
  }

  session(hall: WireHall, request: IncomingMessage): WireSession {
    const kept = this.#sessionOf(request);
    const person = hall.people.find(({ name }) => name === kept?.name) ?? null;
    return {
      person,
      kind: person && kept ? kept.kind : null,
      expiresAt: null,
      isSetUp: this.secrets.size > 0,
      people: hall.people.filter(({ name }) => this.secrets.has(name)).map(({ id, name }) => ({ id, name })),
    };
  }

  /** What stands against a change: nobody is signed in where it comes from, it is somebody else, or the secret is wrong. */
  against(
    hall: WireHall,
    path: string,
    body: Readonly<Record<string, unknown>>,
    request: IncomingMessage,
  ): Answer | null {
    if (OPEN.test(path)) return null;
    const by = nameOf(hall, String(body.by ?? ""));
    if (SIGNED.test(path)) return this.#proved(by, String(body.secret ?? ""));
    if (this.secrets.size === 0) return null;
    const here = this.#sessionOf(request)?.name;
    if (here === undefined) return problem(401, "SIGN_IN", "sign in first");
    if (body.by !== undefined && here !== by)
      return problem(403, "NOT_YOU", `${here} is signed in here and cannot act in the name of ${by}`);
    return null;
  }

  signIn(hall: WireHall, body: unknown): Answer {
    const { person, secret, kind } = signIn.parse(body);
    const name = nameOf(hall, person);
    const against = this.#proved(name, secret);
    if (against) return against;
    const cookie = `${Math.random()}`.slice(2);
    this.#sessions.set(cookie, { name, kind });
    return { status: 200, value: {}, cookie };
  }

  signOut(request: IncomingMessage): Answer {
    this.#sessions.delete(cookieOf(request));
    return { status: 200, value: {} };
  }

  setUp(hall: WireHall, token: string): WireSetUp | undefined {
    const person = this.links.get(token);
    if (person === undefined) return undefined;
    return {
      person: hall.people.find(({ id }) => id === person) ?? null,
      people: hall.people.map(({ id, name, roles }) => ({ id, name, roles })),
      expiresAt: "2025-07-09T10:05:00.000Z",
    };
  }

  useSetUp(hall: WireHall, token: string, body: unknown): Answer {
    if (!this.links.has(token)) return problem(404, "LINK_GONE", "there is no such link");
    const { person, secret } = useSetUp.parse(body);
    this.links.delete(token);
    this.secrets.set(nameOf(hall, person), secret);
    return { status: 200, value: {} };
  }

  /** Who has an account, as the hall director sees it. */
  list(hall: WireHall): { readonly accounts: readonly WireAccount[] } {
    return {
      accounts: hall.people.map(({ id, name, roles }) => ({
        person: id,
        name,
        roles,
        hasSecret: this.secrets.has(name),
        changedAt: this.secrets.has(name) ? "2025-07-01T09:00:00.000Z" : null,
        lastUsedAt: null,
        waitsUntil: null,
      })),
    };
  }

  link(person: string): Answer {
    const token = `for-${person}`;
    this.links.set(token, person);
    return { status: 200, value: { path: `/#/set-up/${token}`, expiresAt: "2025-07-09T10:05:00.000Z" } };
  }

  #proved(name: string, secret: string): Answer | null {
    if (this.secrets.size === 0) return problem(409, "SET_UP", "nobody has an account yet");
    const wrong = this.#wrong.get(name) ?? 0;
    if (wrong >= TRIES) return problem(429, "WAITS", "too many wrong tries");
    if (this.secrets.get(name) === secret) return null;
    this.#wrong.set(name, wrong + 1);
    return problem(401, "WRONG_SECRET", "the name or the secret is wrong");
  }

  #sessionOf(request: IncomingMessage): { readonly name: string; readonly kind: "desk" | "own" } | undefined {
    return this.#sessions.get(cookieOf(request));
  }
}

const cookieOf = ({ headers }: IncomingMessage): string =>
  /\bsid=(\w+)/.exec(headers.cookie ?? "")?.[1] ?? "";

const nameOf = (hall: WireHall, person: string): string =>
  hall.people.find(({ id, name }) => id === person || name === person)?.name ?? person;
