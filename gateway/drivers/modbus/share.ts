/** The most of a line's time that goes to units that do not answer, all of them together. */
const SHARE = 0.1;

/**
 * What a line spends on units that do not answer. What is saved up bounds how much of it may be spent at once; a spending
 * that goes beyond it is made up for before the next.
 */
export class Share {
  readonly #mostMs: number;
  #savedMs: number;
  #atMs: number;

  /** @param mostMs  so much may be spent at once: units that fail together are found to be down together */
  constructor(mostMs: number, nowMs: number) {
    this.#mostMs = mostMs;
    this.#savedMs = mostMs;
    this.#atMs = nowMs;
  }

  spend(tookMs: number, nowMs: number): void {
    this.#save(nowMs);
    this.#savedMs -= tookMs;
  }

  /** How long until something may be spent again; 0: now. */
  waitMs(nowMs: number): number {
    this.#save(nowMs);
    return this.#savedMs > 0 ? 0 : Math.ceil((1 - this.#savedMs) / SHARE);
  }

  #save(nowMs: number): void {
    this.#savedMs = Math.min(this.#mostMs, this.#savedMs + (nowMs - this.#atMs) * SHARE);
    this.#atMs = nowMs;
  }
}
