import { type Instant, instant } from "#rules/time/instant.ts";
import { durably, type Store } from "./store.ts";

/** What can happen to an account, a verb for the trail. */
export type What = "link-made" | "secret-set" | "waits" | "removed" | "token-made" | "token-revoked";

/** One thing that happened; `person`: whose account, by id, or the name of a token. `by` null: the command line, or nobody. */
export type Happened = {
  readonly seq: number;
  readonly at: Instant;
  readonly person: string;
  readonly what: What;
  readonly by: string | null;
  /** JSON without any secret. */
  readonly detail: Readonly<Record<string, string | number | null>>;
};

/** Notes it down in the transaction of whoever calls. */
export const note = (store: Store, { at, person, what, by, detail }: Omit<Happened, "seq">): void => {
  store
    .prepare("INSERT INTO happened (at, person, what, by, detail) VALUES (?, ?, ?, ?, ?)")
    .run(at, person, what, by, JSON.stringify(detail));
};

/** What nobody has put on the trail yet, oldest first. */
export const untold = (store: Store): readonly Happened[] =>
  store
    .prepare("SELECT seq, at, person, what, by, detail FROM happened ORDER BY seq LIMIT 500")
    .all()
    .map(row => ({
      seq: Number(row.seq),
      at: instant(Number(row.at)),
      person: String(row.person),
      what: row.what as What,
      by: row.by === null ? null : String(row.by),
      detail: JSON.parse(String(row.detail)),
    }));

/** They are on the trail. */
export const told = (store: Store, upTo: number): void =>
  durably(store, () => void store.prepare("DELETE FROM happened WHERE seq <= ?").run(upTo));
