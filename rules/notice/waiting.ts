import type { Alert } from "../alert/alert.ts";
import { after, type Instant, type Millis } from "../time/instant.ts";
import {
  allowedAt,
  type Entry,
  type Group,
  groupDueAt,
  groupKey,
  KINDS,
  type QuietOver,
  receiverKey,
  type Sort,
  type Waits,
} from "./group.ts";
import type { MessageItem, Receiver } from "./message.ts";

type Open = Group & { readonly entries: Map<string, Entry> };

/** A group with what of it goes out now. */
export type Outgoing = { readonly group: Sort; readonly entries: readonly Entry[] };

/** What waits to be told, by receiver and class. */
export class Waiting {
  readonly #groups = new Map<string, Open>();
  /** Groups that had a message, and alerts of which something else waits, since this was last asked. */
  readonly #sent = new Set<string>();
  readonly #alerts = new Set<string>();
  readonly #quietOver: QuietOver;

  constructor(quietOver: QuietOver) {
    this.#quietOver = quietOver;
  }

  /** What waits already of the same kind about the same alert waits no longer for being told anew. */
  add(to: Receiver, { class: own, isSilent }: Pick<Alert, "class" | "isSilent">, entry: Entry): void {
    const group = this.#group({ to, class: own, isSilent });
    const same = group.entries.get(entryKey(entry)) ?? this.#ofOtherClass(group, entry);
    const isUrgent = entry.isUrgent || same?.isUrgent === true;
    const dueAt = same && same.dueAt < entry.dueAt ? same.dueAt : entry.dueAt;
    group.entries.set(entryKey(entry), { ...entry, dueAt, isUrgent });
    this.#alerts.add(entry.alert);
  }

  /** Takes back what waits about an alert. @param isMeant  which of it, and for whom */
  withdraw(alert: string, isMeant: (entry: Entry, to: Receiver) => boolean): void {
    this.#change(alert, (entry, to) => (isMeant(entry, to) ? null : entry));
  }

  /** An alert is closed: what waits is told as it is now. */
  close(alert: string, item: MessageItem): void {
    this.#change(alert, entry => ({ ...entry, item }));
  }

  /** Whether anything waits about an alert for a receiver. */
  has(alert: string, receiver: string, kinds: readonly Entry["kind"][]): boolean {
    const own = [...this.#groups.values()].filter(({ to }) => receiverKey(to) === receiver);
    return own.some(({ entries }) => kinds.some(kind => entries.has(entryKey({ alert, kind }))));
  }

  /** When something goes out next; null: nothing waits. */
  dueAt(): Instant | null {
    let first: Instant | null = null;
    for (const group of this.#groups.values()) {
      const at = groupDueAt(group, group.entries.values(), this.#quietOver);
      if (at !== null && (first === null || at < first)) first = at;
    }
    return first;
  }

  /** Takes out what goes out at a moment: with what is due all that waits beside it, but for what keeps quiet hours. */
  take(at: Instant): readonly Outgoing[] {
    // In one order, whichever came first: a restart forgets that.
    const inOrder = [...this.#groups].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return inOrder.flatMap(([key, group]): readonly Outgoing[] => {
      const dueAt = groupDueAt(group, group.entries.values(), this.#quietOver);
      if (dueAt === null || dueAt > at) return [];
      const out = [...group.entries].filter(([, entry]) => allowedAt(entry, at, this.#quietOver) <= at);
      for (const [each, { alert }] of out) {
        group.entries.delete(each);
        this.#alerts.add(alert);
      }
      this.#groups.set(key, { ...group, sentAt: at });
      this.#sent.add(key);
      return [{ group, entries: out.map(([, entry]) => entry) }];
    });
  }

  move(by: Millis): void {
    for (const [key, group] of this.#groups) {
      if (group.sentAt !== null) this.#groups.set(key, { ...group, sentAt: after(group.sentAt, by) });
      this.#sent.add(key);
      for (const [each, entry] of group.entries) {
        group.entries.set(each, { ...entry, dueAt: after(entry.dueAt, by) });
        this.#alerts.add(entry.alert);
      }
    }
  }

  /** What waits about an alert. */
  of(alert: string): readonly Waits[] {
    return [...this.#groups.values()].flatMap(({ to, class: own, isSilent, entries }) =>
      KINDS.flatMap(kind => {
        const entry = entries.get(entryKey({ alert, kind }));
        return entry ? [{ to, class: own, isSilent, entry }] : [];
      }),
    );
  }

  /** All groups that had a message, by key. */
  groups(): readonly (readonly [string, Group])[] {
    return [...this.#groups].flatMap(([key, group]) => (group.sentAt === null ? [] : [[key, plain(group)]]));
  }

  /** Alerts of which something else waits than when this was last asked. */
  takeAlerts(): readonly string[] {
    const alerts = [...this.#alerts];
    this.#alerts.clear();
    return alerts;
  }

  /** Groups that had a message since this was last asked. */
  takeGroups(): readonly (readonly [string, Group])[] {
    const sent = this.groups().filter(([key]) => this.#sent.has(key));
    this.#sent.clear();
    return sent;
  }

  isTouched(): boolean {
    return this.#alerts.size + this.#sent.size > 0;
  }

  /** Puts back what an earlier one left. */
  restore(group: Group): void {
    this.#groups.set(groupKey(group), { ...group, entries: this.#group(group).entries });
  }

  restoreEntry({ entry, ...group }: Waits): void {
    this.#group(group).entries.set(entryKey(entry), entry);
  }

  /** What the receiver was to hear of the alert when it was of another class: he hears it once, as what it is now. */
  #ofOtherClass(group: Open, entry: Entry): Entry | undefined {
    const own = [...this.#groups.values()].filter(({ to }) => receiverKey(to) === receiverKey(group.to));
    const other = own.find(({ entries }) => entries.has(entryKey(entry)));
    const same = other?.entries.get(entryKey(entry));
    other?.entries.delete(entryKey(entry));
    return same;
  }

  #group(sort: Sort): Open {
    const key = groupKey(sort);
    const known = this.#groups.get(key);
    if (known) return known;
    const { to, class: own, isSilent } = sort;
    const made: Open = { to, class: own, isSilent, sentAt: null, entries: new Map() };
    this.#groups.set(key, made);
    return made;
  }

  #change(alert: string, changed: (entry: Entry, to: Receiver) => Entry | null): void {
    const keys = KINDS.map(kind => entryKey({ alert, kind }));
    for (const { entries, to } of this.#groups.values())
      for (const key of keys) {
        const entry = entries.get(key);
        if (!entry) continue;
        const now = changed(entry, to);
        if (now === entry) continue;
        if (now) entries.set(key, now);
        else entries.delete(key);
        this.#alerts.add(alert);
      }
  }
}

const entryKey = ({ alert, kind }: Pick<Entry, "alert" | "kind">): string => `${kind} ${alert}`;
const plain = ({ to, class: own, isSilent, sentAt }: Group): Group => ({ to, class: own, isSilent, sentAt });
