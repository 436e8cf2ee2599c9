import type { WireAlert } from "#gateway/wire/alert.ts";
import { patterns, type Sound } from "./patterns.ts";

/** A mute lasts this long, on this console alone. */
export const MUTE_MS = 2 * 60_000;
/** Whatever comes within this time of a sound is told by that sound. */
const TOGETHER_MS = 2_000;

/** The page looks once a second, and a look may come a little early. */
const EARLY_MS = 250;

/** What the ear of this console has heard. Times are of the browser's monotonic clock, in ms. */
export type Ear = {
  /** `alert:revision` of everything that called for somebody at the last look; null before the first. */
  readonly known: ReadonlySet<string> | null;
  readonly mutedUntil: number;
  readonly last: { readonly sound: Sound; readonly at: number } | null;
};

export const firstEar: Ear = { known: null, mutedUntil: 0, last: null };

/** What there is to hear. */
export type Heard = { readonly alerts: Iterable<WireAlert>; readonly isLost: boolean; readonly now: number };

const byPriority: readonly (Sound | null)[] = [null, "critical", "high", "medium", null];

/**
 * Which sound is due now, if any. Only the highest priority that nobody has taken sounds; several that come together
 * sound once; one of priority 1 that is new breaks a mute; a silent alert never sounds. A page that hears nothing of the
 * hall tells that instead.
 */
export const listen = (
  ear: Ear,
  { alerts, isLost, now }: Heard,
): { readonly ear: Ear; readonly play: Sound | null } => {
  const calling = [...alerts].filter(calls);
  const known = new Set(calling.map(keyOf));
  const fresh = ear.known === null ? [] : calling.filter(alert => !ear.known?.has(keyOf(alert)));
  const mutedUntil = fresh.some(({ priority }) => priority === 1) ? 0 : ear.mutedUntil;
  const wanted = isLost ? "lost" : (byPriority[highest(calling)] ?? null);
  const next = { ...ear, known, mutedUntil };
  if (wanted === null || now < mutedUntil || !isDue(next, wanted, isFreshest(fresh, calling), now))
    return { ear: next, play: null };
  return { ear: { ...next, last: { sound: wanted, at: now } }, play: wanted };
};

/** Silence on this console for a while. */
export const mute = (ear: Ear, now: number): Ear => ({ ...ear, mutedUntil: now + MUTE_MS });

const calls = ({ label, isSilent, priority }: WireAlert): boolean =>
  label === "unacknowledged" && !isSilent && priority <= 3;

const keyOf = ({ id, revision }: WireAlert): string => `${id}:${revision}`;

const highest = (alerts: readonly WireAlert[]): number =>
  Math.min(5, ...alerts.map(({ priority }) => priority));

const isFreshest = (fresh: readonly WireAlert[], calling: readonly WireAlert[]): boolean =>
  fresh.length > 0 && highest(fresh) === highest(calling);

const isDue = ({ last }: Ear, wanted: Sound, isFresh: boolean, now: number): boolean => {
  const { everyMs } = patterns[wanted];
  const since = last === null ? Number.POSITIVE_INFINITY : now - last.at;
  if (wanted !== "lost" && isFresh) return last?.sound !== wanted || since >= TOGETHER_MS;
  if (everyMs === null) return false;
  return last?.sound !== wanted || since >= everyMs - EARLY_MS;
};
