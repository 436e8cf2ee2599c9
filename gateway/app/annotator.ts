import type { Alert, Transition } from "#rules/alert/alert.ts";
import { closingCheck } from "#rules/closing/check.ts";
import type { Signal } from "#rules/reading/signal.ts";
import type { Point, Site } from "#rules/site/model.ts";
import { seconds } from "#rules/time/instant.ts";
import type { Clock, Timer } from "../ports/clock.ts";
import type { History, Sample } from "../ports/history.ts";
import type { LiveEngine } from "./live-engine.ts";
import type { LoopCounts } from "./loop.ts";
import type { OpenAlerts } from "./open-alerts.ts";
import { alertEventSample, alertSample, closingSamples, movedSample, signalSample } from "./series.ts";

export type AnnotatorOptions = {
  readonly site: Site;
  readonly engine: LiveEngine;
  readonly alerts: OpenAlerts;
  readonly history: History;
  readonly clock: Clock;
  readonly counts: LoopCounts;
};

/** Writes what was decided, and how the gateway does, beside the readings, so that dashboards see the same truth. */
export class Annotator {
  readonly #site: Site;
  readonly #engine: LiveEngine;
  readonly #history: History;
  readonly #clock: Clock;
  readonly #counts: LoopCounts;
  readonly #alerts: OpenAlerts;
  readonly #points: ReadonlyMap<string, Point>;
  /** State of each signal as last written. */
  readonly #states = new Map<string, Signal["state"]>();
  /** Open alerts as last written, by id. */
  readonly #written: Map<string, Alert>;
  #timers: Timer[] = [];
  #readingsBefore = 0;
  #measuredAt = 0;
  /** As last written; empty: to be written again. */
  #verdicts = "";

  constructor({ site, engine, alerts, history, clock, counts }: AnnotatorOptions) {
    this.#site = site;
    this.#engine = engine;
    this.#alerts = alerts;
    this.#history = history;
    this.#clock = clock;
    this.#counts = counts;
    this.#written = new Map(alerts.list().map(alert => [alert.id, alert]));
    this.#points = new Map(site.points.map(point => [point.id, point]));
  }

  start(): void {
    this.#measuredAt = performance.now();
    this.#timers = [
      this.#clock.every(seconds(60), () => this.#everything()),
      this.#clock.every(seconds(10), () => this.#gateway()),
      this.#clock.every(seconds(5), () => this.#closing()),
    ];
  }

  stop(): void {
    for (const timer of this.#timers) timer.stop();
  }

  /** What a commit changed. */
  told(transitions: readonly Transition[], signals: readonly Signal[]): void {
    const alerts = transitions.flatMap(transition => [
      ...this.#moved(transition),
      alertSample(this.#site, transition.alert, transition.event.at),
      alertEventSample(this.#site, transition),
    ]);
    const states = signals.flatMap(signal => {
      const point = this.#points.get(signal.point);
      if (!point || this.#states.get(signal.point) === signal.state) return [];
      this.#states.set(signal.point, signal.state);
      return [signalSample(this.#site, point, signal, this.#engine.current.now())];
    });
    this.#history.annotate([...alerts, ...states]);
  }

  #moved({ event, alert }: Transition): Sample[] {
    const before = this.#written.get(alert.id);
    if (alert.closedAt === null) this.#written.set(alert.id, alert);
    else this.#written.delete(alert.id);
    const isMoved =
      before !== undefined && (before.priority !== alert.priority || before.class !== alert.class);
    return isMoved ? [movedSample(this.#site, before, event.at)] : [];
  }

  /** Once a minute everything as it stands: whoever looks at a short stretch sees it too. */
  #everything(): void {
    const at = this.#engine.current.now();
    const signals = this.#site.points.map(point =>
      signalSample(this.#site, point, this.#engine.current.signals.of(point.index), at),
    );
    const alerts = this.#alerts.list().map(alert => alertSample(this.#site, alert, at));
    this.#verdicts = "";
    this.#history.annotate([...signals, ...alerts]);
  }

  /** The closing check, once a minute and whenever a verdict has changed. */
  #closing(): void {
    const hours = this.#engine.current.hours();
    if (hours.phase !== "closed") return;
    const check = closingCheck(this.#site, point => this.#engine.current.signals.of(point), hours);
    const verdicts = check.items.map(({ verdict }) => verdict).join();
    if (verdicts === this.#verdicts) return;
    this.#verdicts = verdicts;
    this.#history.annotate(closingSamples(this.#site, check, this.#engine.current.now()));
  }

  #gateway(): void {
    const { good, stale, bad, never } = this.#engine.current.signals.counts();
    const { readings, queued, lagMs } = this.#counts;
    const elapsed = (performance.now() - this.#measuredAt) / 1000;
    const perSecond = elapsed > 0 ? (readings - this.#readingsBefore) / elapsed : 0;
    this.#readingsBefore = readings;
    this.#measuredAt = performance.now();
    const fields = {
      readings: perSecond,
      queued,
      lag_ms: lagMs,
      points_good: good,
      points_stale: stale,
      points_bad: bad,
      points_never: never,
      alerts_open: this.#alerts.list().length,
    };
    this.#history.annotate([
      { measurement: "gateway", tags: { site: this.#site.id }, fields, at: this.#engine.current.now() },
    ]);
  }
}
