import type { Priority } from "../alert/alert.ts";
import type { AlertClass } from "../site/model.ts";
import { after, type Instant } from "../time/instant.ts";
import { AGAIN } from "./intervals.ts";
import type { Message, MessageItem, Receiver } from "./message.ts";

/** What somebody is to be told of one alert, and waits for its time. */
export type Entry = {
  readonly alert: string;
  readonly kind: Exclude<Message["kind"], "reminder" | "test">;
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

/** In the order in which messages of one moment go out. */
export const KINDS: readonly Entry["kind"][] = [
  "found",
  "escalated",
  "overdue",
  "repeated",
  "returned",
  "digest",
];

/** What goes out together: what is for one receiver, of one class of alerts. */
export type Sort = { readonly to: Receiver; readonly class: AlertClass; readonly isSilent: boolean };

/** When a receiver last had a message of a class. */
export type Group = Sort & { readonly sentAt: Instant | null };

/** What waits about an alert, with the group in which it does. */
export type Waits = Sort & { readonly entry: Entry };

/** When what is not urgent may be told that is due at a moment. @see quietOver */
export type QuietOver = (at: Instant) => Instant;

/** What tells groups apart: `M1/security`, `@guard/life-safety/silent`. */
export const groupKey = ({ to, class: own, isSilent }: Sort): string =>
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

const later = (a: Instant, b: Instant): Instant => (a < b ? b : a);
