import type { Alert, AlertEvent, Transition } from "../alert/alert.ts";
import { isQuiet } from "../alert/quiet.ts";
import type { Role, Site } from "../site/model.ts";
import type { NotifyPlan } from "../site/notify-plan.ts";
import { after, hours, type Instant, type Millis, minutes } from "../time/instant.ts";
import { type Entry, type Group, receiverKey, type Waits } from "./group.ts";
import { AGAIN, WAIT } from "./intervals.ts";
import { itemOf } from "./item.ts";
import {
  hasHeard,
  heard,
  isOnRepeat,
  type Kept,
  keptAfter,
  movedKept,
  NOTHING_KEPT,
  nextRepeat,
  repeatEvery,
} from "./known.ts";
import type { Message, MessageItem, Receiver } from "./message.ts";
import { messagesOf } from "./messages-of.ts";
import { newsOf } from "./news.ts";
import { type Digest, nextDigest, quietOver } from "./quiet-hours.ts";
import { type OnDuty, receiversOf } from "./receivers.ts";
import { Waiting } from "./waiting.ts";

const ALERT = "notice/alert/";
const GROUP = "notice/group/";
const DIGEST = "notice/digest";
/** An acknowledgement that closed an alert can be taken back for seconds; with a good margin. */
const KEPT_CLOSED = minutes(5);

/** Something to be kept over a restart, as JSON under its key; null: forgotten. */
type Memo = { readonly key: string; readonly value: unknown };
type Remembered = { readonly kept: Kept; readonly waiting: readonly Waits[] };

/** What a hall says of messages. */
export type DispatchSite = Pick<Site, "calendar" | "people"> & {
  readonly notify: Pick<NotifyPlan, "quiet">;
};

/**
 * Who is told what, and when: grouped, repeated, held back in quiet hours. It hears of all that happens to alerts, in
 * order, and says what goes out at which moment. All that it remembers is in its memos.
 */
export class Dispatch {
  readonly #site: DispatchSite;
  readonly #onDuty: OnDuty;
  readonly #waiting: Waiting;
  readonly #alerts = new Map<string, Alert>();
  readonly #kept = new Map<string, Kept>();
  readonly #touched = new Set<string>();
  #digest: Digest | null = null;
  /** Nothing goes out before; maybe nothing does then either. */
  #soonest = Number.POSITIVE_INFINITY;

  constructor(site: DispatchSite, onDuty: OnDuty) {
    this.#site = site;
    this.#onDuty = onDuty;
    this.#waiting = new Waiting(quietOver(site.notify, site.calendar));
  }

  /** Something happened to an alert; `now` is when people can first hear of it. */
  hear(transition: Transition, now: Instant): void {
    const { event, alert } = transition;
    const before = this.#alerts.get(alert.id) ?? null;
    const kept = keptAfter(this.#keptOf(alert.id), before, transition, now);
    this.#alerts.set(alert.id, alert);
    this.#keep(alert.id, kept);
    this.#takeBack(event, before, alert);
    const news = newsOf(before, transition);
    if (news) this.#tell(alert, news.kind, news.roles, now);
    const isOver = alert.condition === "clear" && before !== null && before.condition !== "clear";
    if (isOver && !isQuiet(alert)) this.#tellOver(alert, kept, now);
    if (this.#digest === null) this.#setDigest(nextDigest(this.#site.calendar, now));
  }

  /** Not later than something goes out next; Infinity: nothing waits. */
  soonest(): number {
    return this.#soonest;
  }

  /**
   * What goes out at a moment.
   *
   * @param upTo  nobody ran until then: of repeats that fell due before, only the last counts, and counts then
   */
  send(at: Instant, upTo: Instant | null = null): readonly Message[] {
    if (this.#soonest > at) return [];
    this.#repeat(at, upTo);
    if (this.#digest !== null && this.#digest.at <= at) this.#listOfTheDay(at, upTo);
    const messages = this.#waiting
      .take(at)
      .flatMap(outgoing => messagesOf(outgoing, at, entry => this.#itemFor(entry)));
    for (const message of messages) this.#sent(message);
    this.#forgetClosed(at);
    this.#soonest = this.#dueAt();
    return messages;
  }

  /** The clock was moved: what was to come in four minutes comes in four; the list of the day goes by the wall clock. */
  move(by: Millis, now: Instant): void {
    for (const [id, kept] of this.#kept) this.#keep(id, movedKept(kept, by));
    this.#waiting.move(by);
    // The list of a date goes out once, however often the clock shows its time; but not never.
    const isFar = this.#digest !== null && this.#digest.at > after(now, hours(48));
    if (isFar) this.#setDigest(nextDigest(this.#site.calendar, now));
    this.#soonest = this.#dueAt();
  }

  /** All that is to be kept over a restart. */
  memos(): readonly Memo[] {
    return [
      ...Array.from(this.#kept.keys(), id => this.#memo(id)),
      ...this.#waiting.groups().map(([key, value]) => ({ key: GROUP + key, value })),
      ...(this.#digest ? [{ key: DIGEST, value: this.#digest }] : []),
    ];
  }

  /** What of it is otherwise than when this was last asked. */
  takeTouched(): readonly Memo[] {
    if (this.#touched.size === 0 && !this.#waiting.isTouched()) return [];
    for (const id of this.#waiting.takeAlerts()) this.#touched.add(id);
    const ids = [...this.#touched].filter(key => key !== DIGEST);
    const digest = this.#touched.has(DIGEST) ? [{ key: DIGEST, value: this.#digest }] : [];
    this.#touched.clear();
    return [
      ...ids.map(id => this.#memo(id)),
      ...this.#waiting.takeGroups().map(([key, value]) => ({ key: GROUP + key, value })),
      ...digest,
    ];
  }

  /** Puts back what an earlier one left. Alerts that nobody was told of yet are news. */
  restore(memos: readonly Memo[], alerts: readonly Alert[], now: Instant): void {
    for (const { key, value } of memos) {
      if (value === null) continue;
      if (key.startsWith(ALERT)) this.#restore(key.slice(ALERT.length), value as Remembered);
      if (key.startsWith(GROUP)) this.#waiting.restore(value as Group);
      if (key === DIGEST) this.#digest = value as Digest;
    }
    for (const alert of alerts) {
      this.#alerts.set(alert.id, alert);
      if (this.#kept.has(alert.id)) continue;
      this.#keep(alert.id, { ...NOTHING_KEPT, repeatAt: nextRepeat(alert, now) });
      const roles = alert.told.map(({ role }) => role);
      if (isOnRepeat(alert)) this.#tell(alert, "found", roles, now);
    }
    if (this.#digest === null && alerts.length > 0) this.#setDigest(nextDigest(this.#site.calendar, now));
    this.#soonest = this.#dueAt();
  }

  /** Takes back what is not to be told any more after something happened. */
  #takeBack({ is, by }: AlertEvent, before: Alert | null, alert: Alert): void {
    if (isQuiet(alert)) this.#waiting.withdraw(alert.id, () => true);
    if (before?.condition === "clear" && alert.condition !== "clear")
      this.#waiting.withdraw(alert.id, ({ kind }) => kind === "returned");
    if (is === "acknowledged") {
      const own = this.#site.people.filter(({ id, name }) => id === by || name === by).map(({ id }) => id);
      this.#waiting.withdraw(alert.id, (_, { person }) => person !== null && own.includes(person));
    }
    if (!isOnRepeat(alert)) this.#waiting.withdraw(alert.id, ({ count }) => count !== undefined);
    if (alert.closedAt !== null) this.#waiting.close(alert.id, itemOf(alert));
  }

  #tell(alert: Alert, kind: Entry["kind"], roles: readonly Role[], now: Instant): void {
    const kept = this.#keptOf(alert.id);
    const { priority } = alert;
    for (const to of receiversOf(alert, roles, now, this.#onDuty)) {
      if (hasHeard(kept, receiverKey(to), kind, alert)) continue;
      const isUrgent = priority <= 2 && (kind !== "found" || isNewTo(kept, to, alert));
      this.#add(to, alert, { alert: alert.id, kind, priority, dueAt: after(now, WAIT[priority]), isUrgent });
    }
  }

  /** Tells all who know of it once more; a role without a person hears nothing again, and what waits is enough. */
  #tellAgain(alert: Alert, kind: "repeated" | "digest", at: Instant): void {
    const kept = this.#keptOf(alert.id);
    const count = kept.repeats + 1;
    this.#keep(alert.id, { ...kept, repeats: count, repeatAt: nextRepeat(alert, at) });
    const roles = alert.told.map(({ role }) => role);
    for (const to of receiversOf(alert, roles, at, this.#onDuty)) {
      const isWaiting = this.#waiting.has(alert.id, receiverKey(to), ["found", "escalated", "overdue"]);
      // Whoever is about to hear that it is over is not told beside it that nobody has seen it.
      const isOver = kind === "repeated" && this.#waiting.has(alert.id, receiverKey(to), ["returned"]);
      if (to.person === null || isWaiting || isOver) continue;
      const { id, priority } = alert;
      this.#add(to, alert, { alert: id, kind, priority, dueAt: at, isUrgent: false, count });
    }
  }

  /** It is over: whoever was told of it hears that, unless it will be told as over anyway. */
  #tellOver(alert: Alert, { sent }: Kept, now: Instant): void {
    for (const [who, { role, isOver }] of Object.entries(sent)) {
      const isWaiting = this.#waiting.has(alert.id, who, ["found", "escalated", "overdue"]);
      if (isOver || isWaiting || who.startsWith("@")) continue;
      const { id, priority } = alert;
      const dueAt = after(now, WAIT[priority === 1 ? 2 : priority]);
      const item = alert.closedAt === null ? {} : { item: itemOf(alert) };
      const entry: Entry = { alert: id, kind: "returned", priority, dueAt, isUrgent: false, ...item };
      this.#add({ role, person: who }, alert, entry);
    }
  }

  /** Whatever nobody acknowledges is told again; what would be a little later goes with it. */
  #repeat(at: Instant, upTo: Instant | null): void {
    const isDue = ({ repeatAt }: Kept): boolean => repeatAt !== null && repeatAt <= at;
    if (![...this.#kept.values()].some(isDue)) return;
    for (const [id, kept] of [...this.#kept]) {
      const alert = this.#alerts.get(id);
      if (!alert || kept.repeatAt === null || kept.repeatAt > after(at, AGAIN)) continue;
      const every = repeatEvery(alert);
      const isPassed = every !== null && upTo !== null && after(kept.repeatAt, every) <= upTo;
      if (isPassed) this.#keep(id, { ...kept, repeatAt: upTo });
      else this.#tellAgain(alert, "repeated", at);
    }
  }

  #listOfTheDay(at: Instant, upTo: Instant | null): void {
    const next = nextDigest(this.#site.calendar, at);
    this.#setDigest(next);
    if (next !== null && upTo !== null && next.at <= upTo) return;
    for (const alert of [...this.#alerts.values()])
      if (alert.priority === 4 && isOnRepeat(alert)) this.#tellAgain(alert, "digest", at);
  }

  #sent(message: Message): void {
    for (const item of message.items) {
      const kept = this.#kept.get(item.alert);
      if (kept) this.#keep(item.alert, heard(kept, receiverKey(message.to), message, item));
    }
  }

  #itemFor({ alert, item }: Entry): MessageItem | null {
    const known = this.#alerts.get(alert);
    return item ?? (known ? itemOf(known) : null);
  }

  #forgetClosed(at: Instant): void {
    for (const [id, { closedAt }] of [...this.#kept]) {
      if (closedAt === null || after(closedAt, KEPT_CLOSED) > at || this.#waiting.of(id).length > 0) continue;
      this.#kept.delete(id);
      this.#alerts.delete(id);
      this.#touched.add(id);
    }
  }

  #dueAt(): number {
    let first = Math.min(
      this.#digest?.at ?? Number.POSITIVE_INFINITY,
      this.#waiting.dueAt() ?? Number.POSITIVE_INFINITY,
    );
    for (const { repeatAt } of this.#kept.values()) first = Math.min(first, repeatAt ?? first);
    return first;
  }

  /** All that is remembered of an alert; null: nothing. */
  #memo(id: string): Memo {
    const kept = this.#kept.get(id);
    const value: Remembered | null = kept ? { kept, waiting: this.#waiting.of(id) } : null;
    return { key: ALERT + id, value };
  }

  #restore(id: string, { kept, waiting }: Remembered): void {
    this.#kept.set(id, kept);
    for (const each of waiting) this.#waiting.restoreEntry(each);
  }

  #keptOf(id: string): Kept {
    return this.#kept.get(id) ?? NOTHING_KEPT;
  }

  #add(to: Receiver, alert: Alert, entry: Entry): void {
    this.#waiting.add(to, alert, entry);
    this.#soonest = Math.min(this.#soonest, entry.dueAt);
  }

  #keep(id: string, kept: Kept): void {
    this.#kept.set(id, kept);
    this.#touched.add(id);
    this.#soonest = Math.min(this.#soonest, kept.repeatAt ?? this.#soonest);
  }

  #setDigest(digest: Digest | null): void {
    this.#digest = digest;
    this.#touched.add(DIGEST);
    this.#soonest = Math.min(this.#soonest, digest?.at ?? this.#soonest);
  }
}

/** Whether a receiver knows nothing of it, or only of what was seen by somebody or less urgent. */
const isNewTo = ({ sent }: Kept, to: Receiver, { priority }: Alert): boolean => {
  const known = sent[receiverKey(to)];
  return known === undefined || known.isSeen || priority < known.priority;
};
