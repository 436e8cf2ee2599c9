import type { Clock, Timer } from "#gateway/ports/clock.ts";
import type { Log } from "#gateway/ports/log.ts";
import type { Alert } from "#rules/alert/alert.ts";
import { after, type Instant, minutes, seconds, toIso } from "#rules/time/instant.ts";
import { backOff } from "./back-off.ts";
import { PATIENCE_MS, post } from "./post.ts";

export type AlertmanagerOptions = {
  /** Of the channel. */
  readonly name: string;
  /** `http://am-1:9093`, without a closing slash */
  readonly url: string;
  /** What an open alert is there; null: nothing. */
  readonly shownAs: (alert: Alert) => Shown | null;
  readonly openAlerts: () => readonly Alert[];
  /** The world's clock: an Alertmanager ends alerts by its own. */
  readonly clock: Clock;
  readonly log: Log;
  /** 0 ≤ random() < 1 */
  readonly random: () => number;
  readonly patienceMs?: number;
};

/** One alert as an Alertmanager knows it. Labels are what it is told apart by, so they never hold what changes. */
export type Shown = {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: Instant;
  /** Empty: nobody said where the console is. */
  readonly generatorURL: string;
};

/** How one Alertmanager does. */
export type SyncState = {
  sent: number;
  failed: number;
  lastSentAt: Instant | null;
  lastFailedAt: Instant | null;
  lastError: string;
  downSince: Instant | null;
};

/** Everything is told again this often, since an Alertmanager forgets at a restart. */
const EVERY = minutes(1);
/** An alert that is not told again for so long ends by itself: the gateway is gone. */
const LASTS = minutes(4);
/** What happens at once is told together. */
const GATHER = seconds(1);
const AT_ONCE = 500;

/**
 * Keeps one Alertmanager up to date with the open alerts: all of them every minute and after every change, each with an end
 * four minutes ahead; what is no longer open is ended. Of several Alertmanagers each is told everything by itself.
 *
 * @see Alertmanager API v2, POST /api/v2/alerts
 */
export class AlertmanagerSync {
  readonly name: string;
  readonly where: string;
  readonly state: SyncState = {
    sent: 0,
    failed: 0,
    lastSentAt: null,
    lastFailedAt: null,
    lastError: "",
    downSince: null,
  };
  readonly #options: AlertmanagerOptions;
  /** What it has as firing, by id of the alert, as far as it has confirmed. */
  #firing = new Map<string, Shown>();
  #timer: Timer | null = null;
  #isSending = false;
  #isPoked = false;
  #isRunning = false;
  #failures = 0;

  constructor(options: AlertmanagerOptions) {
    this.#options = options;
    this.name = options.name;
    this.where = options.url;
  }

  start(): void {
    this.#isRunning = true;
    this.#sendAfter(0);
  }

  /** Something about the open alerts has changed. */
  poke(): void {
    this.#isPoked = true;
    if (this.#isRunning && !this.#isSending && this.#failures === 0) this.#sendAfter(GATHER);
  }

  /** What it has firing ends by itself in four minutes, unless the gateway is back by then. */
  stop(): void {
    this.#isRunning = false;
    this.#timer?.stop();
    this.#timer = null;
  }

  #sendAfter(length: number): void {
    this.#timer?.stop();
    this.#timer = this.#options.clock.after(length as ReturnType<typeof seconds>, () => void this.#send());
  }

  async #send(): Promise<void> {
    const { openAlerts, shownAs, clock, random } = this.#options;
    this.#isSending = true;
    this.#isPoked = false;
    const open = new Map(
      openAlerts().flatMap(alert => {
        const shown = shownAs(alert);
        return shown ? [[alert.id, shown] as const] : [];
      }),
    );
    const now = clock.now();
    const over = [...this.#firing].filter(([id]) => !open.has(id));
    const why = await this.#post([
      ...over.map(([, shown]) => payload(shown, now, now)),
      ...[...open.values()].map(shown => payload(shown, now, after(now, LASTS))),
    ]);
    this.#isSending = false;
    this.#count(why);
    if (why === null) this.#firing = open;
    // What a failed try may have reached all the same is ended by name later, or by itself.
    else for (const [id, shown] of open) this.#firing.set(id, shown);
    if (!this.#isRunning) return;
    if (why === null) this.#sendAfter(this.#isPoked ? GATHER : EVERY);
    else this.#sendAfter(Math.min(EVERY, backOff(this.#failures, random())));
  }

  /** Null when it has taken all; else why not. */
  async #post(alerts: readonly object[]): Promise<string | null> {
    const { url, patienceMs = PATIENCE_MS } = this.#options;
    for (let i = 0; i < alerts.length; i += AT_ONCE) {
      const body = JSON.stringify(alerts.slice(i, i + AT_ONCE));
      const headers = { "content-type": "application/json" };
      const sent = await post({ url: `${url}/api/v2/alerts`, where: url, headers, body, patienceMs });
      if (sent.is === "failed") return sent.why;
    }
    return null;
  }

  #count(why: string | null): void {
    const { state } = this;
    const { clock, log } = this.#options;
    const at = clock.now();
    if (why === null) {
      if (state.downSince !== null)
        log.info({ alertmanager: this.where }, "alertmanager is up to date again");
      this.#failures = 0;
      state.sent += 1;
      state.lastSentAt = at;
      state.downSince = null;
      return;
    }
    if (state.downSince === null) log.warn({ alertmanager: this.where, why }, "alertmanager cannot be told");
    this.#failures += 1;
    state.failed += 1;
    state.lastFailedAt = at;
    state.lastError = why;
    state.downSince ??= at;
  }
}

/** An alert that began in a hall's time ahead of the world's began now, else an Alertmanager refuses it. */
const payload = ({ startsAt, generatorURL, ...rest }: Shown, now: Instant, endsAt: Instant): object => ({
  ...rest,
  startsAt: toIso(Math.min(startsAt, now) as Instant),
  endsAt: toIso(endsAt),
  ...(generatorURL === "" ? {} : { generatorURL }),
});
