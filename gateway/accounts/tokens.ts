import { type Instant, instant } from "#rules/time/instant.ts";
import { note } from "./happened.ts";
import { keptOf, randomKey } from "./random.ts";
import { durably, type Store } from "./store.ts";

/** A program's way in. `person` null: it signs people in itself and names in each request who asks. */
export type Token = { readonly name: string; readonly person: string | null; readonly madeAt: Instant };

/** Begins every token, so that one that leaked can be found by what it looks like. */
const MARK = "hwt_";

/** Makes a token in the place of the one of its name. @returns what only the program keeps */
export const makeToken = (
  store: Store,
  { name, person, by }: { readonly name: string; readonly person: string | null; readonly by: string | null },
  now: Instant,
): string => {
  const token = MARK + randomKey();
  durably(store, () => {
    store
      .prepare("INSERT OR REPLACE INTO tokens (name, hash, person, made_at) VALUES (?, ?, ?, ?)")
      .run(name, keptOf(token), person, now);
    note(store, { at: now, person: person ?? name, what: "token-made", by, detail: { token: name } });
  });
  return token;
};

/** @returns whether there was one of this name */
export const revokeToken = (
  store: Store,
  { name, by }: { readonly name: string; readonly by: string | null },
  now: Instant,
): boolean =>
  durably(store, () => {
    const found = tokens(store).find(each => each.name === name);
    if (found === undefined) return false;
    store.prepare("DELETE FROM tokens WHERE name = ?").run(name);
    note(store, {
      at: now,
      person: found.person ?? name,
      what: "token-revoked",
      by,
      detail: { token: name },
    });
    return true;
  });

/** All that work, by name. */
export const tokens = (store: Store): readonly Token[] =>
  store.prepare("SELECT name, person, made_at FROM tokens ORDER BY name").all().map(tokenOf);

/** Null: there is none such. */
export const findToken = (store: Store, token: string): Token | null => {
  const row = store.prepare("SELECT name, person, made_at FROM tokens WHERE hash = ?").get(keptOf(token));
  return row === undefined ? null : tokenOf(row);
};

const tokenOf = (row: Record<string, unknown>): Token => ({
  name: String(row.name),
  person: row.person === null ? null : String(row.person),
  madeAt: instant(Number(row.made_at)),
});
