import type { Person } from "#rules/site/model.ts";
import { lightly, type Store } from "./store.ts";

/** Somebody who may have an account. */
export type Holder = Pick<Person, "id" | "name"> & { readonly roles: readonly string[] };

/** Writes down who they are, for the command line, which knows no site file. */
export const keepPeople = (store: Store, people: readonly Holder[]): void =>
  lightly(store, () => {
    store.exec("DELETE FROM people");
    const insert = store.prepare("INSERT INTO people (id, name, roles) VALUES (?, ?, ?)");
    for (const { id, name, roles } of people) insert.run(id, name, roles.join(" "));
  });

/** Who they were at the last start; nobody when there was none. */
export const keptPeople = (store: Store): readonly Holder[] =>
  store
    .prepare("SELECT id, name, roles FROM people ORDER BY rowid")
    .all()
    .map(({ id, name, roles }) => ({ id: String(id), name: String(name), roles: String(roles).split(" ") }));
