import type { Alert, Priority, Transition } from "../alert/alert.ts";
import { isQuiet } from "../alert/quiet.ts";
import type { Role } from "../site/model.ts";
import { after, type Instant, instant, type Millis } from "../time/instant.ts";
import { REPEAT, REPEAT_OVER } from "./intervals.ts";
import type { Message, MessageItem } from "./message.ts";

/** What one receiver was sent about an alert. */
export type Sent = {
  readonly role: Role;
  /** Which revision was sent last, by kind. */
  readonly revisions: Partial<Readonly<Record<Message["kind"], number>>>;
  /** As urgent as he knows it to be. */
  readonly priority: Priority;
  /** Somebody has acknowledged it since: what comes after that is new again. */
  readonly isSeen: boolean;
  /** He knows that it is over. */
  readonly isOver: boolean;
};

/** What is kept of an alert over a restart. */
export type Kept = {
  /** By receiver. @see receiverKey */
  readonly sent: Readonly<Record<string, Sent>>;
  /** When all who were told are told again; null: they are not, or by the list of the day. */
  readonly repeatAt: Instant | null;
  /** How often that was. */
  readonly repeats: number;
  /** Closed then: kept for as long as that can be taken back. */
  readonly closedAt: Instant | null;
};

export const NOTHING_KEPT: Kept = { sent: {}, repeatAt: null, repeats: 0, closedAt: null };

/** Whether all who were told of it are told again and again: nobody acknowledges, and nothing hushes it. */
export const isOnRepeat = (alert: Alert): boolean =>
  alert.closedAt === null && alert.acknowledgement === null && !isQuiet(alert);

/** How long it is from one telling to the next; null: it is in the list of the day. */
export const repeatEvery = ({ priority, condition }: Alert): Millis | null =>
  condition === "clear" && REPEAT[priority] !== null ? REPEAT_OVER : REPEAT[priority];

/** When an alert is told again that came to need somebody, or was told again, at a moment. */
export const nextRepeat = (alert: Alert, at: Instant): Instant | null => {
  const every = isOnRepeat(alert) ? repeatEvery(alert) : null;
  return every === null ? null : after(at, every);
};

/** What is kept of an alert after something happened to it. */
export const keptAfter = (
  kept: Kept,
  before: Alert | null,
  { event, alert }: Transition,
  now: Instant,
): Kept => {
  const isBack = before?.condition === "clear" && alert.condition !== "clear";
  const seen = event.is === "acknowledged" ? { isSeen: true } : {};
  const sent = { ...seen, ...(isBack && { isOver: false }) };
  return {
    ...kept,
    sent: Object.fromEntries(Object.entries(kept.sent).map(([who, each]) => [who, { ...each, ...sent }])),
    repeatAt: repeatAfter(kept, before, alert, now),
    closedAt: alert.closedAt === null ? null : now,
  };
};

const repeatAfter = (kept: Kept, before: Alert | null, alert: Alert, now: Instant): Instant | null => {
  const next = nextRepeat(alert, now);
  if (next === null || kept.repeatAt === null || alert.revision > (before?.revision ?? 0)) return next;
  if (alert.condition === "clear" && before?.condition !== "clear") return next;
  return instant(Math.min(kept.repeatAt, next));
};

/** Whether a message of a kind has told a receiver of an alert as it is. */
export const hasHeard = (kept: Kept, who: string, kind: Message["kind"], { revision }: Alert): boolean =>
  kept.sent[who]?.revisions[kind] === revision;

/** The same after a receiver was sent a message. */
export const heard = (kept: Kept, who: string, { kind, to }: Message, item: MessageItem): Kept => {
  const sent: Sent = {
    role: to.role,
    revisions: { ...kept.sent[who]?.revisions, [kind]: item.revision },
    priority: item.priority,
    isSeen: kind === "returned" ? (kept.sent[who]?.isSeen ?? false) : false,
    isOver: item.condition === "clear",
  };
  return { ...kept, sent: { ...kept.sent, [who]: sent } };
};

/** The same with its clock moved. */
export const movedKept = (kept: Kept, by: Millis): Kept => ({
  ...kept,
  repeatAt: kept.repeatAt === null ? null : after(kept.repeatAt, by),
  closedAt: kept.closedAt === null ? null : after(kept.closedAt, by),
});
