import type { Transition } from "#rules/alert/alert.ts";
import type { Message } from "#rules/notice/message.ts";
import type { Signal } from "#rules/reading/signal.ts";
import type { Paper } from "#rules/routine/clerk.ts";
import type { Site } from "#rules/site/model.ts";
import type { GrafanaMarks } from "../grafana/grafana-marks.ts";
import type { GrafanaLive } from "../grafana/live.ts";
import type { StreamHub } from "../http/stream.ts";
import type { Notifier } from "../notify/notifier.ts";
import type { Log } from "../ports/log.ts";
import type { WireAlert } from "../wire/alert.ts";
import type { Annotator } from "./annotator.ts";
import type { CertificateShelf } from "./certificate-shelf.ts";
import type { LiveEngine } from "./live-engine.ts";
import type { OpenAlerts } from "./open-alerts.ts";
import { isShown, type OpenPapers } from "./open-papers.ts";
import type { ShelfStory } from "./shelf-story.ts";
import { wireHours, wirePoint } from "./wire-shapes.ts";

/** Somebody who hears of papers once they are durable. */
type HearsPapers = { told(written: readonly Paper[]): void };

export type TellingParts = {
  readonly site: Site;
  readonly engine: LiveEngine;
  readonly log: Log;
  readonly alerts: OpenAlerts;
  readonly papers: OpenPapers;
  readonly shelf: CertificateShelf;
  readonly shelves: ShelfStory;
  readonly marks: GrafanaMarks;
  readonly pushed: GrafanaLive;
  readonly notifier: Notifier;
  /** What is put together after the loop, and is there when the first decision is. */
  readonly later: () => {
    readonly desks: readonly HearsPapers[];
    readonly annotator: Annotator;
    readonly stream: StreamHub;
    readonly wire: (alert: Transition["alert"]) => WireAlert;
  };
};

/** What the loop calls when something was heard, and when something is durable: whoever shows, sends or keeps it hears of it here. */
export const telling = (parts: TellingParts) => {
  const { site, engine, log, alerts, papers, shelf, shelves, marks, pushed, notifier, later } = parts;
  const indexes = new Map(site.points.map(({ id, index }) => [id, index]));

  const show = (touched: ReadonlySet<number>): void => {
    pushed.touched(touched);
    const { stream } = later();
    if (stream.listeners === 0) return;
    for (const index of touched) {
      const point = site.points[index];
      if (!point) throw new RangeError(`no point ${index}`);
      stream.point(wirePoint(point, engine.current.signals.of(index)));
    }
  };

  const tell = (
    transitions: readonly Transition[],
    signals: readonly Signal[],
    messages: readonly Message[],
    written: readonly Paper[],
  ): void => {
    const { desks, annotator, stream, wire } = later();
    alerts.take(transitions);
    papers.take(written);
    for (const desk of desks) desk.told(written);
    void shelf.told(written).then(() => stream.papers(written.filter(isShown)));
    if (transitions.length + messages.length > 0) notifier.poke();
    shelves.told(transitions);
    marks.told(transitions);
    annotator.told(transitions, signals);
    stream.alerts(transitions.map(({ alert }) => wire(alert)));
    show(new Set(signals.map(signal => indexes.get(signal.point) ?? 0)));
    for (const { event } of transitions) {
      const { change: _, ...told } = event;
      log.info(told, "alert");
    }
  };

  return { show, tell };
};

/** Tells screens when the hours that go on end; returns what ends it. */
export const tellHours = (engine: LiveEngine, stream: StreamHub): (() => void) => {
  let shown = engine.current.hours();
  const timer = setInterval(() => {
    const { since, until } = engine.current.hours();
    // A day that is announced may move the end of the hours that go on.
    if (since === shown.since && until === shown.until) return;
    shown = engine.current.hours();
    stream.hours(wireHours(shown));
  }, 1_000);
  return () => clearInterval(timer);
};
