import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type Instant, instant, toIso } from "#rules/time/instant.ts";
import { Accounts } from "../accounts/accounts.ts";
import { accountsPath } from "../accounts/store.ts";
import { Fault } from "../ports/fault.ts";
import { lockDirectory } from "../stores/sqlite/lock.ts";
import { type Address, urlOf } from "./api.ts";
import { EXIT, Stop } from "./exit.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

type Where = { readonly data: string };

/** Prints who has an account and which tokens there are. */
export const accountList = (
  { data, json }: Where & { readonly json: boolean },
  words: Words,
): Promise<number> =>
  withAccounts(data, words, accounts => {
    const people = new Map(accounts.people().map(person => [person.id, person]));
    if (json) {
      const document = {
        schema: 1,
        accounts: accounts.list().map(({ person, ...times }) => ({
          person,
          name: people.get(person)?.name ?? person,
          roles: people.get(person)?.roles ?? [],
          changedAt: isoOf(times.changedAt),
          lastUsedAt: isoOf(times.lastUsedAt),
          waitsUntil: isoOf(times.waitsUntil),
        })),
        tokens: accounts.tokens().map(({ madeAt, ...token }) => ({ ...token, madeAt: toIso(madeAt) })),
      };
      console.log(JSON.stringify(document, null, 2));
      return EXIT.ok;
    }
    const { account: say } = words;
    const rows = accounts
      .list()
      .map(({ person, changedAt, lastUsedAt, waitsUntil }) => [
        person,
        people.get(person)?.name ?? person,
        (people.get(person)?.roles ?? []).join(", "),
        waitsUntil !== null
          ? say.waits(localTime(waitsUntil))
          : changedAt === null
            ? say.hasNone
            : say.has(localTime(changedAt)),
        lastUsedAt === null ? "" : localTime(lastUsedAt),
      ]);
    console.log(table([Object.values(say.head), ...rows]));
    const tokens = accounts.tokens();
    if (tokens.length === 0) return EXIT.ok;
    const named = tokens.map(({ name, person, madeAt }) => [
      `  ${name}`,
      person === null ? say.relays : (people.get(person)?.name ?? person),
      localTime(madeAt),
    ]);
    console.log(`\n${say.tokens}\n${table(named)}`);
    return EXIT.ok;
  });

/** Prints a one-time link, the link alone on standard output. */
export const accountLink = (
  who: string | undefined,
  { data, http }: Where & { readonly http: Address },
  words: Words,
): Promise<number> =>
  withAccounts(data, words, (accounts, tellWhere) => {
    if (who === undefined && accounts.isSetUp()) throw new Stop(EXIT.usage, words.account.whose);
    const person = who === undefined ? null : personOr(accounts, who, words);
    const { path, expiresAt } = accounts.link(person?.id ?? null, null);
    const until = localTime(expiresAt);
    console.error(person ? words.account.link(person.name, until) : words.account.firstLink(until));
    console.log(`${urlOf(http)}${path}`);
    tellWhere();
    return EXIT.ok;
  });

/** Takes an account away; exit code 1 when there was none. */
export const accountRemove = (who: string, { data }: Where, words: Words): Promise<number> =>
  withAccounts(data, words, (accounts, tellWhere) => {
    const { id, name } = personOr(accounts, who, words);
    if (!accounts.remove(id, null)) throw new Stop(EXIT.found, words.account.noAccount(name));
    console.log(words.account.removed(name));
    tellWhere();
    return EXIT.ok;
  });

export type TokenOptions = Where & {
  readonly as?: string;
  readonly relay: boolean;
  readonly revoke: boolean;
};

/** Prints a new token, the token alone on standard output; or revokes one. */
export const accountToken = (
  name: string,
  { data, as, relay, revoke }: TokenOptions,
  words: Words,
): Promise<number> =>
  withAccounts(data, words, (accounts, tellWhere) => {
    const { account: say } = words;
    if (revoke) {
      if (!accounts.revokeToken(name, null)) throw new Stop(EXIT.found, say.noToken(name));
      console.log(say.revoked(name));
    } else {
      if ((as === undefined) !== relay) throw new Stop(EXIT.usage, say.asWhom);
      const person = as === undefined ? null : personOr(accounts, as, words);
      console.error(say.token(name, person?.name ?? say.relays));
      console.log(accounts.makeToken(name, person?.id ?? null, null));
    }
    tellWhere();
    return EXIT.ok;
  });

/** Opens the accounts of a data directory, also while a gateway runs on it; `tellWhere` says whether one does. */
const withAccounts = async (
  data: string,
  words: Words,
  work: (accounts: Accounts, tellWhere: () => void) => number,
): Promise<number> => {
  const directory = resolve(data);
  if (!existsSync(accountsPath(directory))) throw new Stop(EXIT.usage, words.account.nothingThere(directory));
  const isRunning = await hasGateway(directory);
  const accounts = new Accounts({ directory, people: null, now: () => instant(Date.now()) });
  await accounts.start();
  try {
    const say = isRunning ? words.account.running : words.account.stopped;
    return work(accounts, () => console.error(say(directory)));
  } finally {
    await accounts.stop();
  }
};

const hasGateway = async (directory: string): Promise<boolean> => {
  try {
    (await lockDirectory(directory)).release();
    return false;
  } catch (error) {
    if (error instanceof Fault && error.code === "DATA_DIRECTORY_IN_USE") return true;
    throw error;
  }
};

const personOr = (accounts: Accounts, who: string, words: Words): { id: string; name: string } => {
  const found = accounts.people().find(({ id, name }) => id === who || name === who);
  if (found) return found;
  const known = accounts.people().map(({ id, name }) => `${id} ${name}`);
  throw new Stop(EXIT.usage, words.account.unknown(who, known.join(", ")));
};

const isoOf = (at: Instant | null): string | null => (at === null ? null : toIso(at));

/** No hall is known here: what the clock of this machine showed. */
const localTime = (at: Instant): string => new Date(at).toLocaleString("sv-SE").slice(0, 16);
