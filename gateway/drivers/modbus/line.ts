import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "#gateway/ports/clock.ts";
import type { SourceHealth } from "#gateway/ports/driver.ts";
import { Fault } from "#gateway/ports/fault.ts";
import type { Log } from "#gateway/ports/log.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { ModbusLine } from "#rules/site/model.ts";
import { answered, type Backoff, failed, retryAfter, unasked } from "./backoff.ts";
import type { ModbusPoint } from "./plan.ts";
import { type Connection, connect } from "./transport.ts";
import { type Job, Unit } from "./unit.ts";
import { nameOfWire } from "./wording.ts";

type Options = {
  /** Key of the line in the site file. */
  readonly name: string;
  readonly line: ModbusLine;
  /** Every point that is read over this line; at least one. */
  readonly points: readonly ModbusPoint[];
  readonly clock: Clock;
  random(): number;
  readonly log: Log;
};

/**
 * One TCP endpoint with the units behind it. They share one connection and take turns, one request at a time, the
 * longest due first. When the endpoint cannot be reached, all of them are down and it is tried again less and less often.
 */
export class Line {
  readonly #options: Options;
  readonly #where: string;
  readonly #units: readonly Unit[];
  readonly #stopping = new AbortController();
  #emit: (readings: readonly Reading[]) => void = () => {};
  #queue: Job[] = [];
  #isWorking = false;
  #work: Promise<void> = Promise.resolve();
  #connection: Connection | null = null;
  #state: Backoff = unasked;
  #retry: NodeJS.Timeout | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#where = `${options.name} (${nameOfWire(options.line.wire)})`;
    const byUnit = Map.groupBy(options.points, ({ source }) => source.unit);
    this.#units = Array.from(byUnit, ([number, points]) => this.#unit(number, points));
  }

  start(emit: (readings: readonly Reading[]) => void): void {
    this.#emit = emit;
    for (const unit of this.#units) unit.start();
  }

  /** Resolves when the connection is closed and no reading comes any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#retry);
    for (const unit of this.#units) unit.pause();
    await this.#connection?.close();
    await this.#work;
    // A connection may have been made between the two.
    await this.#connection?.close();
  }

  health(): readonly SourceHealth[] {
    return this.#units.map(unit => unit.health());
  }

  #unit(number: number, points: readonly ModbusPoint[]): Unit {
    const { name, line, clock, random, log } = this.#options;
    return new Unit({
      id: `modbus:${name}/${number}`,
      where: `${this.#where} unit ${number}`,
      number,
      timeout: line.timeout,
      points,
      clock,
      random,
      log,
      emit: readings => this.#emit(readings),
      queue: job => this.#ask(job),
      withdraw: unit => {
        this.#queue = this.#queue.filter(job => job.unit !== unit);
      },
    });
  }

  #ask(job: Job): void {
    this.#queue.push(job);
    if (!this.#isWorking) this.#work = this.#serveAll();
  }

  async #serveAll(): Promise<void> {
    this.#isWorking = true;
    for (let job = this.#next(); job; job = this.#next()) {
      await this.#serve(job);
      if (this.#options.line.gap > 0) await pause(this.#options.line.gap);
    }
    this.#isWorking = false;
  }

  #next(): Job | undefined {
    if (this.#queue.length === 0) return undefined;
    const next = this.#queue.reduce((first, job) => (job.due < first.due ? job : first));
    this.#queue.splice(this.#queue.indexOf(next), 1);
    return next;
  }

  async #serve(job: Job): Promise<void> {
    const connection = await this.#open(job);
    if (!connection || this.#stopping.signal.aborted) return;
    const answer = await connection.read(job.request, this.#options.line.timeout);
    if (!this.#stopping.signal.aborted) job.unit.settle(job, answer);
  }

  async #open(job: Job): Promise<Connection | null> {
    if (this.#connection?.isOpen) return this.#connection;
    const { wire, connectTimeout: timeout } = this.#options.line;
    try {
      const { signal } = this.#stopping;
      const connection = await connect({ where: this.#where, wire, timeout, signal });
      if (this.#connection) job.unit.counts.reconnects += 1;
      this.#connection = connection;
      this.#state = answered;
      return connection;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      if (!this.#stopping.signal.aborted) this.#fail(error.message);
      return null;
    }
  }

  #fail(reason: string): void {
    this.#state = failed(this.#state);
    for (const unit of this.#units) {
      unit.pause();
      if (this.#state.is === "down") unit.fall(reason);
    }
    const wait = retryAfter(this.#state, this.#options.random());
    this.#retry = setTimeout(() => {
      for (const unit of this.#units) unit.resume();
    }, wait);
  }
}
