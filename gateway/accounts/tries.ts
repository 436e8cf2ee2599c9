import { after, hours, type Instant, instant, type Millis, millis, minutes } from "#rules/time/instant.ts";
import { note } from "./happened.ts";
import { durably, lightly, type Store } from "./store.ts";

/** So many wrong tries are nobody's business. */
const FREE = 5;
const FIRST_WAIT = minutes(1);
const LONGEST_WAIT = hours(1);
/** A name that nobody tried for so long begins anew. */
const FORGOTTEN = hours(24);
/** Names that are nobody's cannot fill the disk. */
const MOST = 10_000;

/**
 * Takes one try for a name, before the secret is looked at, so that a hundred at once are a hundred.
 *
 * @param name  as it stands for one account: a person's id, or what was typed when it is nobody's
 * @returns     until when no try is taken; null: this one is
 */
export const takeTry = (store: Store, name: string, now: Instant): Instant | null =>
  lightly(store, () => {
    const row = store.prepare("SELECT failures, waits_until, at FROM tries WHERE name = ?").get(name);
    const isOld = row !== undefined && Number(row.at) <= after(now, millis(-FORGOTTEN));
    const failures = row === undefined || isOld ? 0 : Number(row.failures);
    const waitsUntil = row === undefined || isOld ? 0 : Number(row.waits_until);
    if (waitsUntil > now) return instant(waitsUntil);
    const tried = failures + 1;
    const until = tried < FREE ? now : after(now, waitAfter(tried));
    store.prepare("INSERT OR REPLACE INTO tries VALUES (?, ?, ?, ?)").run(name, tried, until, now);
    store.prepare("DELETE FROM tries WHERE at <= ?").run(after(now, millis(-FORGOTTEN)));
    store
      .prepare("DELETE FROM tries WHERE name IN (SELECT name FROM tries ORDER BY at DESC LIMIT -1 OFFSET ?)")
      .run(MOST);
    return null;
  });

/** The secret was right: what was tried before counts no longer. */
export const forgetTries = (store: Store, name: string): void =>
  lightly(store, () => void store.prepare("DELETE FROM tries WHERE name = ?").run(name));

/** The secret was wrong: where the account waits now, the trail is to say so. */
export const noteWait = (store: Store, person: string, now: Instant): void => {
  const until = waitsUntil(store, person, now);
  if (until === null) return;
  const detail = { seconds: Math.round((until - now) / 1_000) };
  durably(store, () => note(store, { at: now, person, what: "waits", by: null, detail }));
};

/** Until when an account takes no try; null: it takes them. */
export const waitsUntil = (store: Store, name: string, now: Instant): Instant | null => {
  const until = Number(
    store.prepare("SELECT waits_until FROM tries WHERE name = ?").get(name)?.waits_until ?? 0,
  );
  return until > now ? instant(until) : null;
};

const waitAfter = (tries: number): Millis => millis(Math.min(FIRST_WAIT * 2 ** (tries - FREE), LONGEST_WAIT));
