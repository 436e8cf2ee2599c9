import { after, hours, type Instant, instant, type Millis, minutes } from "#rules/time/instant.ts";
import { keptOf, randomKey } from "./random.ts";
import { lightly, type Store } from "./store.ts";

/** `desk`: shared, a few minutes; `own`: the person's own phone. */
export type SessionKind = "desk" | "own";

export type Session = {
  readonly person: string;
  readonly kind: SessionKind;
  /** When it ends unless something is done before. */
  readonly expiresAt: Instant;
};

const IDLE: Readonly<Record<SessionKind, Millis>> = { desk: minutes(10), own: hours(8) };
/** A shift: nobody stays signed in longer, whatever he does. */
const LONGEST = hours(12);

/**
 * Signs a person in, always under a new key: one that was there before is worth nothing any more.
 *
 * @param old  what the browser came with
 * @returns    the key that only the browser keeps
 */
export const beginSession = (
  store: Store,
  { person, kind, old }: { readonly person: string; readonly kind: SessionKind; readonly old: string | null },
  now: Instant,
): { readonly key: string; readonly session: Session } => {
  const key = randomKey();
  lightly(store, () => {
    if (old !== null) store.prepare("DELETE FROM sessions WHERE hash = ?").run(keptOf(old));
    store.prepare("DELETE FROM sessions WHERE ends_at <= ?").run(now);
    store
      .prepare("INSERT INTO sessions (hash, person, kind, used_at, ends_at) VALUES (?, ?, ?, ?, ?)")
      .run(keptOf(key), person, kind, now, after(now, LONGEST));
    store.prepare("UPDATE accounts SET used_at = ? WHERE person = ?").run(now, person);
  });
  return { key, session: { person, kind, expiresAt: after(now, IDLE[kind]) } };
};

/** Whose session it is; null: nobody's, or it is over. */
export const sessionOf = (store: Store, key: string, now: Instant): Session | null => {
  const row = store
    .prepare("SELECT person, kind, used_at, ends_at FROM sessions WHERE hash = ?")
    .get(keptOf(key));
  if (row === undefined) return null;
  const kind = row.kind as SessionKind;
  const expiresAt = instant(Math.min(after(instant(Number(row.used_at)), IDLE[kind]), Number(row.ends_at)));
  return expiresAt > now ? { person: String(row.person), kind, expiresAt } : null;
};

/** Something was done in it: it lasts as long again. */
export const useSession = (store: Store, key: string, now: Instant): void =>
  lightly(
    store,
    () => void store.prepare("UPDATE sessions SET used_at = ? WHERE hash = ?").run(now, keptOf(key)),
  );

export const endSession = (store: Store, key: string): void =>
  lightly(store, () => void store.prepare("DELETE FROM sessions WHERE hash = ?").run(keptOf(key)));
