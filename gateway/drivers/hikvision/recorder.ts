import type { Clock, Timer } from "#gateway/ports/clock.ts";
import type { SourceHealth } from "#gateway/ports/driver.ts";
import { Fault } from "#gateway/ports/fault.ts";
import type { Log } from "#gateway/ports/log.ts";
import { admit, badReading } from "#rules/reading/admit.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Point } from "#rules/site/model.ts";
import type { HikvisionPlan, HikvisionSource } from "#rules/site/other-wires.ts";
import { after, between, type Instant, minutes } from "#rules/time/instant.ts";
import { Pause } from "../bytes/pause.ts";
import { retryAfter } from "../bytes/retry.ts";
import { tellLength } from "../bytes/wording.ts";
import { type Alert, alertsIn, read } from "./alert.ts";
import { follow } from "./stream.ts";

/** A point that a recorder tells. */
export type RecorderPoint = Point & { readonly source: HikvisionSource };

type Options = {
  /** Key of the recorder in the site file. */
  readonly name: string;
  readonly plan: HikvisionPlan;
  readonly password: string;
  /** At least one. */
  readonly points: readonly RecorderPoint[];
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
};

const OFFLINE = 0;
const ONLINE = 1;
/** A recorder locks whoever has a wrong password a few times within half an hour. */
const AFTER_REFUSAL = minutes(10);
/** A recorder whose clock is further off than this tells no time: the moment of receipt counts. */
const CLOCK_LIMIT = minutes(5);

/**
 * The alert stream of one recorder. Any alert says that it is there; it says about every ten seconds that no video is
 * lost, which is its heartbeat. A stream that is cut is opened anew and is no news; silence is.
 *
 * A loss is told again and again while it lasts: a channel has its picture when a heartbeat comes and no loss of it has
 * been told for as long as silence may last.
 */
export class Recorder {
  readonly #options: Options;
  readonly #where: string;
  readonly #stopping = new AbortController();
  readonly #pause = new Pause();
  readonly #counts = { readings: 0, alerts: 0, heartbeats: 0, losses: 0, reconnects: 0 };
  readonly #lostAt = new Map<number, Instant>();
  #connection = new AbortController();
  #emit: (readings: readonly Reading[]) => void = () => {};
  #work: Promise<void> = Promise.resolve();
  #timer: Timer | null = null;
  #state: SourceHealth["state"] = "starting";
  #since: Instant;
  /** Since when nothing of it was missed; null: it is not heard. */
  #heardSince: Instant | null = null;
  #lastError = "";
  #lastErrorKind: SourceHealth["lastErrorKind"];
  #clockOffsetMs: number | null = null;

  constructor(options: Options) {
    const { name, plan, clock } = options;
    this.#options = options;
    this.#since = clock.now();
    this.#where = `${name} (${new URL(plan.url).host})`;
  }

  start(emit: (readings: readonly Reading[]) => void): void {
    this.#emit = emit;
    this.#listen();
    this.#work = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#connection.abort();
    this.#timer?.stop();
    this.#pause.wake();
    await this.#work;
    this.#emit = () => {};
  }

  health(): SourceHealth {
    return {
      id: `hikvision:${this.#options.name}`,
      state: this.#state,
      since: this.#since,
      lastError: this.#lastError,
      counts: { ...this.#counts },
      ...(this.#clockOffsetMs !== null && { gauges: { clockOffsetMs: this.#clockOffsetMs } }),
      ...(this.#lastErrorKind && { lastErrorKind: this.#lastErrorKind }),
    };
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    const { clock, random } = this.#options;
    for (let failures = 0; !signal.aborted; ) {
      const { alerts } = this.#counts;
      const isRefused = await this.#once();
      if (signal.aborted) return;
      this.#counts.reconnects += 1;
      failures = this.#counts.alerts > alerts ? 1 : failures + 1;
      const wait = isRefused ? AFTER_REFUSAL : retryAfter(failures, random());
      await this.#pause.sleep(clock, Number.POSITIVE_INFINITY, wait);
    }
  }

  /** One stream from its beginning to its end. @returns whether the recorder does not take the password */
  async #once(): Promise<boolean> {
    const { plan, password } = this.#options;
    this.#connection = new AbortController();
    const signal = AbortSignal.any([this.#stopping.signal, this.#connection.signal]);
    let received = "";
    try {
      await follow(plan, { password, where: this.#where, signal }, text => {
        const { alerts, rest } = alertsIn(received + text);
        received = rest;
        for (const alert of alerts) this.#take(read(alert));
      });
      this.#note(`${this.#where}: the recorder ended the stream`, "unreachable");
      return false;
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      if (signal.aborted) return false;
      const isRefused = !fault.retry;
      this.#note(fault.message, isRefused ? "refused" : "unreachable");
      if (isRefused)
        this.#options.log.error({ source: this.health().id, why: fault.message }, "recorder refuses");
      return isRefused;
    }
  }

  #take(alert: Alert): void {
    const { clock, points, log } = this.#options;
    const now = clock.now();
    this.#counts.alerts += 1;
    this.#rise(now);
    const offset = alert.at === undefined ? null : between(now, alert.at);
    if (offset !== null) this.#clockOffsetMs = offset;
    const sourceAt = offset !== null && Math.abs(offset) <= CLOCK_LIMIT ? alert.at : undefined;
    const heard = points.filter(({ source }) => source.tells === "heard");
    const readings = heard.map(point => admit(point, { value: ONLINE, sourceAt }, now));
    if (alert.is === "heartbeat") {
      this.#counts.heartbeats += 1;
      readings.push(...this.#channels(now));
    }
    if (alert.is === "video-lost") {
      this.#counts.losses += 1;
      const channel = alert.channel ?? 0;
      const isNews = !this.#lostAt.has(channel);
      this.#lostAt.set(channel, now);
      if (isNews) log.warn({ source: this.health().id, channel }, "video lost");
      // A loss without a channel may be that of any.
      readings.push(
        ...points
          .filter(
            ({ source }) => source.tells !== "heard" && (channel === 0 || source.tells.channel === channel),
          )
          .map(point => admit(point, { value: OFFLINE, sourceAt }, now)),
      );
    }
    this.#send(readings);
  }

  /** The channels of which nothing speaks against it that they have their picture. */
  #channels(now: Instant): readonly Reading[] {
    const { points, plan } = this.#options;
    const isOld = (at: Instant | null | undefined) =>
      at !== null && at !== undefined && after(at, plan.silence) <= now;
    if (!isOld(this.#heardSince)) return [];
    for (const [channel, at] of this.#lostAt) if (isOld(at)) this.#lostAt.delete(channel);
    if (this.#lostAt.has(0)) return [];
    return points.flatMap(point => {
      const { tells } = point.source;
      return tells === "heard" || this.#lostAt.has(tells.channel)
        ? []
        : [admit(point, { value: ONLINE }, now)];
    });
  }

  #rise(now: Instant): void {
    this.#listen();
    this.#heardSince ??= now;
    if (this.#state === "up") return;
    this.#state = "up";
    this.#since = now;
    this.#options.log.info({ source: this.health().id }, "recorder heard");
  }

  #listen(): void {
    const { clock, plan } = this.#options;
    this.#timer?.stop();
    this.#timer = clock.after(plan.silence, () => this.#fall());
  }

  /** Nothing came for too long: the recorder is offline, of its channels nothing is known, and the stream begins anew. */
  #fall(): void {
    const { clock, plan, points, log } = this.#options;
    const now = clock.now();
    const why = `${this.#where}: nothing heard for ${tellLength(plan.silence)}`;
    const reason = this.#state === "up" || this.#lastError === "" ? why : this.#lastError;
    this.#note(reason, this.#lastErrorKind ?? "no-answer");
    this.#state = "down";
    this.#since = now;
    this.#heardSince = null;
    log.warn({ source: this.health().id, reason }, "recorder silent");
    this.#send(
      points.map(point =>
        point.source.tells === "heard"
          ? admit(point, { value: OFFLINE }, now)
          : badReading(point, reason, now),
      ),
    );
    this.#connection.abort();
    this.#again();
  }

  /** Offline is told again as long as it lasts: it is measured, not remembered. */
  #again(): void {
    const { clock, plan, points } = this.#options;
    this.#timer?.stop();
    this.#timer = clock.after(plan.silence, () => {
      const heard = points.filter(({ source }) => source.tells === "heard");
      this.#send(heard.map(point => admit(point, { value: OFFLINE }, clock.now())));
      this.#again();
    });
  }

  #note(why: string, kind: NonNullable<SourceHealth["lastErrorKind"]>): void {
    this.#lastError = why;
    this.#lastErrorKind = kind;
  }

  #send(readings: readonly Reading[]): void {
    this.#counts.readings += readings.length;
    if (readings.length > 0) this.#emit(readings);
  }
}
