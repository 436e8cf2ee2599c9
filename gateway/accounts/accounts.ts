import { hash } from "node:crypto";
import type { Words } from "#rules/site/model.ts";
import type { Instant } from "#rules/time/instant.ts";
import { type Happened, note, told, untold } from "./happened.ts";
import { hashOf, isRight } from "./hashing.ts";
import { type Holder, keepPeople, keptPeople } from "./people.ts";
import { secretProblem } from "./secret.ts";
import {
  beginSession,
  endSession,
  type Session,
  type SessionKind,
  sessionOf,
  useSession,
} from "./sessions.ts";
import { type Link, linkOf, linkPath, makeLink, useLink, wasSetUp } from "./set-up.ts";
import { durably, openStore, type Store } from "./store.ts";
import { findToken, makeToken, revokeToken, type Token, tokens } from "./tokens.ts";
import { forgetTries, noteWait, takeTry, waitsUntil } from "./tries.ts";

export type AccountsOptions = {
  /** The data directory. */
  readonly directory: string;
  /** Who may have an account: people of the site file. Null: those of the gateway's last start. */
  readonly people: readonly Holder[] | null;
  /** The world's time. */
  readonly now: () => Instant;
};

/** One person's account. `changedAt` null: there is none yet. */
export type Account = {
  readonly person: string;
  readonly changedAt: Instant | null;
  readonly lastUsedAt: Instant | null;
  readonly waitsUntil: Instant | null;
};

export type SignedIn = { readonly is: "signed-in"; readonly key: string; readonly session: Session };
/** `wrong` never says what was: name or secret. */
export type Proof = "right" | "wrong" | "waits" | "no-account";
export type SetUp =
  | { readonly is: "set"; readonly person: string }
  | { readonly is: "gone" }
  | { readonly is: "refused"; readonly why: Words };

/** Who somebody is: PINs and passwords, sessions, links and tokens of one hall. */
export class Accounts {
  readonly #options: AccountsOptions;
  #opened: Store | null = null;
  #people: readonly Holder[] = [];

  constructor(options: AccountsOptions) {
    this.#options = options;
  }

  /** @throws {Fault} `ACCOUNTS_NEWER`, `ACCOUNTS_FAILED` */
  async start(): Promise<void> {
    this.#opened = openStore(this.#options.directory);
    const { people } = this.#options;
    if (people !== null) keepPeople(this.#opened, people);
    this.#people = people ?? keptPeople(this.#opened);
  }

  async stop(): Promise<void> {
    this.#opened?.close();
    this.#opened = null;
  }

  /** The world's time. */
  now(): Instant {
    return this.#options.now();
  }

  /** Whether anybody ever had an account: until then names are believed, and nothing can be signed. */
  isSetUp(): boolean {
    return wasSetUp(this.#store);
  }

  people(): readonly Holder[] {
    return this.#people;
  }

  /** Id of a person by id or name; null: the hall has nobody of this name. */
  idOf(who: string): string | null {
    return this.#people.find(({ id, name }) => id === who || name === who)?.id ?? null;
  }

  /** Whether this is the person's secret; a wrong one is counted. All answers but `waits` take as long. */
  async prove(who: string, secret: string): Promise<Proof> {
    const person = this.idOf(who);
    const name = person ?? `?${hash("sha256", who).slice(0, 16)}`;
    const { now } = this.#options;
    if (takeTry(this.#store, name, now()) !== null) return "waits";
    const kept = person === null ? null : this.#hashOf(person);
    if (await isRight(kept, secret)) {
      forgetTries(this.#store, name);
      return "right";
    }
    if (kept === null) return "no-account";
    noteWait(this.#store, name, now());
    return "wrong";
  }

  /** @param old  the key that the browser came with, which is worth nothing afterwards */
  async signIn(
    who: string,
    secret: string,
    { kind, old }: { readonly kind: SessionKind; readonly old: string | null },
  ): Promise<SignedIn | Exclude<Proof, "right">> {
    const proof = await this.prove(who, secret);
    const person = this.idOf(who);
    if (proof !== "right" || person === null) return proof === "right" ? "wrong" : proof;
    return { is: "signed-in", ...beginSession(this.#store, { person, kind, old }, this.#options.now()) };
  }

  signOut(key: string): void {
    endSession(this.#store, key);
  }

  /** Whose session it is; null: nobody's, or the person is no longer of this hall. */
  session(key: string): Session | null {
    const session = sessionOf(this.#store, key, this.#options.now());
    return session !== null && this.idOf(session.person) === session.person ? session : null;
  }

  /** Something is done in a session: it lasts as long again. */
  use(key: string): void {
    useSession(this.#store, key, this.#options.now());
  }

  /** Null: there is none such, or its person is no longer of this hall. */
  token(token: string): Token | null {
    const found = findToken(this.#store, token);
    return found?.person == null || this.idOf(found.person) === found.person ? found : null;
  }

  /** People who have an account, by id. */
  holders(): readonly string[] {
    return this.#store
      .prepare("SELECT person FROM accounts ORDER BY person")
      .all()
      .map(({ person }) => String(person))
      .filter(person => this.idOf(person) === person);
  }

  /** Of everybody who may have one. */
  list(): readonly Account[] {
    const now = this.#options.now();
    return this.#people.map(({ id: person }) => {
      const row = this.#store
        .prepare("SELECT changed_at, used_at FROM accounts WHERE person = ?")
        .get(person);
      const time = (value: unknown) => (value == null ? null : (Number(value) as Instant));
      return {
        person,
        changedAt: time(row?.changed_at),
        lastUsedAt: time(row?.used_at),
        waitsUntil: waitsUntil(this.#store, person, now),
      };
    });
  }

  /**
   * Makes a one-time link. @param person  null: for the first account, while there is none
   *
   * @returns its path on the console
   */
  link(person: string | null, by: string | null): { readonly path: string; readonly expiresAt: Instant } {
    const { key, expiresAt } = makeLink(this.#store, { person, by }, this.#options.now());
    return { path: linkPath(key), expiresAt };
  }

  /** What a link is for; null: there is none such (any more). */
  linkOf(key: string): Link | null {
    const link = linkOf(this.#store, key, this.#options.now());
    return link?.person == null || this.idOf(link.person) === link.person ? link : null;
  }

  /** Sets a person's PIN or password with a link. */
  async setUp(key: string, who: string, secret: string): Promise<SetUp> {
    const link = this.linkOf(key);
    const person = this.idOf(who);
    if (link === null || person === null) return { is: "gone" };
    const why = secretProblem(secret);
    if (why !== null) return { is: "refused", why };
    const isSet = useLink(this.#store, { key, person, hash: await hashOf(secret) }, this.#options.now());
    return isSet ? { is: "set", person } : { is: "gone" };
  }

  /** Takes an account away, with all that works in its name. @returns whether there was one */
  remove(person: string, by: string | null): boolean {
    const store = this.#store;
    return durably(store, () => {
      const { changes } = store.prepare("DELETE FROM accounts WHERE person = ?").run(person);
      for (const table of ["sessions", "links", "tokens"])
        store.prepare(`DELETE FROM ${table} WHERE person = ?`).run(person);
      if (changes === 0) return false;
      note(store, { at: this.#options.now(), person, what: "removed", by, detail: {} });
      return true;
    });
  }

  tokens(): readonly Token[] {
    return tokens(this.#store);
  }

  /** @param person  in whose name; null: the program signs people in itself */
  makeToken(name: string, person: string | null, by: string | null): string {
    return makeToken(this.#store, { name, person, by }, this.#options.now());
  }

  revokeToken(name: string, by: string | null): boolean {
    return revokeToken(this.#store, { name, by }, this.#options.now());
  }

  /** What the trail must still be told, oldest first. */
  untold(): readonly Happened[] {
    return untold(this.#store);
  }

  /** @param upTo  `seq` of the last that is on the trail now */
  told(upTo: number): void {
    told(this.#store, upTo);
  }

  get #store(): Store {
    if (this.#opened === null) throw new Error("accounts are not open");
    return this.#opened;
  }

  #hashOf(person: string): string | null {
    const row = this.#store.prepare("SELECT hash FROM accounts WHERE person = ?").get(person);
    return row === undefined ? null : String(row.hash);
  }
}
