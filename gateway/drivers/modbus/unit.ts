import type { Clock } from "#gateway/ports/clock.ts";
import type { SourceHealth } from "#gateway/ports/driver.ts";
import type { Log } from "#gateway/ports/log.ts";
import { admit, badReading } from "#rules/reading/admit.ts";
import type { Reading } from "#rules/reading/reading.ts";
import { between, type Instant, type Millis } from "#rules/time/instant.ts";
import { answered, type Backoff, failed, PATIENCE, retryAfter, unasked } from "./backoff.ts";
import { decode } from "./decode.ts";
import { exception } from "./exception.ts";
import { type ModbusPoint, plan, widthOf } from "./plan.ts";
import { type Read, Schedule } from "./schedule.ts";
import type { Answer, ReadRequest } from "./transport.ts";
import { tellLength } from "./wording.ts";

/** What a unit wants from its line: a read of its plan, or a small one that only asks whether anybody is there. */
export type Job = {
  readonly is: "read" | "probe";
  readonly unit: Unit;
  readonly read: Read;
  readonly request: ReadRequest;
  readonly due: Instant;
};

type Options = {
  /** `modbus:plant/3` */
  readonly id: string;
  /** For reasons: `plant (10.0.0.7:502) unit 3`. */
  readonly where: string;
  readonly number: number;
  readonly timeout: Millis;
  /** At least one. */
  readonly points: readonly ModbusPoint[];
  readonly clock: Clock;
  /** 0 ≤ random() < 1 */
  random(): number;
  readonly log: Log;
  emit(readings: readonly Reading[]): void;
  queue(job: Job): void;
  /** Takes back every job of the unit that has not begun. */
  withdraw(unit: Unit): void;
};

/**
 * One device behind a line: what it is asked and what its answers mean. After a failure it is left alone for a while
 * and then probed with one small read, so that a dead unit costs its line one time-out a probe; after three in a row
 * its points are bad, told once. The first answer brings the whole plan back at once.
 *
 * A read that gets no answer while the unit answers others is refused: then only its own points are bad.
 */
export class Unit {
  readonly counts = {
    readings: 0,
    requests: 0,
    timeouts: 0,
    exceptions: 0,
    mismatches: 0,
    reconnects: 0,
    skipped: 0,
  };
  readonly #options: Options;
  readonly #schedule: Schedule;
  #state: Backoff = unasked;
  #since: Instant;
  #lastError = "";
  #retry: NodeJS.Timeout | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#since = options.clock.now();
    this.#schedule = new Schedule({
      clock: options.clock,
      ask: (read, due) => this.#queue("read", read, read.block, due),
      skip: () => {
        this.counts.skipped += 1;
      },
    });
  }

  start(): void {
    this.#schedule.begin(plan(this.#options.points));
  }

  /** Nothing more is asked, until `resume`. */
  pause(): void {
    clearTimeout(this.#retry);
    this.#schedule.pause();
    this.#options.withdraw(this);
  }

  /** Asks at once whatever its state allows: all, or whether anybody is there. */
  resume(): void {
    if (this.#state.is === "down") this.#probe();
    else this.#schedule.resume();
  }

  /** Its line cannot be reached, so it is not there either: its points are bad, unless they are already. */
  fall(reason: string): void {
    this.#lastError = reason;
    if (this.#state.is === "down") return;
    this.#state = { is: "down", probes: 0 };
    this.#since = this.#options.clock.now();
    this.#options.log.warn({ source: this.#options.id, reason }, "unit down");
    this.#blind(this.#options.points, reason);
  }

  settle(job: Job, answer: Answer): void {
    this.counts.requests += 1;
    job.read.isWaiting = false;
    switch (answer.is) {
      case "words":
        if (job.is === "read") this.#take(job.read, answer.words);
        else this.#schedule.resume();
        break;
      case "exception":
        this.counts.exceptions += 1;
        this.#hear(job, answer.code);
        break;
      case "timeout":
        this.counts.timeouts += 1;
        this.#fail(job, `no answer in ${tellLength(this.#options.timeout)}`);
        break;
      case "mismatch":
        this.counts.mismatches += 1;
        this.#fail(job, answer.why);
        break;
      case "closed":
        this.#fail(job, answer.why);
        break;
      default:
        answer satisfies never;
    }
  }

  health(): SourceHealth {
    const { is: state } = this.#state;
    const counts = { ...this.counts };
    return { id: this.#options.id, state, since: this.#since, lastError: this.#lastError, counts };
  }

  #take(read: Read, words: readonly number[]): void {
    this.#rise();
    read.failures = 0;
    if (read.isRefused) this.#schedule.accept(read);
    const at = this.#options.clock.now();
    this.#emit(
      read.block.points.map(point => {
        const from = point.source.address - read.block.address;
        const decoded = decode(point, words.slice(from, from + widthOf(point.source)));
        return decoded.is === "value"
          ? admit(point, { value: decoded.value }, at)
          : badReading(point, `${this.#options.where}: ${decoded.reason}`, at);
      }),
    );
  }

  #hear(job: Job, code: number): void {
    const { means, text } = exception(code);
    if (means === "absent") this.#fail(job, text);
    else if (job.is === "probe") this.#schedule.resume();
    else {
      this.#rise();
      const { block } = job.read;
      const reason = `${this.#options.where}, ${block.table} ${block.address}+${block.count}: ${text}`;
      this.#lastError = reason;
      if (means === "divide" && block.points.length > 1) this.#schedule.divide(job.read);
      else if (means === "fault") this.#blind(block.points, reason);
      else this.#refuse(job.read, reason);
    }
  }

  #fail({ read }: Job, why: string): void {
    const reason = `${this.#options.where}: ${why}`;
    this.#lastError = reason;
    this.pause();
    const next = failed(this.#state);
    if (next.is === "down") this.fall(reason);
    this.#state = next;
    read.failures += 1;
    if (next.is !== "down" && read.failures >= PATIENCE) this.#refuse(read, reason);
    this.#retry = setTimeout(() => this.#probe(), retryAfter(this.#state, this.#options.random()));
  }

  /** The unit lives, but this read it does not answer. */
  #refuse(read: Read, reason: string): void {
    if (!read.isRefused) this.#options.log.warn({ source: this.#options.id, reason }, "read refused");
    this.#schedule.refuse(read);
    this.#blind(read.block.points, reason);
  }

  #rise(): void {
    const { is } = this.#state;
    this.#state = answered;
    if (is === "up") return;
    if (is === "down") this.#schedule.forgive();
    const now = this.#options.clock.now();
    const goneMs = between(this.#since, now);
    this.#options.log.info({ source: this.#options.id, ...(is === "down" && { goneMs }) }, "unit up");
    this.#since = now;
  }

  #blind(points: readonly ModbusPoint[], reason: string): void {
    const at = this.#options.clock.now();
    this.#emit(points.map(point => badReading(point, reason, at)));
  }

  #emit(readings: readonly Reading[]): void {
    this.counts.readings += readings.length;
    this.#options.emit(readings);
  }

  #probe(): void {
    const read = this.#schedule.mostPromising;
    const { source } = read.block.points[0]!;
    const small = { table: source.table, address: source.address, count: widthOf(source) };
    this.#queue("probe", read, small, this.#options.clock.now());
  }

  #queue(
    is: Job["is"],
    read: Read,
    { table, address, count }: Omit<ReadRequest, "unit">,
    due: Instant,
  ): void {
    const request = { unit: this.#options.number, table, address, count };
    this.#options.queue({ is, unit: this, read, request, due });
  }
}
