import type { Transition } from "../alert/alert.ts";
import type { Message } from "../notice/message.ts";
import type { Signal } from "../reading/signal.ts";
import type { Paper } from "../routine/clerk.ts";
import type { ActivityEvent } from "./activities.ts";
import type { Deed } from "./deed.ts";
import type { Memo, StoredHold } from "./state.ts";

/**
 * What a step decided, in order. Holds and signals are the state that must be durable together with the transitions,
 * so that a restart at any point goes on as if there had been none.
 */
export type Decisions = {
  readonly transitions: Transition[];
  /** What people did about activities after hours. */
  readonly activities: ActivityEvent[];
  /** What people did that is about no single alert: equipment out of service, people away. */
  readonly deeds: Deed[];
  /** Who is told what: durable together with what it tells of. */
  readonly messages: Message[];
  /** Papers as they stand now, by `<kind>:<id>`: the last one counts. */
  readonly papers: Map<string, Paper>;
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
  deeds: [],
  messages: [],
  papers: new Map(),
  holds: new Map(),
  signals: new Map(),
  memos: new Map(),
});

export const isEmpty = (decisions: Decisions): boolean => {
  const { transitions, activities, deeds, messages, papers, holds, signals, memos } = decisions;
  const lists = [transitions, activities, deeds, messages];
  return (
    lists.every(({ length }) => length === 0) &&
    [papers, holds, signals, memos].every(({ size }) => size === 0)
  );
};
