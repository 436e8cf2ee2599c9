import type { FastifyRequest } from "fastify";
import type { Person } from "#rules/site/model.ts";
import { type Instant, toIso } from "#rules/time/instant.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { Session } from "../accounts/sessions.ts";
import type { Proof } from "../http/accounts.ts";
import type { AccountDone, AccountsDesk, SetUpDone, SignedIn } from "../http/accounts-desk.ts";
import { grafanaUser } from "../http/alertmanager/asked.ts";
import { shownBy } from "../http/cookie.ts";
import type { SignIn, UseSetUp, WireAccount, WireSession, WireSetUp } from "../wire/account.ts";

/** Who gives others their links and takes accounts away. */
const KEEPERS: ReadonlySet<string> = new Set(["hall-director", "it-support"]);

/** How long a browser of one's own keeps its session; the gateway ends it earlier when it is idle. */
const OWN_SECONDS = 12 * 3_600;

/** Accounts as the web side asks of them. */
export class AccountDesk implements AccountsDesk {
  readonly #accounts: Accounts;
  readonly #people: readonly Person[];

  constructor(accounts: Accounts, people: readonly Person[]) {
    this.#accounts = accounts;
    this.#people = people;
  }

  now(): Instant {
    return this.#accounts.now();
  }

  isSetUp(): boolean {
    return this.#accounts.isSetUp();
  }

  idOf(who: string): string | null {
    return this.#accounts.idOf(who);
  }

  prove(person: string, secret: string): Promise<Proof> {
    return this.#accounts.prove(person, secret);
  }

  /** What is done in a session makes it last; what is only read does not. */
  async who(request: FastifyRequest): Promise<string | null> {
    const { session, token } = shownBy(request);
    if (token !== null) {
      const found = this.#accounts.token(token);
      return found === null ? null : (found.person ?? this.idOf(grafanaUser(request) ?? ""));
    }
    const found = session === null ? null : this.#accounts.session(session);
    if (session === null || found === null) return null;
    if (request.method !== "GET" && request.method !== "HEAD") this.#accounts.use(session);
    return found.person;
  }

  session(request: FastifyRequest): WireSession {
    const { session } = shownBy(request);
    return this.#wire(session === null ? null : this.#accounts.session(session));
  }

  async signIn({ person, secret, kind }: SignIn, request: FastifyRequest): Promise<SignedIn> {
    const result = await this.#accounts.signIn(person, secret, { kind, old: shownBy(request).session });
    if (typeof result === "string") return { is: result };
    const lastsSeconds = kind === "own" ? OWN_SECONDS : null;
    return { is: "signed-in", session: this.#wire(result.session), key: result.key, lastsSeconds };
  }

  signOut(request: FastifyRequest): WireSession {
    const { session } = shownBy(request);
    if (session !== null) this.#accounts.signOut(session);
    return this.#wire(null);
  }

  setUp(key: string): WireSetUp | null {
    const link = this.#accounts.linkOf(key);
    if (link === null) return null;
    const person = this.#people.find(({ id }) => id === link.person);
    return {
      person: person ? { id: person.id, name: person.name } : null,
      people: (person ? [person] : this.#keepersFirst()).map(named),
      expiresAt: toIso(link.expiresAt),
    };
  }

  async useSetUp(key: string, { person, secret }: UseSetUp): Promise<SetUpDone> {
    const result = await this.#accounts.setUp(key, person, secret);
    return result.is === "set" ? { is: "set", session: this.#wire(null) } : result;
  }

  accounts(by: string | null): AccountDone<readonly WireAccount[]> {
    return this.#mayKeep(by) ?? { is: "done", answer: this.#list() };
  }

  link(person: string, by: string | null): AccountDone<{ path: string; expiresAt: string }> {
    const id = this.idOf(person);
    const refused = this.isSetUp() ? this.#mayKeep(by) : FIRST;
    if (refused) return refused;
    if (id === null) return { is: "unknown" };
    const { path, expiresAt } = this.#accounts.link(id, by);
    return { is: "done", answer: { path, expiresAt: toIso(expiresAt) } };
  }

  remove(person: string, by: string | null): AccountDone<readonly WireAccount[]> {
    const id = this.idOf(person);
    const refused = this.#mayKeep(by);
    if (refused) return refused;
    if (id === null || !this.#accounts.remove(id, by)) return { is: "unknown" };
    return { is: "done", answer: this.#list() };
  }

  /** Null: he may, or nobody has an account yet. */
  #mayKeep(by: string | null): { readonly is: "refused"; readonly why: string } | null {
    const roles = this.#people.find(({ id }) => id === by)?.roles ?? [];
    if (!this.isSetUp() || roles.some(role => KEEPERS.has(role))) return null;
    return { is: "refused", why: "only the hall director and IT support see and change them" };
  }

  #list(): readonly WireAccount[] {
    return this.#accounts.list().flatMap(({ person, changedAt, lastUsedAt, waitsUntil }) => {
      const known = this.#people.find(({ id }) => id === person);
      if (!known) return [];
      return {
        person,
        name: known.name,
        roles: [...known.roles],
        hasSecret: changedAt !== null,
        changedAt: isoOf(changedAt),
        lastUsedAt: isoOf(lastUsedAt),
        waitsUntil: isoOf(waitsUntil),
      };
    });
  }

  #wire(session: Session | null): WireSession {
    const holders = new Set(this.#accounts.holders());
    const person = this.#people.find(({ id }) => id === session?.person);
    return {
      person: person ? named(person) : null,
      kind: person && session ? session.kind : null,
      expiresAt: person && session ? toIso(session.expiresAt) : null,
      isSetUp: this.isSetUp(),
      people: this.#people.filter(({ id }) => holders.has(id)).map(({ id, name }) => ({ id, name })),
    };
  }

  /** Whoever opens the first link had better be somebody who can make the others. */
  #keepersFirst(): readonly Person[] {
    const isKeeper = ({ roles }: Person) => roles.some(role => KEEPERS.has(role));
    return this.#people.toSorted((a, b) => Number(isKeeper(b)) - Number(isKeeper(a)));
  }
}

const FIRST = {
  is: "refused",
  why: "nobody has an account yet: the first link is printed by the gateway's start, or by `hallwatch account link`",
} as const;

const named = ({ id, name, roles }: Person): { id: string; name: string; roles: string[] } => ({
  id,
  name,
  roles: [...roles],
});

const isoOf = (at: Instant | null): string | null => (at === null ? null : toIso(at));
