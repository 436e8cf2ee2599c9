import type { Clock } from "#gateway/ports/clock.ts";
import type { SourceHealth } from "#gateway/ports/driver.ts";
import { Fault } from "#gateway/ports/fault.ts";
import type { Log } from "#gateway/ports/log.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Dlt645Line as Plan } from "#rules/site/other-wires.ts";
import { between, type Instant } from "#rules/time/instant.ts";
import { openBytes, tellErrorOf } from "../bytes/open-bytes.ts";
import { Pause } from "../bytes/pause.ts";
import { nameOfWire } from "../bytes/wire-name.ts";
import { LinkQuestions } from "./link-question.ts";
import { Meter, type MeterPoint } from "./meter.ts";

type Options = {
  /** Key of the line in the site file. */
  readonly name: string;
  readonly plan: Plan;
  /** At least one. */
  readonly points: readonly MeterPoint[];
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
};

type ErrorKind = NonNullable<SourceHealth["lastErrorKind"]>;
const NEVER = Number.POSITIVE_INFINITY;

/**
 * One bus of meters. One question at a time; what is overdue longest is asked first, and a meter that does not answer is
 * left alone for longer and longer. After anything but an answer a network connection is made anew, so that nothing late
 * is taken for the answer to a later question; answers say besides which meter and item they are of.
 */
export class Dlt645Line {
  readonly #options: Options;
  readonly #where: string;
  readonly #meters: readonly Meter[];
  readonly #stopping = new AbortController();
  readonly #pause = new Pause();
  #emit: (readings: readonly Reading[]) => void = () => {};
  #link: LinkQuestions | null = null;
  #work: Promise<void> = Promise.resolve();
  #since: Instant;
  #state: SourceHealth["state"] = "starting";
  #lastError = "";
  #lastErrorKind: SourceHealth["lastErrorKind"];
  #reconnects = 0;

  constructor(options: Options) {
    const { name, plan, points, clock, random, log } = options;
    this.#options = options;
    this.#since = clock.now();
    this.#where = `${name} (${nameOfWire(plan.wire)})`;
    this.#meters = Array.from(
      Map.groupBy(points, ({ source }) => source.meter),
      ([number, own]) =>
        new Meter({
          line: name,
          number,
          where: `${this.#where} meter ${number}`,
          points: own,
          clock,
          random,
          log,
          emit: readings => this.#emit(readings),
        }),
    );
  }

  start(emit: (readings: readonly Reading[]) => void): void {
    this.#emit = emit;
    this.#work = this.#run();
  }

  /** Resolves when the connection is closed and no reading comes any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#pause.wake();
    await this.#link?.close();
    await this.#work;
    await this.#link?.close();
    this.#emit = () => {};
  }

  /** The line first, then its meters. */
  health(): readonly SourceHealth[] {
    const meters = this.#meters.map(meter => meter.health());
    const line: SourceHealth = {
      id: `dlt645:${this.#options.name}`,
      state: this.#state,
      since: this.#since,
      lastError: this.#lastError,
      counts: { reconnects: this.#reconnects },
      gauges: { unitsDown: meters.filter(({ state }) => state === "down").length },
      ...(this.#lastErrorKind && { lastErrorKind: this.#lastErrorKind }),
    };
    return [line, ...meters];
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    const { clock } = this.#options;
    while (!signal.aborted) {
      const now = clock.now();
      const all = this.#meters.map(meter => ({ meter, ...meter.next(performance.now()) }));
      const ready = all.filter(({ due, quietMs }) => due <= now && quietMs === 0);
      const [first] = ready.toSorted((a, b) => a.due - b.due);
      if (first) {
        await this.#ask(first.meter, first.point);
        continue;
      }
      const awake = all.filter(({ quietMs }) => quietMs === 0).map(({ due }) => between(now, due));
      const asleep = all.map(({ quietMs }) => quietMs).filter(quietMs => quietMs > 0);
      await this.#pause.sleep(clock, Math.min(NEVER, ...awake), Math.min(NEVER, ...asleep));
    }
  }

  async #ask(meter: Meter, point: MeterPoint): Promise<void> {
    const link = await this.#linkOrTell();
    if (link === null) return;
    const { plan } = this.#options;
    const answer = await link.ask(point.source, plan.timeout);
    if (this.#stopping.signal.aborted) return;
    if (answer.is === "value" || answer.is === "refused") this.#turn("up");
    else if (plan.wire.is === "socket" || answer.is === "closed") await link.close();
    meter.settle(point, answer, performance.now());
  }

  /** The open link, or one made anew; null: it cannot be had, which all meters have been told. */
  async #linkOrTell(): Promise<LinkQuestions | null> {
    if (this.#link?.isOpen) return this.#link;
    const { plan } = this.#options;
    const { signal } = this.#stopping;
    try {
      if (this.#link) this.#reconnects += 1;
      const link = await openBytes({
        where: this.#where,
        wire: plan.wire,
        timeout: plan.connectTimeout,
        signal,
        code: "DLT645_UNREACHABLE",
      });
      this.#link = new LinkQuestions(link, tellErrorOf(plan.wire));
      return this.#link;
    } catch (fault) {
      if (signal.aborted) return null;
      if (!(fault instanceof Fault)) throw fault;
      this.#turn("down", fault.message, "unreachable");
      const why = fault.message.slice(this.#where.length + 2);
      for (const meter of this.#meters) meter.fail(why, "unreachable", performance.now());
      return null;
    }
  }

  #turn(
    state: "up" | "down",
    error = this.#lastError,
    kind: ErrorKind | undefined = this.#lastErrorKind,
  ): void {
    this.#lastError = error;
    this.#lastErrorKind = kind;
    if (this.#state === state) return;
    this.#state = state;
    this.#since = this.#options.clock.now();
    const { log } = this.#options;
    const source = `dlt645:${this.#options.name}`;
    if (state === "down") log.warn({ source, reason: error }, "line down");
    else log.info({ source }, "line up");
  }
}
