import { type Clock, systemClock, type Timer } from "#gateway/ports/clock.ts";
import type { Log } from "#gateway/ports/log.ts";
import type { Signal } from "#rules/reading/signal.ts";
import type { Site } from "#rules/site/model.ts";
import { type Instant, type Millis, millis, minutes, seconds, toIso } from "#rules/time/instant.ts";
import { type GrafanaClient, grafanaClient } from "./client.ts";
import { liveLine, liveZones, type NamedPoint } from "./live-frame.ts";

export type GrafanaLiveOptions = {
  readonly site: Pick<Site, "id" | "grafana" | "points">;
  /** What is known of a point now, by its number. */
  readonly signalOf: (index: number) => Pick<Signal, "state" | "value">;
  readonly clock: Clock;
  /** By which it is paced; the hall's clock may run faster in a demo. */
  readonly machine?: Clock;
  readonly log: Log;
  readonly environment?: Readonly<Record<string, string | undefined>>;
};

/** Faster than this Grafana's browsers gain nothing. */
const PACE = seconds(1);
/** Grafana keeps the last frame in memory only: after its restart it gets all of them again within this time. */
const EVERYTHING = minutes(1);
const FIRST_WAIT = seconds(5);
const LONGEST_WAIT = minutes(5);

/**
 * Pushes what is known of each zone to Grafana Live: a channel `stream/<site>/<zone>`, at most once a second, all zones that
 * changed in one request. Nothing waits while Grafana is away, since Live takes no past: what is pushed next is what is
 * known then.
 */
export class GrafanaLive {
  readonly #options: GrafanaLiveOptions;
  readonly #machine: Clock;
  readonly #zones: ReadonlyMap<string, readonly NamedPoint[]>;
  readonly #zoneOf = new Map<number, string>();
  readonly #changed = new Set<string>();
  readonly #ending = new AbortController();
  #client: GrafanaClient | null = null;
  #timers: Timer[] = [];
  #wait: Timer | null = null;
  #nextWait: Millis = FIRST_WAIT;
  #push: Promise<void> | null = null;
  #lastAt = 0;
  #failure: { readonly since: Instant; readonly why: string } | null = null;

  constructor(options: GrafanaLiveOptions) {
    this.#options = options;
    this.#machine = options.machine ?? systemClock();
    this.#zones = liveZones(options.site.points);
    for (const [zone, points] of this.#zones) for (const { index } of points) this.#zoneOf.set(index, zone);
  }

  /** Begins to push where the site file says so; resolves at once. */
  async start(): Promise<void> {
    const { site, clock, log, environment = process.env } = this.#options;
    if (!site.grafana?.isLive || site.grafana.tokenEnv === null) return;
    const { url, tokenEnv } = site.grafana;
    const token = environment[tokenEnv];
    if (!token) {
      const why = `Grafana (${url}): there is no token: set ${tokenEnv} and start again`;
      this.#failure = { since: clock.now(), why };
      log.error({ url, tokenEnv }, "Grafana Live: no token");
      return;
    }
    this.#client = grafanaClient(url, token, this.#ending.signal);
    this.#all();
    this.#timers = [
      this.#machine.every(PACE, () => this.#beat()),
      this.#machine.every(EVERYTHING, () => this.#all()),
    ];
  }

  /** Points of which something else is known than before. */
  touched(points: Iterable<number>): void {
    if (!this.#client) return;
    for (const point of points) {
      const zone = this.#zoneOf.get(point);
      if (zone !== undefined) this.#changed.add(zone);
    }
  }

  /** What people must know, as sentences. */
  problems(): readonly string[] {
    return this.#failure
      ? [`values are not pushed to Grafana Live since ${toIso(this.#failure.since)}: ${this.#failure.why}`]
      : [];
  }

  /** Breaks off the push that is under way. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) timer.stop();
    this.#wait?.stop();
    this.#ending.abort();
    await this.#push;
  }

  #all(): void {
    for (const zone of this.#zones.keys()) this.#changed.add(zone);
  }

  #beat(): void {
    // A push that takes longer than a beat is waited for; what changes meanwhile goes with the next one.
    if (!this.#client || this.#push || this.#wait || this.#changed.size === 0) return;
    this.#push = this.#send(this.#client)
      .then(() => this.#succeeded())
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        this.#push = null;
      });
  }

  async #send(client: GrafanaClient): Promise<void> {
    const { site, clock, signalOf } = this.#options;
    const zones = [...this.#changed];
    this.#changed.clear();
    // Two frames of one channel never share a time, whatever the hall's clock does.
    this.#lastAt = Math.max(clock.now(), this.#lastAt + 1);
    const at = this.#lastAt as Instant;
    const body = zones.map(zone => liveLine(zone, this.#zones.get(zone) ?? [], signalOf, at)).join("\n");
    await client.call("POST", `/api/live/push/${site.id}?gf_live_frame_format=wide`, [200], body);
  }

  #succeeded(): void {
    if (this.#failure)
      this.#options.log.info(
        { since: toIso(this.#failure.since) },
        "values are pushed to Grafana Live again",
      );
    this.#failure = null;
    this.#nextWait = FIRST_WAIT;
  }

  #failed(error: unknown): void {
    if (this.#ending.signal.aborted) return;
    const { clock, log } = this.#options;
    const why = error instanceof Error ? error.message : String(error);
    if (!this.#failure) log.warn({ why, retryInMs: this.#nextWait }, "values are not pushed to Grafana Live");
    this.#failure = { since: this.#failure?.since ?? clock.now(), why };
    this.#wait = this.#machine.after(this.#nextWait, () => {
      this.#wait = null;
      this.#all();
    });
    this.#nextWait = millis(Math.min(LONGEST_WAIT, this.#nextWait * 2));
  }
}
