import type { ServerResponse } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { WireAlert } from "../wire/alert.ts";
import type { WireHours } from "../wire/hall.ts";
import type { StreamEvents } from "../wire/stream.ts";

type PaperCounts = Omit<StreamEvents["papers"], "changed">;
type LivePoint = StreamEvents["points"]["points"][number];

/** A reader that lets this much pile up is cut off; it comes back and gets a fresh snapshot. */
const LARGEST_BACKLOG_BYTES = 1_000_000;
/** A browser opens six connections at most; more than this are not people. */
const MOST_LISTENERS = 200;
const ALERTS_EVERY_MS = 100;
const POINTS_EVERY_MS = 250;
const PAPERS_EVERY_MS = 500;
const BEAT_EVERY_MS = 5_000;

/** What a new reader is told first, and what the beat carries. */
export type StreamView = {
  snapshot(): StreamEvents["snapshot"];
  closing(): StreamEvents["closing"];
  papers(): PaperCounts;
  beat(): StreamEvents["beat"];
};

/**
 * The live stream: what was committed goes to every open console. Alerts are collected for 100 ms, points for 250 ms
 * with only the latest of each, papers for 500 ms with only their ids: one write a client and batch instead of one an
 * event.
 */
export class StreamHub {
  readonly #view: StreamView;
  readonly #clients = new Set<ServerResponse>();
  readonly #timers: NodeJS.Timeout[];
  #alerts: WireAlert[] = [];
  #points = new Map<string, LivePoint>();
  #papers = new Map<string, Set<string>>();
  #lastCounts = "";
  #lastClosing = "";

  constructor(view: StreamView) {
    this.#view = view;
    this.#timers = [
      setInterval(() => this.#flushAlerts(), ALERTS_EVERY_MS),
      setInterval(() => this.#flushPoints(), POINTS_EVERY_MS),
      setInterval(() => this.#flushPapers(), PAPERS_EVERY_MS),
      setInterval(() => this.#send("beat", this.#view.beat()), BEAT_EVERY_MS),
    ];
  }

  /** Number of consoles that listen now. */
  get listeners(): number {
    return this.#clients.size;
  }

  join(request: FastifyRequest, reply: FastifyReply): void {
    if (this.#clients.size >= MOST_LISTENERS) {
      void reply.code(503).send({
        error: "TOO_MANY_LISTENERS",
        message: `${MOST_LISTENERS} consoles listen already: close one that nobody looks at`,
      });
      return;
    }
    reply.hijack();
    const client = reply.raw;
    client.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      connection: "keep-alive",
    });
    const counts = this.#view.papers();
    // Whoever else listens is told of what has changed since; the first has just been told.
    if (this.#clients.size === 0) this.#lastCounts = JSON.stringify(counts);
    const papers = frame("papers", { ...counts, changed: {} });
    client.write(
      `retry: 1000\n\n${frame("snapshot", this.#view.snapshot())}${papers}${frame("beat", this.#view.beat())}`,
    );
    this.#clients.add(client);
    request.raw.on("close", () => this.#clients.delete(client));
    client.on("error", () => this.#clients.delete(client));
  }

  alerts(changed: readonly WireAlert[]): void {
    if (this.#clients.size > 0) this.#alerts.push(...changed);
  }

  point(changed: LivePoint): void {
    if (this.#clients.size > 0) this.#points.set(changed.point, changed);
  }

  /** Papers that were written. */
  papers(changed: readonly { readonly kind: string; readonly id: string }[]): void {
    if (this.#clients.size === 0) return;
    for (const { kind, id } of changed) {
      const ids = this.#papers.get(kind);
      if (ids) ids.add(id);
      else this.#papers.set(kind, new Set([id]));
    }
  }

  hours(now: WireHours): void {
    this.#send("hours", now);
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    for (const client of this.#clients) client.destroy();
    this.#clients.clear();
  }

  #flushAlerts(): void {
    if (this.#alerts.length === 0) return;
    const latest = new Map(this.#alerts.map(alert => [alert.id, alert]));
    this.#alerts = [];
    this.#send("alerts", { alerts: [...latest.values()] });
  }

  #flushPoints(): void {
    if (this.#points.size === 0) return;
    const points = [...this.#points.values()];
    this.#points = new Map();
    this.#send("points", { points });
    this.#sendClosing();
  }

  /** Also when nothing was written: what is open becomes late by time alone. */
  #flushPapers(): void {
    if (this.#clients.size === 0) return;
    const counts = this.#view.papers();
    const text = JSON.stringify(counts);
    if (this.#papers.size === 0 && text === this.#lastCounts) return;
    this.#lastCounts = text;
    const changed = Object.fromEntries([...this.#papers].map(([kind, ids]) => [kind, [...ids]]));
    this.#papers = new Map();
    this.#send("papers", { ...counts, changed });
    this.#sendClosing();
  }

  #sendClosing(): void {
    const closing = this.#view.closing();
    const text = gist(closing);
    if (text === this.#lastClosing) return;
    this.#lastClosing = text;
    this.#send("closing", closing);
  }

  #send<K extends keyof StreamEvents>(event: K, value: StreamEvents[K]): void {
    if (this.#clients.size === 0) return;
    const text = frame(event, value);
    for (const client of this.#clients) {
      if (client.writableLength > LARGEST_BACKLOG_BYTES) client.destroy();
      else client.write(text);
    }
  }
}

/** All that is news to somebody who watches a closing: not every reading of an item that stays as it is. */
const gist = ({ since, items, round, certificate }: StreamEvents["closing"]): string =>
  JSON.stringify([
    since,
    items.map(({ id, verdict, why, byHand }) => [id, verdict, why.en, byHand]),
    round,
    certificate,
  ]);

const frame = <K extends keyof StreamEvents>(event: K, value: StreamEvents[K]): string =>
  `event: ${event}\ndata: ${JSON.stringify(value)}\n\n`;
