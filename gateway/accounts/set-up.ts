import { after, hours, type Instant, instant } from "#rules/time/instant.ts";
import { note } from "./happened.ts";
import { keptOf, randomKey } from "./random.ts";
import { durably, type Store } from "./store.ts";

const LASTS = hours(24);

/** A link with which somebody sets his PIN or password, once. `person` null: the first account of the hall. */
export type Link = { readonly person: string | null; readonly expiresAt: Instant };

/** Path of the console's page for a link: behind the `#`, so that no server on the way writes it down. */
export const linkPath = (key: string): string => `/#/set-up/${key}`;

/** Whether anybody ever had an account: names alone are never believed again. */
export const wasSetUp = (store: Store): boolean =>
  store.prepare("SELECT 1 FROM set_up LIMIT 1").get() !== undefined;

/**
 * Makes a link; the one that a person had before is worth nothing any more.
 *
 * @param by  who made it; null: the start of the gateway or the command line
 */
export const makeLink = (
  store: Store,
  { person, by }: { readonly person: string | null; readonly by: string | null },
  now: Instant,
): { readonly key: string; readonly expiresAt: Instant } => {
  const key = randomKey();
  const expiresAt = after(now, LASTS);
  durably(store, () => {
    store.prepare("DELETE FROM links WHERE person IS ? OR expires_at <= ?").run(person, now);
    store
      .prepare("INSERT INTO links (hash, person, expires_at) VALUES (?, ?, ?)")
      .run(keptOf(key), person, expiresAt);
    if (person !== null) note(store, { at: now, person, what: "link-made", by, detail: {} });
  });
  return { key, expiresAt };
};

/** What a link is for; null: there is none such, it was used, or it is over. */
export const linkOf = (store: Store, key: string, now: Instant): Link | null => {
  const row = store.prepare("SELECT person, expires_at FROM links WHERE hash = ?").get(keptOf(key));
  if (row === undefined || Number(row.expires_at) <= now) return null;
  if (row.person === null && wasSetUp(store)) return null;
  const person = row.person === null ? null : String(row.person);
  return { person, expiresAt: instant(Number(row.expires_at)) };
};

/**
 * Sets a person's secret with a link, which is used up by it. Whoever was signed in as that person no longer is, and wrong
 * tries are forgotten.
 *
 * @returns whether the link still was what it was taken for
 */
export const useLink = (
  store: Store,
  { key, person, hash }: { readonly key: string; readonly person: string; readonly hash: string },
  now: Instant,
): boolean =>
  durably(store, () => {
    const link = linkOf(store, key, now);
    if (link === null || (link.person !== null && link.person !== person)) return false;
    store
      .prepare("DELETE FROM links WHERE hash = ? OR person IS NULL OR person = ?")
      .run(keptOf(key), person);
    store
      .prepare(
        "INSERT INTO accounts (person, hash, changed_at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at",
      )
      .run(person, hash, now);
    store.prepare("DELETE FROM sessions WHERE person = ?").run(person);
    store.prepare("DELETE FROM tries WHERE name = ?").run(person);
    if (!wasSetUp(store)) store.prepare("INSERT INTO set_up (at) VALUES (?)").run(now);
    note(store, { at: now, person, what: "secret-set", by: person, detail: {} });
    return true;
  });
