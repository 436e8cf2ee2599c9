import type { Clock } from "#gateway/ports/clock.ts";
import type { SourceHealth, Written } from "#gateway/ports/driver.ts";
import type { Log } from "#gateway/ports/log.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { ModbusLine } from "#rules/site/model.ts";
import { between, type Instant } from "#rules/time/instant.ts";
import { answered, type Backoff, failed, PATIENCE, retryAfter, unasked } from "./backoff.ts";
import { Busy } from "./busy.ts";
import type { Heard, Job } from "./job.ts";
import type { Learned } from "./learned.ts";
import { LineErrands } from "./line-errands.ts";
import { type Connect, LineLink } from "./line-link.ts";
import type { ModbusPoint } from "./plan.ts";
import type { RealTime } from "./real-time.ts";
import { Share } from "./share.ts";
import { Silence } from "./silence.ts";
import { Sleeper } from "./sleeper.ts";
import type { Answer, ReadRequest, WriteRequest } from "./transport.ts";
import { Unit } from "./unit.ts";
import { nameOfWire } from "./wording.ts";

type UnitJob = { readonly unit: Unit; readonly job: Job };

type Options = {
  /** Key of the line in the site file. */
  readonly name: string;
  readonly line: ModbusLine;
  /** Every point that is read over this line; at least one. */
  readonly points: readonly ModbusPoint[];
  readonly clock: Clock;
  readonly time: RealTime;
  readonly connect: Connect;
  readonly learned: Learned;
  readonly random: () => number;
  readonly log: Log;
};

/** Before a connection that nothing came over is made anew, in milliseconds; spread so that many do not do it in step. */
const RECONNECT_MS = 200;
const NEVER = Number.POSITIVE_INFINITY;

/**
 * One line with the units on it. They share one connection and one request in flight. Writes go first, then what has the
 * least time left of its period; a unit that does not answer gets what the others leave, and never more than its share.
 *
 * When the line cannot be reached, or takes connections and nothing answers, all of them are down and it is tried again
 * less and less often.
 */
export class Line {
  readonly #options: Options;
  readonly #where: string;
  readonly #units: readonly Unit[];
  readonly #stopping = new AbortController();
  readonly #link: LineLink;
  readonly #errands: LineErrands;
  readonly #sleeper: Sleeper;
  readonly #silence = new Silence();
  readonly #share: Share;
  readonly #busy: Busy;
  #requests = 0;
  #emit: (readings: readonly Reading[]) => void = () => {};
  #work: Promise<void> = Promise.resolve();
  #state: Backoff = unasked;
  #since: Instant;
  #lastError = "";
  #lastErrorKind: SourceHealth["lastErrorKind"];
  /** Real time: the line needs its pause until then, and is left alone until then after a failure. */
  #readyAtMs = Number.NEGATIVE_INFINITY;
  #quietUntilMs = Number.NEGATIVE_INFINITY;
  /** While nothing answers: how many units may still be asked before the next wait, and whose turn it is. */
  #trials = 0;
  #turn = 0;

  constructor(options: Options) {
    const { name, line, points, clock, time, connect } = options;
    this.#options = options;
    this.#since = clock.now();
    this.#where = `${name} (${nameOfWire(line.wire)})`;
    this.#link = new LineLink({ where: this.#where, line, connect, signal: this.#stopping.signal });
    const byUnit = Map.groupBy(points, ({ source }) => source.unit);
    this.#units = Array.from(byUnit, ([number, own]) => this.#unit(number, own));
    this.#share = new Share(PATIENCE * line.timeout * this.#units.length, time.nowMs());
    this.#busy = new Busy(time.nowMs());
    this.#sleeper = new Sleeper(clock, time);
    this.#errands = new LineErrands({
      where: this.#where,
      timeout: line.timeout,
      link: this.#link,
      signal: this.#stopping.signal,
      nowMs: () => time.nowMs(),
      unitOf: number => this.#unitOf(number),
      rest: (beganMs, nowMs) => this.#rest(beganMs, nowMs),
      sleep: realMs => this.#sleeper.sleep({ hall: NEVER, realMs }),
    });
  }

  start(emit: (readings: readonly Reading[]) => void): void {
    this.#emit = emit;
    for (const unit of this.#units) unit.start();
    this.#work = this.#run();
  }

  /** Resolves when the connection is closed and no reading comes any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#sleeper.wake();
    await this.#link.close();
    await this.#work;
    // A connection may have been made between the two.
    await this.#link.close();
    this.#errands.endAll();
  }

  /** Sends a write once, before everything that is read. */
  write(request: WriteRequest): Promise<Written> {
    const written = this.#errands.write(request);
    this.#sleeper.wake();
    return written;
  }

  /** Reads once, after what is written and before what is polled; of what it says nobody else hears. */
  look(request: ReadRequest): Promise<Answer> {
    const looked = this.#errands.look(request);
    this.#sleeper.wake();
    return looked;
  }

  /** What a unit was seen to refuse does not hold any more. @returns whether it is on this line */
  forget(number: number): boolean {
    const unit = this.#unitOf(number);
    unit?.forget();
    this.#sleeper.wake();
    return unit !== undefined;
  }

  /** The line first, then its units. */
  health(): readonly SourceHealth[] {
    const { name, time } = this.#options;
    const units = this.#units.map(unit => unit.health());
    const gauges = {
      utilisationPercent: Math.round(this.#busy.percent(time.nowMs())),
      cycleMs: Math.round(this.#units.reduce((sum, unit) => sum + unit.roundMs, 0)),
      unitsDown: units.filter(({ state }) => state === "down").length,
    };
    const line: SourceHealth = {
      id: `modbus:${name}`,
      state: this.#state.is,
      since: this.#since,
      lastError: this.#lastError,
      counts: { requests: this.#requests, writes: this.#errands.writes, reconnects: this.#link.reconnects },
      gauges,
      ...(this.#lastErrorKind && { lastErrorKind: this.#lastErrorKind }),
    };
    return [line, ...units];
  }

  #unit(number: number, points: readonly ModbusPoint[]): Unit {
    const { name, line, clock, time, random, learned, log } = this.#options;
    return new Unit({
      line: name,
      where: `${this.#where} unit ${number}`,
      number,
      timeout: line.timeout,
      points,
      limits: line.units[number],
      lineGapMs: line.gap,
      hasTransactions: line.wire.is === "tcp",
      clock,
      nowMs: () => time.nowMs(),
      random,
      learned,
      log,
      emit: readings => this.#emit(readings),
    });
  }

  #unitOf(number: number): Unit | undefined {
    return this.#units.find(({ id }) => id === `modbus:${this.#options.name}/${number}`);
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    const { clock, time } = this.#options;
    while (!signal.aborted) {
      const nowMs = time.nowMs();
      if (nowMs < this.#readyAtMs) {
        await this.#sleeper.sleep({ hall: NEVER, realMs: this.#readyAtMs - nowMs });
        continue;
      }
      if (await this.#errands.serve(nowMs)) continue;
      const now = clock.now();
      const job = nowMs < this.#quietUntilMs ? null : this.#next(now, nowMs);
      if (job) await this.#serve(job, now);
      else await this.#idle(now, nowMs);
    }
  }

  /** What goes out next: of all that is due, what has the least time left; a probe when it disturbs nobody, or must go. */
  #next(now: Instant, nowMs: number): UnitJob | null {
    if (this.#state.is === "down") return this.#trial(now, nowMs);
    const mayProbe = this.#share.waitMs(nowMs) === 0;
    let read: UnitJob | null = null;
    let probe: UnitJob | null = null;
    for (const unit of this.#units) {
      const job = unit.next(now, nowMs, mayProbe);
      if (job?.is === "read" && (!read || job.deadline < read.job.deadline)) read = { unit, job };
      if (job?.is === "probe" && (!probe || job.deadline < probe.job.deadline)) probe = { unit, job };
    }
    if (probe && probe.job.deadline <= now) return probe;
    return read ?? (this.#isGoodMoment(now, nowMs) ? probe : null);
  }

  /** Whether a probe that nobody answers makes no read late. */
  #isGoodMoment(now: Instant, nowMs: number): boolean {
    const { timeout } = this.#options.line;
    return this.#units.every(unit => unit.isProbing || unit.wait(now, nowMs).hall >= timeout);
  }

  /** While nothing answers, one unit after the other is asked whether it is there. */
  #trial(now: Instant, nowMs: number): UnitJob | null {
    for (let i = 0; i < this.#units.length; i += 1) {
      this.#turn += 1;
      const unit = this.#units[this.#turn % this.#units.length]!;
      unit.excuse();
      const job = unit.next(now, nowMs, true);
      if (job) return { unit, job };
    }
    return null;
  }

  async #serve({ unit, job }: UnitJob, now: Instant): Promise<void> {
    const { line, time, clock } = this.#options;
    const connection = await this.#link.open();
    if (this.#stopping.signal.aborted) return;
    if ("why" in connection) {
      this.#lose(connection.why);
      return;
    }
    const wasThere = unit.state !== "down";
    unit.begin(job, now);
    const beganMs = time.nowMs();
    const answer = await connection.read(job.request, line.timeout);
    const nowMs = time.nowMs();
    if (this.#stopping.signal.aborted) return;
    this.#requests += 1;
    this.#rest(beganMs, nowMs);
    const heard = unit.settle(job, answer, nowMs - beganMs);
    if (heard !== "answer") this.#share.spend(nowMs - beganMs + line.gap, nowMs);
    this.#judge(heard, unit, wasThere, clock.now(), nowMs);
  }

  /** A request has ended: the line needs its pause, which is time that it cannot be used for anything else. */
  #rest(beganMs: number, nowMs: number): void {
    const { gap } = this.#options.line;
    this.#readyAtMs = nowMs + gap;
    this.#busy.add(nowMs - beganMs + gap, nowMs);
  }

  /** What the end of a request says of the line. */
  #judge(heard: Heard, unit: Unit, wasThere: boolean, now: Instant, nowMs: number): void {
    const { random, log, name } = this.#options;
    if (heard !== "silence") {
      this.#silence.end();
      this.#rise(now);
      if (heard === "no-way") this.#blame(unit.lastError, "unreachable");
      return;
    }
    if (this.#state.is === "down") {
      this.#trials -= 1;
      if (this.#trials <= 0) this.#fail(this.#lastError, "no-answer", nowMs);
      return;
    }
    this.#silence.add(unit, wasThere);
    for (const other of this.#silence.others(this.#units).slice(0, PATIENCE)) other.hurry();
    if (this.#silence.isProof(this.#units)) {
      this.#state = { is: "down", probes: 0 };
      this.#since = now;
      const reason = `${this.#where}: accepts connections but nothing answers`;
      log.warn({ source: `modbus:${name}`, reason }, "line down");
      this.#fail(reason, "no-answer", nowMs);
    } else if (this.#silence.isSuspicious(wasThere)) {
      void this.#link.close();
      this.#readyAtMs = Math.max(this.#readyAtMs, nowMs + RECONNECT_MS * (0.5 + random()));
    }
  }

  /** There is no connection to be had. */
  #lose(reason: string): void {
    const { clock, time, log, name } = this.#options;
    const wasDown = this.#state.is === "down";
    const next = failed(this.#state);
    if (next.is === "down" && !wasDown) {
      this.#since = clock.now();
      log.warn({ source: `modbus:${name}`, reason }, "line down");
    }
    this.#state = next;
    this.#fail(reason, "unreachable", time.nowMs());
  }

  #fail(reason: string, kind: "no-answer" | "unreachable", nowMs: number): void {
    this.#blame(reason, kind);
    if (this.#state.is === "down") for (const unit of this.#units) unit.fall(reason, kind);
    this.#quietUntilMs = nowMs + retryAfter(this.#state, this.#options.random());
    if (this.#state.is === "down" && kind === "no-answer") this.#state = failed(this.#state);
    this.#trials = Math.min(PATIENCE, this.#units.length);
    this.#silence.end();
  }

  #blame(reason: string, kind: SourceHealth["lastErrorKind"]): void {
    this.#lastError = reason;
    this.#lastErrorKind = kind;
  }

  /** Somebody answered: whoever was down with the line is asked at once. */
  #rise(now: Instant): void {
    const { is } = this.#state;
    this.#state = answered;
    if (is === "up") return;
    const goneMs = between(this.#since, now);
    this.#since = now;
    if (is !== "down") return;
    this.#options.log.info({ source: `modbus:${this.#options.name}`, goneMs }, "line up");
    for (const unit of this.#units) unit.excuse();
  }

  /** Waits until something may be due, or somebody comes with a write. */
  async #idle(now: Instant, nowMs: number): Promise<void> {
    if (nowMs < this.#quietUntilMs) {
      await this.#sleeper.sleep({ hall: NEVER, realMs: this.#quietUntilMs - nowMs });
      return;
    }
    const shareMs = this.#share.waitMs(nowMs);
    let hall = NEVER;
    let realMs = NEVER;
    for (const unit of this.#units) {
      const wait = unit.wait(now, nowMs);
      const atLeastMs = Math.max(wait.realMs, unit.isProbing ? shareMs : 0);
      // What waits for both waits for the later one; a wake-up too many does no harm.
      if (atLeastMs > 0) realMs = Math.min(realMs, atLeastMs);
      // It could go now and does not: after the read that is due next, or when it can wait no longer.
      else if (unit.isProbing) realMs = Math.min(realMs, Math.max(RECONNECT_MS, unit.patienceMs(nowMs)));
      else hall = Math.min(hall, wait.hall);
    }
    await this.#sleeper.sleep({ hall, realMs });
  }
}
