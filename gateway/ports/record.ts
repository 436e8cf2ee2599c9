import type { Alert, AlertEvent } from "#rules/alert/alert.ts";
import type { ActivityEvent } from "#rules/engine/activities.ts";
import type { Deed } from "#rules/engine/deed.ts";
import type { EngineState, Memo, StoredHold } from "#rules/engine/state.ts";
import type { Message } from "#rules/notice/message.ts";
import type { Signal } from "#rules/reading/signal.ts";
import type { Instant } from "#rules/time/instant.ts";

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
};

/** Where something stands on the trail. */
export type Recorded = {
  /** 1, 2, 3 … over all events, in commit order. */
  readonly seq: number;
  /** Hex SHA-256 over the previous event's hash and this event: the trail is a chain. */
  readonly hash: string;
};
export type RecordedEvent = AlertEvent & Recorded;
export type RecordedActivity = ActivityEvent & Recorded;

/** What an event of an activity stands under on the trail, where others have the id of their alert. */
export const activitySubject = (id: string): string => `activity:${id}`;

/** The ledger of record. One writer; commits are grouped, each durable when its promise resolves, in call order. */
export type RecordStore = {
  start(): Promise<void>;
  /** @throws {Fault} `RECORD_FULL` (retry) when the disk is full, `RECORD_FAILED` otherwise; then nothing of it is stored */
  commit(commit: Commit): Promise<void>;
  /** The engine state as of the last commit; null on a new record. */
  load(): Promise<EngineState | null>;
  /** Newest first; `limit` at most. `open`: not closed. */
  alerts(query: {
    readonly state: "open" | "closed" | "all";
    readonly limit: number;
  }): Promise<readonly Alert[]>;
  alert(id: string): Promise<Alert | null>;
  /** Events of one alert, oldest first. */
  events(alert: string): Promise<readonly RecordedEvent[]>;
  /** What people did about activities after hours, oldest first; of all, also those that are long over. */
  activities(): Promise<readonly RecordedActivity[]>;
  /** Recomputes the chain: null when whole, else the first broken seq. */
  verify(): Promise<number | null>;
  stop(): Promise<void>;
};
