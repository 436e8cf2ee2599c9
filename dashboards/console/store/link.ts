/** Longest silence of the gateway before what the page shows counts as frozen: three missed beats of 5 s. */
export const SILENCE_MS = 15_000;

/** What the page knows about its own connection. Times are of the browser's monotonic clock, in ms. */
export type Link = {
  /** Whether a stream is open now. */
  readonly isOpen: boolean;
  /** When the gateway was last heard; null before the first word. */
  readonly heardAt: number | null;
  /** When the page began to wait for it. */
  readonly startedAt: number;
  /** How often it was tried again since it was last heard. */
  readonly attempts: number;
};

/** What people are told: waiting for the first word, live, back in a moment, or frozen. */
export type LinkView = "connecting" | "live" | "reconnecting" | "lost";

export const firstLink = (now: number): Link => ({
  isOpen: false,
  heardAt: null,
  startedAt: now,
  attempts: 0,
});

export const linkView = ({ isOpen, heardAt, startedAt }: Link, now: number): LinkView => {
  if (now - (heardAt ?? startedAt) > SILENCE_MS) return "lost";
  if (heardAt === null) return "connecting";
  return isOpen ? "live" : "reconnecting";
};

/** How long to wait before the next try: 1, 2, 4, 8, then 15 s, with up to a quarter more so that tabs do not march in step. */
export const retryDelay = (attempts: number, chance: number): number =>
  Math.min(1000 * 2 ** Math.max(0, attempts - 1), 15_000) * (1 + chance / 4);

/** The hall's clock as last told, and how fast it runs: a demo may run many times as fast as the world. */
export type HallClock = { readonly at: number; readonly heardAt: number; readonly speed: number };

/** What the hall's clock shows at a moment of the browser's monotonic clock. */
export const hallTime = ({ at, heardAt, speed }: HallClock, now: number): number =>
  at + (now - heardAt) * speed;
