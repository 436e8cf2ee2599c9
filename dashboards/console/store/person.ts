import { signal } from "@preact/signals";
import { hall } from "./live.ts";
import { recall, remember } from "./memory.ts";
import { session } from "./session.ts";

/** Who last did something on this console counts as the one who sits there for this long. */
export const ASK_AGAIN_AFTER_MS = 10 * 60_000;

const actedAt = signal(Number(recall("actedAt")) || 0);

/** The one of the hall's people who last did something on this console; empty when there is none. */
export const lastPerson = (): string => {
  const person = session.value?.person?.name ?? recall("person") ?? "";
  return hall.value?.people.some(({ name }) => name === person) ? person : "";
};

/** Who is at this console now, so that nobody need be asked: who is signed in, else who did something a moment ago. */
export const personHere = (): string | null => {
  const signedIn = session.value?.person?.name;
  if (signedIn !== undefined) return signedIn;
  const since = Date.now() - actedAt.value;
  const person = lastPerson();
  return person !== "" && since >= 0 && since < ASK_AGAIN_AFTER_MS ? person : null;
};

/** Remembers who did something here. A name that is none of the hall's people is asked for each time. */
export const acted = (by: string): void => {
  if (!hall.value?.people.some(({ name }) => name === by)) return;
  remember("person", by);
  actedAt.value = Date.now();
  remember("actedAt", String(actedAt.value));
};
