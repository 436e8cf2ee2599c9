import type { Clock } from "#gateway/ports/clock.ts";
import type { SourceHealth } from "#gateway/ports/driver.ts";
import type { Log } from "#gateway/ports/log.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { UnitLimits } from "#rules/site/modbus.ts";
import { between, type Instant, type Millis, toIso } from "#rules/time/instant.ts";
import { tellLength } from "../bytes/wording.ts";
import { answered, type Backoff, failed, PATIENCE, retryAfter, unasked } from "./backoff.ts";
import { boundsOf, spanOf } from "./bounds.ts";
import { Composer } from "./composer.ts";
import { Course } from "./course.ts";
import { exception } from "./exception.ts";
import type { Heard, Job } from "./job.ts";
import type { Learned } from "./learned.ts";
import { Lessons } from "./lessons.ts";
import type { Block, ModbusPoint } from "./plan.ts";
import { deadlineOf, type Read } from "./schedule.ts";
import { pointsOf, Teller } from "./teller.ts";
import type { Answer, ReadRequest } from "./transport.ts";
import { Unanswered } from "./unanswered.ts";
import { type ErrorKind, UnitRecord } from "./unit-record.ts";

type Options = {
  /** Key of its line. */
  readonly line: string;
  /** For reasons: `plant (10.0.0.7:502) unit 3`. */
  readonly where: string;
  readonly number: number;
  readonly timeout: Millis;
  /** At least one. */
  readonly points: readonly ModbusPoint[];
  readonly limits: UnitLimits | undefined;
  /** Idle time of the line between two requests. */
  readonly lineGapMs: number;
  /** Whether an answer tells which request it answers; else a late one must not be mistaken. */
  readonly hasTransactions: boolean;
  readonly clock: Clock;
  readonly nowMs: () => number;
  /** 0 ≤ random() < 1 */
  readonly random: () => number;
  readonly learned: Learned;
  readonly log: Log;
  emit(readings: readonly Reading[]): void;
};

/** So long a probe waits for a moment in which nothing else is due; reads of units that answer go first. */
const PROBE_WITHIN_MS = 2_000;
/**
 * One device behind a line: what it is asked and what its answers mean. After a failure it is left alone for a while
 * and then probed with one small read, so that a dead unit costs its line one time-out a probe; after three in a row
 * its points are bad, told once. The first answer brings the whole plan back at once.
 *
 * A read that gets no answer while the unit answers others is refused: then only its own points are bad.
 */
export class Unit {
  readonly id: string;
  readonly #options: Options;
  readonly #record = new UnitRecord();
  readonly #teller: Teller;
  readonly #course: Course;
  readonly #composer = new Composer();
  readonly #unanswered = new Unanswered();
  readonly #gapMs: number;
  #state: Backoff = unasked;
  #since: Instant;
  /** Real time from which on it may be asked something. */
  #readyAtMs = Number.NEGATIVE_INFINITY;
  #restsUntilMs = Number.NEGATIVE_INFINITY;
  /** After a failure: it is only asked whether anybody is there. */
  #isProbing = false;
  /** It is asked whether it is there before anything of it is due. */
  #isHurried = false;
  #lost: ReadRequest | null = null;
  /** Probes that went unanswered one after the other, and whether one has been answered since the last read was. */
  #probes = 0;
  #hasProbed = false;

  constructor(options: Options) {
    const { line, number, points, limits, learned, clock, lineGapMs } = options;
    this.id = `modbus:${line}/${number}`;
    this.#options = options;
    this.#gapMs = limits?.gap ?? 0;
    const emit = (readings: readonly Reading[]) => {
      this.#record.counts.readings += readings.length;
      options.emit(readings);
    };
    this.#teller = new Teller({ where: options.where, clock, emit });
    const now = clock.now();
    this.#since = now;
    const bounds = boundsOf(limits);
    const lessons = new Lessons({ line, unit: number, points, bounds, learned, now });
    const gapMs = Math.max(this.#gapMs, lineGapMs);
    this.#course = new Course({ points, lessons, bounds, notBelow: limits?.every, gapMs, now });
  }

  get state(): Backoff["is"] {
    return this.#state.is;
  }

  /** What the last trouble was, in words; empty when there was none. */
  get lastError(): string {
    return this.#record.lastError;
  }

  get roundMs(): number {
    return this.#course.roundMs;
  }

  /** Tells what is known to be unreadable before anything is asked. */
  start(): void {
    for (const { table, cell } of this.#course.unreadable)
      this.#teller.blind(
        pointsOf([cell]),
        `${this.#options.where}, ${table} ${cell.from}: must not be read, as its profile says`,
      );
    for (const { block, isRefused, due } of this.#course.schedule.reads)
      if (isRefused)
        this.#teller.blind(
          pointsOf(block.cells),
          `${this.#at(block)}: the device refused it before; asked again at ${toIso(due)}`,
        );
  }

  /**
   * What it wants now; null: nothing yet.
   *
   * @param mayProbe  whether its line can afford to ask a unit that did not answer
   */
  next(now: Instant, nowMs: number, mayProbe: boolean): Job | null {
    if (nowMs < this.#readyAtMs) return null;
    if (this.#isProbing) return mayProbe ? this.#probe(nowMs, now + this.patienceMs(nowMs)) : null;
    if (this.#isHurried) return this.#probe(nowMs, now);
    const read = this.#course.schedule.due(now, ({ block }) => this.isSafe(this.#requestOf(block), nowMs));
    return (
      read && {
        is: "read",
        read,
        request: this.#requestOf(read.block),
        deadline: deadlineOf(read),
      }
    );
  }

  /** How long until it may want something: in hall time, in real time, and whether it waits for its line's share. */
  wait(now: Instant, nowMs: number): { readonly hall: number; readonly realMs: number } {
    const realMs = Math.max(0, this.#readyAtMs - nowMs);
    if (!this.#course.schedule.mostPromising) return { hall: Number.POSITIVE_INFINITY, realMs: 0 };
    if (this.#isProbing || this.#isHurried) return { hall: 0, realMs };
    const hall = this.#course.schedule.wait(now);
    return { hall, realMs: Math.max(realMs, hall === 0 ? this.#unanswered.waitMs(nowMs) : 0) };
  }

  get isProbing(): boolean {
    return this.#isProbing;
  }

  /** How long its probe can still wait for a good moment; negative: no longer. */
  patienceMs(nowMs: number): number {
    return PROBE_WITHIN_MS - (nowMs - this.#readyAtMs);
  }

  /** The request goes out now. */
  begin({ is, read }: Job, now: Instant): void {
    if (is === "read") this.#record.counts.skipped += this.#course.schedule.begin(read, now);
  }

  /** Something of it was on the wire: it needs its pause. */
  rest(nowMs: number): void {
    this.#restsUntilMs = nowMs + this.#gapMs;
    this.#readyAtMs = Math.max(this.#readyAtMs, this.#restsUntilMs);
  }

  /** How long it still needs its pause, whoever asks; 0: no longer. */
  restMs(nowMs: number): number {
    return Math.max(0, this.#restsUntilMs - nowMs);
  }

  /** A read that somebody asked for beside the plan was not answered: its answer may still come. */
  miss(request: ReadRequest, nowMs: number): void {
    if (!this.#options.hasTransactions) this.#unanswered.lose(request, nowMs);
  }

  /** Whether an answer to this could be nothing else. */
  isSafe(request: ReadRequest, nowMs: number): boolean {
    return this.#options.hasTransactions || this.#unanswered.isSafe(request, nowMs);
  }

  settle(job: Job, answer: Answer, tookMs: number): Heard {
    const { clock, nowMs } = this.#options;
    this.#record.end(answer.is === "words");
    this.#isHurried = false;
    this.rest(nowMs());
    switch (answer.is) {
      case "words":
        this.#unanswered.hear(job.request);
        if (job.is === "read") this.#take(job.read, answer.words, tookMs);
        else if (this.#isProbing) this.#return(clock.now());
        return "answer";
      case "exception":
        this.#record.counts.exceptions += 1;
        return this.#hear(job, answer.code);
      case "timeout":
        this.#record.counts.timeouts += 1;
        this.#lose(job, "no-answer", `no answer in ${tellLength(this.#options.timeout)}`);
        return "silence";
      case "mismatch":
      case "garbled":
        this.#record.counts.mismatches += 1;
        this.#lose(job, "garbled", answer.why);
        return "failure";
      case "closed":
        this.#lose(job, "unreachable", answer.why);
        return "silence";
      case "written":
        throw new Error("a read was answered as a write");
      default:
        return answer satisfies never;
    }
  }

  /** Its line cannot be reached, so it is not there either: its points are bad, unless they are already. */
  fall(reason: string, kind: ErrorKind): void {
    this.#isProbing = true;
    this.#record.blame(reason, kind);
    if (this.#state.is === "down") return;
    this.#state = { is: "down", probes: 0 };
    this.#since = this.#options.clock.now();
    this.#teller.blind(this.#options.points, reason);
  }

  /** Its line is back: whether it answers is asked at once. */
  excuse(): void {
    this.#readyAtMs = Number.NEGATIVE_INFINITY;
  }

  /** Nobody on the line answered lately: it is asked before its time. */
  hurry(): void {
    this.#isHurried = true;
  }

  /** What it was seen to refuse does not hold any more. */
  forget(): void {
    this.#course.forget(this.#options.clock.now());
  }

  health(): SourceHealth {
    const { is: state } = this.#state;
    return { id: this.id, state, since: this.#since, ...this.#record.health(this.#course.answerMs) };
  }

  #take(read: Read, words: readonly number[], tookMs: number): void {
    this.#rise();
    const { clock, nowMs } = this.#options;
    const at = clock.now();
    const composed = this.#composer.take(read.block, words, at);
    this.#course.answer(read, tookMs, at, nowMs());
    this.#teller.values(composed);
  }

  #hear(job: Job, code: number): Heard {
    const { means, text } = exception(code);
    if (means === "absent") {
      this.#fail(job, code === NO_PATH ? "unreachable" : "no-answer", text);
      return code === NO_PATH ? "no-way" : "failure";
    }
    if (!this.#options.hasTransactions && !this.#unanswered.mayRefuse(job.request, this.#options.nowMs())) {
      this.#fail(job, "garbled", `${text}; perhaps an answer to an earlier request`);
      return "failure";
    }
    const now = this.#options.clock.now();
    if (job.is === "probe" && !this.#isProbing) return "answer";
    if (job.is === "probe") this.#return(now);
    else {
      this.#rise();
      const { block } = job.read;
      const reason = `${this.#at(block)}: ${text}`;
      this.#record.blame(reason, "refused");
      if (means === "divide" && this.#course.refuse(job.read, code, now)) return "answer";
      if (means === "refused") this.#course.giveUp(job.read, now);
      if (means !== "fault") this.#options.log.warn({ source: this.id, reason }, "read refused");
      this.#teller.blind(pointsOf(block.cells), reason);
    }
    return "answer";
  }

  /** Nothing came of a request that went out: its answer may still come. */
  #lose(job: Job, kind: ErrorKind, why: string): void {
    if (!this.#options.hasTransactions) {
      this.#unanswered.lose(job.request, this.#options.nowMs());
      this.#lost = job.request;
    }
    this.#fail(job, kind, why);
  }

  #fail({ is, read }: Job, kind: ErrorKind, why: string): void {
    const { where, log, nowMs, random } = this.#options;
    const reason = `${where}: ${why}`;
    const wasDown = this.#state.is === "down";
    const next = failed(this.#state);
    if (next.is === "down") this.fall(reason, kind);
    if (next.is === "down" && !wasDown) log.warn({ source: this.id, reason }, "unit down");
    this.#record.blame(reason, kind);
    this.#state = next;
    this.#isProbing = true;
    this.#composer.clear();
    read.failures += 1;
    if (is === "probe") this.#probes += 1;
    else if (read.failures >= PATIENCE && (next.is !== "down" || this.#hasProbed)) this.#doubt(read, reason);
    this.#readyAtMs = nowMs() + retryAfter(this.#state, random());
  }

  /** The unit answers, but not this read: something in it makes the device fall silent. */
  #doubt(read: Read, reason: string): void {
    const now = this.#options.clock.now();
    if (this.#course.split(read, now)) return;
    if (!read.isRefused) this.#options.log.warn({ source: this.id, reason }, "read refused");
    this.#course.giveUp(read, now);
    this.#teller.blind(pointsOf(read.block.cells), reason);
  }

  /** Somebody is there: everything is asked for again. */
  #return(now: Instant): void {
    this.#isProbing = false;
    this.#probes = 0;
    this.#hasProbed = true;
    if (this.#state.is === "down") this.#state = { is: "down", probes: 0 };
    this.#course.schedule.resume(now);
  }

  #rise(): void {
    const { is } = this.#state;
    this.#hasProbed = false;
    this.#state = answered;
    if (is === "up") return;
    const now = this.#options.clock.now();
    if (is === "down") this.#course.forgive(now);
    const goneMs = between(this.#since, now);
    this.#options.log.info({ source: this.id, ...(is === "down" && { goneMs }) }, "unit up");
    this.#since = now;
  }

  #probe(nowMs: number, deadline: number): Job | null {
    const read = this.#course.schedule.mostPromising;
    if (!read) return null;
    const { table, cells } = read.block;
    const nth = Math.floor(this.#probes / 2) % cells.length;
    // From both ends in turn: a device may be silent about some of them.
    const cell = cells[this.#probes % 2 === 0 ? nth : cells.length - 1 - nth]!;
    const small = spanOf(table, cell.from, cell.to, boundsOf(this.#options.limits));
    const requests = [small && this.#requestOf({ table, ...small }), this.#requestOf(read.block), this.#lost];
    const request = requests.find(candidate => candidate && this.isSafe(candidate, nowMs));
    return request ? { is: "probe", read, request, deadline } : null;
  }

  #requestOf({ table, address, count }: Pick<Block, "table" | "address" | "count">): ReadRequest {
    return { unit: this.#options.number, table, address, count };
  }

  #at({ table, address, count }: Block): string {
    return `${this.#options.where}, ${table} ${address}+${count}`;
  }
}

/** Exception 0A: the gateway has no way to the unit, which is a trouble of the gateway. */
const NO_PATH = 0x0a;
