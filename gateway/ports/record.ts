import type { Alert, AlertEvent, Priority } from "#rules/alert/alert.ts";
import type { ActivityEvent } from "#rules/engine/activities.ts";
import type { Deed } from "#rules/engine/deed.ts";
import type { EngineState, Memo, StoredHold } from "#rules/engine/state.ts";
import type { Message } from "#rules/notice/message.ts";
import type { Signal } from "#rules/reading/signal.ts";
import type { Paper } from "#rules/routine/clerk.ts";
import type { AlertClass } from "#rules/site/model.ts";
import type { Instant } from "#rules/time/instant.ts";
import type { Audit, TrailHead } from "./audit.ts";
import type { PaperStore } from "./papers.ts";
import type { Recorded } from "./trail-place.ts";

/**
 * What must be durable before anyone hears of it, in one transaction: alert transitions with the alert as it stands
 * after each, and the engine state that they came from (holds, signals and memos, each replacing the last one of its key).
 */
export type Commit = {
  readonly at: Instant;
  readonly transitions: readonly { readonly event: AlertEvent; readonly alert: Alert }[];
  /** What people did about activities after hours; on the trail before the transitions that follow from it. */
  readonly activities: readonly ActivityEvent[];
  /** What people did that is about no single alert; on the trail as well. */
  readonly deeds: readonly Deed[];
  /** Messages that follow from it: they are in the outbox from the same moment on. */
  readonly messages: readonly Message[];
  readonly holds: readonly StoredHold[];
  readonly signals: readonly Signal[];
  readonly memos: readonly Memo[];
  /**
   * Papers as they stand now, each in the place of the one of its kind and id; absent: none. One of kind `certificate` is
   * added to the chain of certificates instead: issued once, it stays as it is.
   */
  readonly papers?: readonly Paper[];
};

export type RecordedEvent = AlertEvent & Recorded;
export type RecordedActivity = ActivityEvent & Recorded;
export type RecordedDeed = Deed & Recorded;

/** What an event of an activity stands under on the trail, where others have the id of their alert. */
export const activitySubject = (id: string): string => `activity:${id}`;

/** How far one message has come on one channel. */
export type Delivery = {
  /** Key of the message. */
  readonly message: string;
  readonly channel: string;
  /** `<message key>:<channel>`: the receiver gets it too and can tell a repeat by it. */
  readonly key: string;
  /** `failed`: will be tried again at `nextAt`. It has ended once it is `sent` or `given-up`. */
  readonly state: "waiting" | "sent" | "failed" | "given-up";
  readonly attempts: number;
  /** When this last changed. */
  readonly at: Instant;
  readonly nextAt: Instant | null;
  /** What the server answered, or why it could not be reached; no secrets. */
  readonly detail: string;
};

/** A message as it is kept, with its deliveries so far, in the order in which they began. */
export type StoredMessage = { readonly message: Message; readonly deliveries: readonly Delivery[] };

/** What to look for among all alerts that ever were; everything that is given must be so. */
export type AlertSearch = {
  /**
   * Words of which each must stand somewhere on the alert or its trail: title, target, zone, fact, clause, rule, person
   * or note. A word of letters stands for all that begin with it, Chinese characters for those in a row.
   */
  readonly text?: string;
  readonly priority?: Priority;
  readonly class?: AlertClass;
  /** Name of somebody who did something about it. */
  readonly person?: string;
  readonly state?: "open" | "closed" | "all";
  /** Of the moment that it was found: `from` ≤ openedAt < `to`. */
  readonly from?: Instant;
  readonly to?: Instant;
  /** Only what comes after this place: `next` of the answer before. */
  readonly before?: string;
  readonly limit: number;
};

/** Newest first. `next`: where the search goes on; null: that was all. */
export type AlertsFound = { readonly alerts: readonly Alert[]; readonly next: string | null };

/** The ledger of record. One writer; commits are grouped, each durable when its promise resolves, in call order. */
export type RecordStore = PaperStore & {
  start(): Promise<void>;
  /**
   * @throws {Fault} `RECORD_FULL` (retry) when the disk is full, `RECORD_FAILED` otherwise, also when a certificate of the
   *                 same id says something else; then nothing of it is stored
   */
  commit(commit: Commit): Promise<void>;
  /** The engine state as of the last commit; null on a new record. */
  load(): Promise<EngineState | null>;
  /** Newest first; `limit` at most. `open`: not closed. */
  alerts(query: {
    readonly state: "open" | "closed" | "all";
    readonly limit: number;
  }): Promise<readonly Alert[]>;
  alert(id: string): Promise<Alert | null>;
  /** @throws {RangeError} when `before` is no place that a search has told */
  search(query: AlertSearch): Promise<AlertsFound>;
  /** Events of one alert, oldest first. */
  events(alert: string): Promise<readonly RecordedEvent[]>;
  /**
   * Events of all alerts with `from` ≤ at < `to`, in the order of their times, those of one moment as they were
   * recorded; in parts, so that years of them need no memory. What is recorded meanwhile may be among them or not.
   */
  eventsBetween(from: Instant, to: Instant): AsyncIterable<readonly RecordedEvent[]>;
  /** What people did about activities after hours, oldest first; of all, also those that are long over. */
  activities(): Promise<readonly RecordedActivity[]>;
  /** What people did that is about no single alert and no paper, oldest first. */
  deeds(): Promise<readonly RecordedDeed[]>;
  /**
   * Messages that are not out yet, oldest first: those without any delivery, and those with one that has not ended. Who
   * has nobody to send a message to must say so by a delivery that is given up, or it stays here.
   */
  outbox(): Promise<readonly StoredMessage[]>;
  /**
   * Puts each in the place of the one of its key. Durable when the promise resolves; doing it twice is harmless.
   *
   * @throws {Fault} as `commit`, also when there is no such message
   */
  delivered(updates: readonly Delivery[]): Promise<void>;
  /** Messages that tell of an alert, oldest first, and what became of them. */
  messages(alert: string): Promise<readonly StoredMessage[]>;
  /** The deliveries of those messages. */
  deliveries(alert: string): Promise<readonly Delivery[]>;
  /** The last event of the trail; seq 0 on a new record. */
  head(): Promise<TrailHead>;
  /** Goes over the whole trail, its anchors, and the alerts and certificates that follow from it. */
  verify(): Promise<Audit>;
  stop(): Promise<void>;
};
