import type { Clock, Timer } from "#gateway/ports/clock.ts";
import type { SourceHealth } from "#gateway/ports/driver.ts";
import type { Log } from "#gateway/ports/log.ts";
import { admit, badReading } from "#rules/reading/admit.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Point } from "#rules/site/model.ts";
import type { ReceiverSource } from "#rules/site/other-wires.ts";
import type { Instant, Millis } from "#rules/time/instant.ts";
import { tellLength } from "../bytes/wording.ts";
import { concernOf, eventOf } from "./contact-id.ts";
import type { Message } from "./dc09.ts";
import { hear, isAbout, isIll, missed, nothingTold, type Told } from "./told.ts";

/** A point that an intruder panel tells. */
export type PanelPoint = Point & { readonly source: ReceiverSource };

type Options = {
  readonly receiver: string;
  readonly account: string;
  /** For reasons: `alarms (10.0.0.2:9999) account 5001`. */
  readonly where: string;
  readonly points: readonly PanelPoint[];
  readonly silence: Millis;
  readonly clock: Clock;
  readonly log: Log;
  emit(readings: readonly Reading[]): void;
};

/** Whether a message was taken; `foreign`: it is nothing that we understand. */
export type Taken = "taken" | "again" | "foreign";

const SEQUENCES = 9_999;

/**
 * One panel. A panel that is heard keeps what it has told: it repeats an event until it is acknowledged, so its heartbeats
 * say that nothing else happened. After a silence that is only so when the next event follows the last one in number;
 * until then only what was open counts on, and everything else is unknown.
 */
export class Account {
  readonly #options: Options;
  readonly #told: Map<PanelPoint, Told>;
  /** Points whose state may have changed while nobody listened. */
  readonly #doubtful = new Set<PanelPoint>();
  readonly #counts = { readings: 0, messages: 0, events: 0, repeated: 0, refused: 0 };
  #state: SourceHealth["state"] = "starting";
  #since: Instant;
  #timer: Timer | null = null;
  #lastError = "";
  #last: { readonly sequence: string; readonly data: string } | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.#since = options.clock.now();
    this.#told = new Map(options.points.map(point => [point, nothingTold]));
  }

  get id(): string {
    return `receiver:${this.#options.receiver}/${this.#options.account}`;
  }

  start(): void {
    this.#listen();
  }

  stop(): void {
    this.#timer?.stop();
  }

  take(message: Message): Taken {
    const { id, sequence, data, account } = message;
    this.#counts.messages += 1;
    const event = id === "ADM-CID" ? eventOf(data, account) : null;
    if (event === null && id !== "NULL") {
      this.#counts.refused += 1;
      this.#lastError = `${this.#options.where}: "${id}" with [${data.slice(0, 40)}] is no event of Contact-ID`;
      return "foreign";
    }
    this.#rise();
    if (event === null) {
      this.#tellAll();
      return "taken";
    }
    const isAgain = this.#last?.sequence === sequence && this.#last.data === data;
    if (isAgain) this.#counts.repeated += 1;
    else {
      this.#counts.events += 1;
      if (this.#follows(sequence)) this.#doubtful.clear();
      for (const point of this.#doubtful) this.#told.set(point, missed(this.#told.get(point) ?? nothingTold));
      this.#last = { sequence, data };
      const about = [...this.#told].filter(([{ source }]) => isAbout(source, event));
      for (const [point, told] of about) {
        const { source, class: pointClass } = point;
        this.#told.set(point, hear(told, event, { source, words: pointClass.words ?? [] }));
        this.#doubtful.delete(point);
      }
      this.#tellAll(new Set(about.map(([point]) => point)), message.at);
      const fields = {
        source: this.id,
        code: event.code,
        turn: event.turn,
        partition: event.partition,
        zone: event.zone,
      };
      if (about.length === 0 && concernOf(event) !== undefined)
        this.#options.log.warn(fields, "panel event without a point");
      else this.#options.log.info(fields, "panel event");
    }
    return isAgain ? "again" : "taken";
  }

  health(): SourceHealth {
    return {
      id: this.id,
      state: this.#state,
      since: this.#since,
      lastError: this.#lastError,
      counts: { ...this.#counts },
      ...(this.#state === "down" && { lastErrorKind: "no-answer" as const }),
    };
  }

  /** Whether nothing can have been between this event and the last. */
  #follows(sequence: string): boolean {
    return this.#last !== null && Number(sequence) === (Number(this.#last.sequence) % SEQUENCES) + 1;
  }

  #listen(): void {
    const { clock, silence } = this.#options;
    this.#timer?.stop();
    this.#timer = clock.after(silence, () => this.#fall());
  }

  #rise(): void {
    this.#listen();
    if (this.#state === "up") return;
    this.#state = "up";
    this.#since = this.#options.clock.now();
    this.#options.log.info({ source: this.id }, "panel heard");
  }

  #fall(): void {
    const { clock, where, silence, points, log } = this.#options;
    const now = clock.now();
    this.#state = "down";
    this.#since = now;
    this.#lastError = `${where}: nothing heard for ${tellLength(silence)}, no heartbeat either`;
    log.warn({ source: this.id, reason: this.#lastError }, "panel silent");
    for (const point of points) this.#doubtful.add(point);
    this.#emit(points.map(point => badReading(point, this.#lastError, now)));
  }

  /** @param fresh  what an event was about, which has its time */
  #tellAll(fresh: ReadonlySet<PanelPoint> = new Set(), sourceAt?: Instant): void {
    const now = this.#options.clock.now();
    this.#emit(
      Array.from(this.#told, ([point, told]) => {
        const { word } = told;
        if (word === null)
          return badReading(point, `${this.#options.where}: the panel has not told it yet`, now);
        if (this.#doubtful.has(point) && !isIll(told))
          return badReading(
            point,
            `${this.#options.where}: the panel was silent, and has not told it since`,
            now,
          );
        return admit(point, { value: word, sourceAt: fresh.has(point) ? sourceAt : undefined }, now);
      }),
    );
  }

  #emit(readings: readonly Reading[]): void {
    this.#counts.readings += readings.length;
    if (readings.length > 0) this.#options.emit(readings);
  }
}
