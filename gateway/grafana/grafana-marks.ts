import { type Clock, systemClock, type Timer } from "#gateway/ports/clock.ts";
import { Fault } from "#gateway/ports/fault.ts";
import type { Log } from "#gateway/ports/log.ts";
import type { RecordStore } from "#gateway/ports/record.ts";
import type { Alert, Transition } from "#rules/alert/alert.ts";
import type { Site } from "#rules/site/model.ts";
import {
  after,
  hours,
  type Instant,
  type Millis,
  millis,
  minutes,
  seconds,
  toIso,
} from "#rules/time/instant.ts";
import { type GrafanaApi, grafanaApi } from "./grafana-api.ts";
import { alertTag, isSame, type Mark, markOf, TAG } from "./mark.ts";
import { type Place, place } from "./place.ts";

export type GrafanaMarksOptions = {
  readonly site: Pick<Site, "id" | "grafana" | "notify">;
  readonly record: Pick<RecordStore, "alert" | "eventsBetween">;
  readonly openAlerts: () => readonly Alert[];
  /** Where it is kept how far everything is marked. */
  readonly directory: string;
  readonly clock: Clock;
  /** By which it is waited for another try; the hall's clock may run faster in a demo. */
  readonly machine?: Clock;
  readonly log: Log;
  readonly environment?: Readonly<Record<string, string | undefined>>;
};

const FIRST_WAIT = seconds(1);
const LONGEST_WAIT = minutes(5);
/** Late data may tell of alerts that were before what was marked last. */
const LOOK_BACK = hours(24);
/** More than this many wait for their mark: those beyond are read from the trail again, once these have theirs. */
const MOST_WAITING = 20_000;

/**
 * Marks alerts on Grafana's graphs: one annotation an alert, set when it is raised and ended when it is closed. What happens
 * while Grafana is away, or while we are, is caught up with from the record. A silent alert gets its mark when it is
 * closed: boards may hang where customers see them.
 */
export class GrafanaMarks {
  readonly #options: GrafanaMarksOptions;
  readonly #machine: Clock;
  readonly #place: Place;
  /** Alerts whose mark may be missing or otherwise, in the order in which they changed. */
  readonly #waiting = new Set<string>();
  /** Marks of open alerts as they were last seen to be there: most changes of an alert are none of its mark. */
  readonly #known = new Map<string, Mark>();
  #api: GrafanaApi | null = null;
  #markedUntil: Instant | null = null;
  #mustReadTrail = true;
  #isRunning = false;
  readonly #ending = new AbortController();
  #round: Promise<void> = Promise.resolve();
  #retry: Timer | null = null;
  #wait: Millis = FIRST_WAIT;
  #failure: { readonly since: Instant; readonly why: string } | null = null;
  /** Alerts whose mark Grafana refused: it is not tried again, but told. */
  readonly #refused = new Set<string>();

  constructor(options: GrafanaMarksOptions) {
    this.#options = options;
    this.#machine = options.machine ?? systemClock();
    this.#place = place(options.directory);
  }

  /** Begins to catch up; resolves at once, since Grafana may be away for days. */
  async start(): Promise<void> {
    const { site, clock, environment = process.env } = this.#options;
    if (!site.grafana?.tokenEnv) return;
    const { url, tokenEnv } = site.grafana;
    const token = environment[tokenEnv];
    if (!token) {
      const why = `Grafana (${url}): there is no token: set ${tokenEnv} and start again`;
      this.#failure = { since: clock.now(), why };
      this.#options.log.error({ url, tokenEnv }, "Grafana: no token");
      return;
    }
    this.#markedUntil = await this.#place.read();
    this.#api = grafanaApi(url, token, this.#ending.signal);
    this.#run();
  }

  /** Takes in what has become durable. */
  told(transitions: readonly Transition[]): void {
    if (!this.#api || transitions.length === 0) return;
    for (const { alert } of transitions) {
      if (this.#waiting.size < MOST_WAITING) this.#waiting.add(alert.id);
      else this.#mustReadTrail = true;
    }
    this.#run();
  }

  /** What people must know, as sentences. */
  problems(): readonly string[] {
    const { size } = this.#refused;
    return [
      ...(this.#failure
        ? [`alerts are not marked in Grafana since ${toIso(this.#failure.since)}: ${this.#failure.why}`]
        : []),
      ...(size > 0 ? [`Grafana refused the marks of ${size} alerts; the log says why`] : []),
    ];
  }

  /** Breaks off the request that is under way; what is not marked yet is at the next start. */
  async stop(): Promise<void> {
    this.#ending.abort();
    this.#retry?.stop();
    await this.#round;
  }

  get #isEnding(): boolean {
    return this.#ending.signal.aborted;
  }

  #run(): void {
    if (this.#isRunning || this.#isEnding || this.#retry || !this.#api) return;
    this.#isRunning = true;
    this.#round = this.#catchUp(this.#api)
      .then(() => this.#succeeded())
      .catch(error => this.#failed(error))
      .finally(() => {
        this.#isRunning = false;
        // What came in between the last look and now.
        if (this.#waiting.size > 0) this.#run();
      });
  }

  async #catchUp(api: GrafanaApi): Promise<void> {
    const { clock } = this.#options;
    while (!this.#isEnding && (this.#mustReadTrail || this.#waiting.size > 0)) {
      const until = clock.now();
      if (this.#mustReadTrail) await this.#readTrail(until);
      for (const id of this.#waiting) {
        if (this.#isEnding) return;
        // It may change again while Grafana is being asked.
        this.#waiting.delete(id);
        await this.#mark(api, id).catch(error => {
          this.#waiting.add(id);
          throw error;
        });
      }
      if (!this.#mustReadTrail) {
        this.#markedUntil = until;
        await this.#place.keep(until);
      }
    }
  }

  /** What changed since everything was marked, and all that is open. */
  async #readTrail(until: Instant): Promise<void> {
    this.#mustReadTrail = false;
    const { record, openAlerts } = this.#options;
    for (const { id } of openAlerts()) this.#waiting.add(id);
    const from = after(this.#markedUntil ?? until, millis(-LOOK_BACK));
    for await (const events of record.eventsBetween(from, after(until, millis(1))))
      for (const { alert } of events) this.#waiting.add(alert);
  }

  /** Sets the mark of an alert or makes it say what it should. */
  async #mark(api: GrafanaApi, id: string): Promise<void> {
    const { site, record, log } = this.#options;
    const alert = await record.alert(id);
    if (!alert || (alert.isSilent && alert.closedAt === null)) return;
    const mark = markOf(site.id, alert, site.notify.link ?? null);
    const known = this.#known.get(id);
    if (known && isSame(known, mark)) return;
    try {
      const there = await api.find(mark.time, [TAG, alertTag(alert)]);
      if (!there) await api.add(mark);
      else if (!isSame(there, mark)) await api.change(there.id, mark);
    } catch (error) {
      if (!(error instanceof Fault) || error.retry) throw error;
      this.#refused.add(id);
      log.error({ alert: id, err: error }, "Grafana refused a mark");
      return;
    }
    this.#refused.delete(id);
    if (alert.closedAt === null) this.#known.set(id, mark);
    else this.#known.delete(id);
  }

  #succeeded(): void {
    this.#wait = FIRST_WAIT;
    if (this.#failure)
      this.#options.log.info({ since: toIso(this.#failure.since) }, "alerts are marked in Grafana again");
    this.#failure = null;
  }

  #failed(error: unknown): void {
    if (this.#isEnding) return;
    const { clock, log } = this.#options;
    const why = error instanceof Error ? error.message : String(error);
    if (!this.#failure) log.warn({ why, retryInMs: this.#wait }, "alerts are not marked in Grafana");
    this.#failure = { since: this.#failure?.since ?? clock.now(), why };
    // Somebody may have restored an older Grafana: what it has is looked at anew.
    this.#known.clear();
    this.#retry = this.#machine.after(this.#wait, () => {
      this.#retry = null;
      this.#run();
    });
    this.#wait = millis(Math.min(LONGEST_WAIT, this.#wait * 2));
  }
}
