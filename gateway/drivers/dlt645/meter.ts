import type { Clock } from "#gateway/ports/clock.ts";
import type { SourceHealth } from "#gateway/ports/driver.ts";
import type { Log } from "#gateway/ports/log.ts";
import { admit, badReading } from "#rules/reading/admit.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Point } from "#rules/site/model.ts";
import type { Dlt645Source } from "#rules/site/other-wires.ts";
import { after, between, type Instant } from "#rules/time/instant.ts";
import { PATIENCE, retryAfter } from "../bytes/retry.ts";
import type { Answer } from "./answer.ts";

/** A point that is read from a DL/T 645 meter. */
export type MeterPoint = Point & { readonly source: Dlt645Source };

type Options = {
  readonly line: string;
  readonly number: string;
  /** For reasons: `bus3 (10.0.0.9:4001) meter 000012345678`. */
  readonly where: string;
  /** At least one. */
  readonly points: readonly MeterPoint[];
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  emit(readings: readonly Reading[]): void;
};

/** One meter on a bus: what it is asked when, and what its answers mean. Three failures in a row: all of it is bad, once. */
export class Meter {
  readonly #options: Options;
  readonly #due: Map<MeterPoint, Instant>;
  readonly #counts = { readings: 0, requests: 0, timeouts: 0, garbled: 0, refused: 0 };
  #state: SourceHealth["state"] = "starting";
  #since: Instant;
  #failures = 0;
  #quietUntilMs = Number.NEGATIVE_INFINITY;
  #lastError = "";
  #lastErrorKind: SourceHealth["lastErrorKind"];

  constructor(options: Options) {
    this.#options = options;
    this.#since = options.clock.now();
    this.#due = new Map(options.points.map(point => [point, this.#since]));
  }

  get id(): string {
    return `dlt645:${this.#options.line}/${this.#options.number}`;
  }

  /** What it is to be asked first, when that is in hall time, and how long it is left alone in real time. */
  next(nowMs: number): { readonly point: MeterPoint; readonly due: Instant; readonly quietMs: number } {
    const [point, due] = [...this.#due].reduce((first, other) => (other[1] < first[1] ? other : first));
    return { point, due, quietMs: Math.max(0, this.#quietUntilMs - nowMs) };
  }

  settle(point: MeterPoint, answer: Answer, nowMs: number): void {
    const now = this.#options.clock.now();
    this.#counts.requests += 1;
    this.#due.set(point, after(now, point.source.every));
    switch (answer.is) {
      case "value": {
        this.#rise(point, now);
        const { scale, offset } = point.source;
        this.#emit([admit(point, { value: answer.value * scale + offset }, now)]);
        return;
      }
      case "refused":
        this.#rise(point, now);
        this.#counts.refused += 1;
        this.#note(`${this.#options.where}, item ${point.source.item}: ${answer.why}`, "refused");
        this.#emit([badReading(point, this.#lastError, now)]);
        return;
      case "silent":
        this.#counts.timeouts += 1;
        this.fail(answer.why, "no-answer", nowMs);
        return;
      case "garbled":
        this.#counts.garbled += 1;
        this.fail(answer.why, "garbled", nowMs);
        return;
      case "closed":
        this.fail(answer.why, "unreachable", nowMs);
        return;
      default:
        answer satisfies never;
    }
  }

  /** It did not answer, or its line cannot be reached. */
  fail(why: string, kind: NonNullable<SourceHealth["lastErrorKind"]>, nowMs: number): void {
    const { clock, where, log, random, points } = this.#options;
    this.#failures += 1;
    this.#note(`${where}: ${why}`, kind);
    this.#quietUntilMs = nowMs + retryAfter(this.#failures, random());
    if (this.#failures < PATIENCE || this.#state === "down") return;
    const now = clock.now();
    this.#state = "down";
    this.#since = now;
    log.warn({ source: this.id, reason: this.#lastError }, "meter down");
    this.#emit(points.map(point => badReading(point, this.#lastError, now)));
  }

  health(): SourceHealth {
    return {
      id: this.id,
      state: this.#state,
      since: this.#since,
      lastError: this.#lastError,
      counts: { ...this.#counts },
      ...(this.#lastErrorKind && { lastErrorKind: this.#lastErrorKind }),
    };
  }

  /** It answers: what it was not asked meanwhile is asked at once. */
  #rise(point: MeterPoint, now: Instant): void {
    const was = this.#state;
    this.#failures = 0;
    this.#quietUntilMs = Number.NEGATIVE_INFINITY;
    if (was === "up") return;
    const { log } = this.#options;
    log.info({ source: this.id, ...(was === "down" && { goneMs: between(this.#since, now) }) }, "meter up");
    this.#state = "up";
    this.#since = now;
    if (was !== "down") return;
    for (const other of this.#due.keys()) if (other !== point) this.#due.set(other, now);
  }

  #note(reason: string, kind: NonNullable<SourceHealth["lastErrorKind"]>): void {
    this.#lastError = reason;
    this.#lastErrorKind = kind;
  }

  #emit(readings: readonly Reading[]): void {
    this.#counts.readings += readings.length;
    this.#options.emit(readings);
  }
}
