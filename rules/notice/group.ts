import type { Priority } from "../alert/alert.ts";
import type { AlertClass } from "../site/model.ts";
import { after, type Instant, type Millis } from "../time/instant.ts";
import { AGAIN } from "./intervals.ts";
import type { Message, MessageItem, Receiver } from "./message.ts";

/** What somebody is to be told of one alert, and waits for its time. */
export type Entry = {
  readonly alert: string;
  readonly kind: Exclude<Message["kind"], "test">;
  readonly priority: Priority;
  /** It has waited long enough for others. */
  readonly dueAt: Instant;
  /** New to the receiver, and critical or high: it does not wait for the time between two messages. */
  readonly isUrgent: boolean;
  /** Of repeats and lists: which one of the alert it is, 1 for the first. */
  readonly count?: number;
  /** The alert as it was when it closed; absent: it is open, and told as it is by then. */
  readonly item?: MessageItem;
};

/** All that waits for one receiver of one class of alerts, and when he last had a message of it. */
export type Group = {
  readonly to: Receiver;
  readonly class: AlertClass;
  readonly isSilent: boolean;
  readonly sentAt: Instant | null;
  readonly entries: readonly Entry[];
};

/** When what is not urgent may be told that is due at a moment. @see quietOver */
export type QuietOver = (at: Instant) => Instant;

/** What tells groups apart: `M1/security`, `@guard/life-safety/silent`. */
export const groupKey = ({ to, class: own, isSilent }: Pick<Group, "to" | "class" | "isSilent">): string =>
  `${receiverKey(to)}/${own}${isSilent ? "/silent" : ""}`;

/** Who is meant: a person by id, a role that has nobody by its name. */
export const receiverKey = ({ role, person }: Receiver): string => person ?? `@${role}`;

/** When a message of a group goes out next; null: nothing waits. */
export const groupDueAt = (
  { sentAt }: Pick<Group, "sentAt">,
  entries: Iterable<Entry>,
  quietOver: QuietOver,
): Instant | null => {
  let first: Instant | null = null;
  for (const entry of entries) {
    const free = sentAt === null ? entry.dueAt : later(entry.dueAt, after(sentAt, AGAIN));
    const at = entry.isUrgent ? entry.dueAt : allowedAt(entry, free, quietOver);
    if (first === null || at < first) first = at;
  }
  return first;
};

/** When an entry may go out that is due at a moment: what is critical or high at any time. */
export const allowedAt = (
  { priority }: Pick<Entry, "priority">,
  at: Instant,
  quietOver: QuietOver,
): Instant => (priority <= 2 ? at : quietOver(at));

/** The same group with its clock moved. */
export const movedGroup = (group: Group, by: Millis): Group => ({
  ...group,
  sentAt: group.sentAt === null ? null : after(group.sentAt, by),
  entries: group.entries.map(entry => ({ ...entry, dueAt: after(entry.dueAt, by) })),
});

const later = (a: Instant, b: Instant): Instant => (a < b ? b : a);
