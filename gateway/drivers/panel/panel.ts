import type { Clock, Timer } from "#gateway/ports/clock.ts";
import type { SourceHealth } from "#gateway/ports/driver.ts";
import type { Log } from "#gateway/ports/log.ts";
import { admit, badReading } from "#rules/reading/admit.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Point } from "#rules/site/model.ts";
import type { PanelLine, PanelSource } from "#rules/site/other-wires.ts";
import { type Instant, minutes } from "#rules/time/instant.ts";
import { SteadyLink } from "../bytes/steady-link.ts";
import { nameOfWire } from "../bytes/wire-name.ts";
import { MOST_BYTES, type Print, printsIn, read } from "./print.ts";

/** A point that a fire alarm panel prints. */
export type PrintedPoint = Point & { readonly source: PanelSource };

type Options = {
  /** Key of the panel in the site file. */
  readonly name: string;
  readonly line: PanelLine;
  /** At least one. */
  readonly points: readonly PrintedPoint[];
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
};

/**
 * What has been printed of a point. `isKnown`: since a reset nothing of it was missed. `isDisabled`: the panel does not
 * listen to it, reset or not. `open`: what has not ended.
 */
type Told = { isKnown: boolean; isDisabled: boolean; readonly open: Set<string> };

/** What is open is told again so often: the panel holds it until somebody resets it. */
const AGAIN = minutes(1);
const UNTOLD: Told = { isKnown: false, isDisabled: false, open: new Set() };
const WELL = 0;
const ILL = 1;

/**
 * The printer line of one fire alarm panel. It only says what happens: nothing is well until a reset has been printed. An
 * alarm holds until the reset, whatever else is printed or missed. After a gap, or a print that cannot be read, whatever
 * was well is unknown again. The date on the paper is the panel's own and of its own form: the moment of receipt counts.
 */
export class Panel {
  readonly #options: Options;
  readonly #where: string;
  readonly #told: ReadonlyMap<PrintedPoint, Told>;
  readonly #link: SteadyLink;
  readonly #counts = { readings: 0, prints: 0, unreadable: 0, reconnects: 0 };
  #emit: (readings: readonly Reading[]) => void = () => {};
  #again: Timer | null = null;
  #received: Uint8Array = new Uint8Array(0);
  #state: SourceHealth["state"] = "starting";
  #since: Instant;
  #lastError = "";

  constructor(options: Options) {
    const { name, line, points, clock, random } = options;
    this.#options = options;
    this.#since = clock.now();
    this.#where = `${name} (${nameOfWire(line.wire)})`;
    this.#told = new Map(
      points.map(point => [point, { isKnown: false, isDisabled: false, open: new Set() }]),
    );
    const { wire, connectTimeout } = line;
    this.#link = new SteadyLink(
      { where: this.#where, wire, connectTimeout, random, code: "PANEL_UNREACHABLE" },
      { up: () => this.#rise(), data: bytes => this.#hear(bytes), down: why => this.#fall(why) },
    );
  }

  start(emit: (readings: readonly Reading[]) => void): void {
    this.#emit = emit;
    this.#again = this.#options.clock.every(AGAIN, () => this.#tellOpen());
    this.#link.start();
  }

  async stop(): Promise<void> {
    this.#again?.stop();
    await this.#link.stop();
    this.#emit = () => {};
  }

  health(): SourceHealth {
    return {
      id: `panel:${this.#options.name}`,
      state: this.#state,
      since: this.#since,
      lastError: this.#lastError,
      counts: { ...this.#counts },
      ...(this.#state === "down" && { lastErrorKind: "unreachable" as const }),
    };
  }

  #rise(): void {
    this.#state = "up";
    this.#since = this.#options.clock.now();
    this.#received = new Uint8Array(0);
    this.#options.log.info({ source: `panel:${this.#options.name}` }, "panel line up");
    this.#doubt(`${this.#where}: connected; how it is shows after the next reset`);
    this.#tellOpen();
  }

  #fall(why: string): void {
    const isNews = this.#state !== "down";
    this.#lastError = why;
    this.#state = "down";
    if (!isNews) return;
    this.#counts.reconnects += 1;
    this.#since = this.#options.clock.now();
    this.#options.log.warn({ source: `panel:${this.#options.name}`, why }, "panel line down");
    for (const told of this.#told.values()) told.isKnown = false;
    this.#send([...this.#told.keys()].map(point => badReading(point, why, this.#since)));
  }

  #hear(bytes: Uint8Array): void {
    const { prints, rest } = printsIn(Buffer.concat([this.#received, bytes]));
    this.#received = rest;
    for (const print of prints) this.#take(read(print));
    if (rest.length <= MOST_BYTES) return;
    this.#received = new Uint8Array(0);
    this.#take({ event: "unreadable", text: "no print is so long" });
  }

  #take(print: Print): void {
    const { log, name } = this.#options;
    const { event, at, text } = print;
    this.#counts.prints += 1;
    log.info({ source: `panel:${name}`, event, ...at, text }, "panel printed");
    switch (event) {
      case "reset":
        for (const told of this.#told.values()) {
          told.isKnown = true;
          told.open.clear();
        }
        this.#tell([...this.#told.keys()]);
        break;
      case "fire":
      case "fault":
      case "fault-over":
        this.#change(print, event);
        break;
      case "disabled":
      case "enabled":
        this.#able(print, event === "disabled");
        break;
      case "other":
        break;
      case "unreadable":
        this.#counts.unreadable += 1;
        this.#lastError = `${this.#where}: a print that cannot be read: ${text.slice(0, 60)}`;
        this.#doubt(`${this.#lastError}; how it is shows after the next reset`);
        break;
      default:
        event satisfies never;
    }
  }

  #change({ at, text }: Print, event: "fire" | "fault" | "fault-over"): void {
    const about = [...this.#told].filter(
      ([point]) => point.source.event === (event === "fire" ? "fire" : "fault") && isAbout(point, at),
    );
    const key = at ? `${at.loop}-${at.device}` : text.replace(/恢复|消除|解除/, "");
    for (const [point, told] of about) {
      if (event !== "fault-over") told.open.add(key);
      else {
        told.open.delete(key);
        // The end of one fault says nothing of others, but all of a single detector.
        if (point.source.at) told.isKnown = true;
      }
    }
    this.#tell(about.map(([point]) => point));
    if (event !== "fire" || at) return;
    this.#doubt(`${this.#where}: a fire without a place: ${text}`, ({ source }) => source.event === "fire");
  }

  /** A panel does not listen to what is disabled; afterwards it is as unknown as before a reset. */
  #able({ at }: Print, isDisabled: boolean): void {
    const about = [...this.#told].filter(
      ([point]) => at === undefined || (point.source.at && isAbout(point, at)),
    );
    for (const [, told] of about) {
      if (told.isDisabled !== isDisabled) told.isKnown = false;
      told.isDisabled = isDisabled;
    }
    this.#tell(about.map(([point]) => point));
  }

  /** What was well is not known to be so any more; what is open stays so. */
  #doubt(why: string, isMeant: (point: PrintedPoint) => boolean = () => true): void {
    const now = this.#options.clock.now();
    const doubtful = [...this.#told].filter(([point, { open }]) => open.size === 0 && isMeant(point));
    for (const [, told] of doubtful) told.isKnown = false;
    this.#send(doubtful.map(([point]) => badReading(point, why, now)));
  }

  #tellOpen(): void {
    if (this.#state === "up")
      this.#tell([...this.#told].flatMap(([point, { open }]) => (open.size > 0 ? [point] : [])));
  }

  #tell(points: readonly PrintedPoint[]): void {
    const now = this.#options.clock.now();
    const why = `${this.#where}: how it is shows after the next reset`;
    this.#send(
      points.map(point => {
        const { isKnown, isDisabled, open } = this.#told.get(point) ?? UNTOLD;
        if (open.size > 0) return admit(point, { value: ILL }, now);
        if (isDisabled) return badReading(point, `${this.#where}: disabled at the panel`, now);
        return isKnown ? admit(point, { value: WELL }, now) : badReading(point, why, now);
      }),
    );
  }

  #send(readings: readonly Reading[]): void {
    this.#counts.readings += readings.length;
    if (readings.length > 0) this.#emit(readings);
  }
}

/** Whether an event is one of the point: it names its detector, or the point is the panel as a whole. */
const isAbout = ({ source }: PrintedPoint, at: Print["at"]): boolean =>
  source.at === undefined || (source.at.loop === at?.loop && source.at.device === at.device);
