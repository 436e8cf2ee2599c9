import { signal } from "@preact/signals";

/**
 * Consoles of one browser that may hear the gateway at once. A browser opens six connections to one address: with one
 * stream each, a seventh page would never come, and in six of them nothing could be done any more.
 */
const MOST = 4;
/** A hidden page may be woken only once a minute; whoever has not been seen for longer than this is gone. */
const GONE_AFTER_MS = 90_000;
const keys = Array.from({ length: MOST }, (_, n) => `hallwatch.stream.${n}`);
const me = `${Math.random()}`;

/** Whether this page waits because as many as may are open already. */
export const isCrowded = signal(false);

/** Takes one of the places, or says again that this page still has its own. Where nothing is kept nobody can count. */
export const takeSlot = (): boolean => {
  try {
    const place = keys.find(isMine) ?? keys.find(isFree);
    if (place !== undefined) localStorage.setItem(place, `${me} ${Date.now()}`);
    isCrowded.value = place === undefined;
  } catch {
    isCrowded.value = false;
  }
  return !isCrowded.value;
};

/** Gives the place back, so that another page need not wait until it is taken for gone. */
export const leaveSlot = (): void => {
  try {
    for (const place of keys.filter(isMine)) localStorage.removeItem(place);
  } catch {
    // Nothing was kept.
  }
};

const isMine = (place: string): boolean => localStorage.getItem(place)?.split(" ")[0] === me;

const isFree = (place: string): boolean => {
  const [, at] = localStorage.getItem(place)?.split(" ") ?? [];
  return at === undefined || Math.abs(Date.now() - Number(at)) > GONE_AFTER_MS;
};
