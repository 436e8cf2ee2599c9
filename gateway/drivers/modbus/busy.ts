/** What is told is the mean of so long. */
const WINDOW_MS = 30_000;

/** How much of its time a line is busy, lately: the window before, as far as it is in sight, and the one at hand. */
export class Busy {
  #startMs: number;
  #nowMs = 0;
  #beforeMs: number | null = null;

  constructor(startMs: number) {
    this.#startMs = startMs;
  }

  add(tookMs: number, nowMs: number): void {
    this.#turn(nowMs);
    this.#nowMs += tookMs;
  }

  /** Percent, 0 to 100. */
  percent(nowMs: number): number {
    this.#turn(nowMs);
    const inMs = nowMs - this.#startMs;
    const before = this.#beforeMs ?? 0;
    const lengthMs = this.#beforeMs === null ? inMs : WINDOW_MS;
    const busyMs = this.#nowMs + before * (1 - inMs / WINDOW_MS);
    return lengthMs <= 0 ? 0 : Math.min(100, (100 * busyMs) / lengthMs);
  }

  #turn(nowMs: number): void {
    const windows = Math.floor((nowMs - this.#startMs) / WINDOW_MS);
    if (windows === 0) return;
    this.#beforeMs = windows === 1 ? this.#nowMs : 0;
    this.#nowMs = 0;
    this.#startMs += windows * WINDOW_MS;
  }
}
