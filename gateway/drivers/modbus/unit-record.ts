import type { SourceHealth } from "#gateway/ports/driver.ts";

export type ErrorKind = NonNullable<SourceHealth["lastErrorKind"]>;

/** What the last request counts against those before it in the share that succeeded. */
const MEMORY = 0.98;

/** What is remembered of how one unit does, for its health. */
export class UnitRecord {
  readonly counts = { readings: 0, requests: 0, timeouts: 0, exceptions: 0, mismatches: 0, skipped: 0 };
  lastError = "";
  #lastErrorKind: ErrorKind | undefined;
  #asked = 0;
  #answered = 0;

  /** A request has ended. */
  end(isAnswered: boolean): void {
    this.counts.requests += 1;
    this.#asked = this.#asked * MEMORY + 1;
    this.#answered = this.#answered * MEMORY + (isAnswered ? 1 : 0);
  }

  blame(reason: string, kind: ErrorKind): void {
    this.lastError = reason;
    this.#lastErrorKind = kind;
  }

  /** @param answerMs  what an answer took lately; null: there was none */
  health(answerMs: number | null): Omit<SourceHealth, "id" | "state" | "since"> {
    return {
      lastError: this.lastError,
      counts: { ...this.counts },
      gauges: {
        ...(answerMs !== null && { answerMs: Math.round(answerMs * 10) / 10 }),
        ...(this.#asked > 0 && { successPercent: Math.round((100 * this.#answered) / this.#asked) }),
      },
      ...(this.#lastErrorKind && { lastErrorKind: this.#lastErrorKind }),
    };
  }
}
