import type { WireNotifyStatus } from "#gateway/wire/notify.ts";
import type { Person } from "#rules/site/model.ts";
import { type Instant, toIso } from "#rules/time/instant.ts";
import type { AlertmanagerSync, SyncState } from "./alertmanager.ts";
import type { Lane } from "./lane.ts";
import type { MessageChannel } from "./ways.ts";

export type StatusParts = {
  readonly channels: readonly MessageChannel[];
  /** By name of the channel. */
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly alertmanagers: readonly AlertmanagerSync[];
  readonly people: readonly Person[];
  readonly waiting: number;
  readonly problems: readonly string[];
  readonly at: Instant;
};

/** How every channel does, in wire shape. */
export const statusOf = (parts: StatusParts): WireNotifyStatus => ({
  channels: [
    ...parts.channels.flatMap(({ name, via }) => {
      const lane = parts.lanes.get(name);
      return lane ? [{ name, via: via.is, where: lane.sender.where, ...countsOf(lane.counts) }] : [];
    }),
    ...parts.alertmanagers.map(({ name, where, state }) => ({
      name,
      via: "alertmanager",
      where,
      ...countsOf(state),
    })),
  ],
  people: parts.people.map(({ id, name, reach }) => ({
    id,
    name,
    channels: [...new Set((reach ?? []).map(({ channel }) => channel))],
  })),
  waiting: parts.waiting,
  problems: [...parts.problems],
  at: toIso(parts.at),
});

const countsOf = ({ sent, failed, lastSentAt, lastFailedAt, lastError, downSince }: SyncState) => ({
  state: downSince !== null ? ("down" as const) : sent > 0 ? ("up" as const) : ("untried" as const),
  lastSentAt: lastSentAt === null ? null : toIso(lastSentAt),
  lastFailedAt: lastFailedAt === null ? null : toIso(lastFailedAt),
  lastError,
  sent,
  failed,
});
