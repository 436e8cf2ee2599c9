/** One tone: from when, how long and how high; `toHz`: where it glides to. */
export type Tone = {
  readonly atMs: number;
  readonly lengthMs: number;
  readonly hz: number;
  readonly toHz?: number;
};

/** A sound of the console. `everyMs`: how often it comes again while its reason lasts; null: once. */
export type Pattern = {
  readonly tones: readonly Tone[];
  readonly everyMs: number | null;
  /** Loudness, 0 to 1. */
  readonly level: number;
};

export type Sound = "critical" | "high" | "medium" | "lost";

/** Rise and fall of every tone, so that none begins or ends with a click. */
export const RAMP_MS = 50;

/**
 * What the console sounds like. Nothing in it may be taken for the evacuation signal (half a second on, half a second
 * off, three times, then a pause).
 *
 * @see ISO 8201, the temporal-three evacuation signal
 */
export const patterns: Readonly<Record<Sound, Pattern>> = {
  /** Two tones in turn, four times. */
  critical: {
    tones: Array.from({ length: 8 }, (_, i) => ({
      atMs: i * 250,
      lengthMs: 250,
      hz: i % 2 === 0 ? 800 : 1000,
    })),
    everyMs: 3_000,
    level: 1,
  },
  /** Two short pulses. */
  high: {
    tones: [0, 300].map(atMs => ({ atMs, lengthMs: 150, hz: 660 })),
    everyMs: 15_000,
    level: 0.8,
  },
  /** One soft chime. */
  medium: { tones: [{ atMs: 0, lengthMs: 300, hz: 440, toHz: 550 }], everyMs: null, level: 0.4 },
  /** The gateway is not heard any more: a falling pair. */
  lost: {
    tones: [0, 400].map(atMs => ({ atMs, lengthMs: 300, hz: 500, toHz: 350 })),
    everyMs: 30_000,
    level: 0.8,
  },
};
