import type { Transition } from "../alert/alert.ts";
import type { Signal } from "../reading/signal.ts";
import type { ActivityEvent } from "./activities.ts";
import type { Memo, StoredHold } from "./state.ts";

/**
 * What a step decided, in order. Holds and signals are the state that must be durable together with the transitions,
 * so that a restart at any point goes on as if there had been none.
 */
export type Decisions = {
  readonly transitions: Transition[];
  /** What people did about activities after hours. */
  readonly activities: ActivityEvent[];
  /** By key: the last one counts. */
  readonly holds: Map<string, StoredHold>;
  /** By point id. */
  readonly signals: Map<string, Signal>;
  /** By key: the last one counts. */
  readonly memos: Map<string, Memo>;
};

export const noDecisions = (): Decisions => ({
  transitions: [],
  activities: [],
  holds: new Map(),
  signals: new Map(),
  memos: new Map(),
});

export const isEmpty = ({ transitions, activities, holds, signals, memos }: Decisions): boolean =>
  transitions.length === 0 &&
  activities.length === 0 &&
  holds.size === 0 &&
  signals.size === 0 &&
  memos.size === 0;
