import type { Alert } from "../alert/alert.ts";
import type { Instant, Millis } from "../time/instant.ts";
import {
  allowedAt,
  type Entry,
  type Group,
  groupDueAt,
  groupKey,
  movedGroup,
  type QuietOver,
  receiverKey,
} from "./group.ts";
import type { MessageItem, Receiver } from "./message.ts";

type Open = Omit<Group, "entries"> & { readonly entries: Map<string, Entry> };

/** A group with what of it goes out now. */
export type Outgoing = { readonly group: Group; readonly entries: readonly Entry[] };

const KINDS: readonly Entry["kind"][] = ["found", "escalated", "overdue", "repeated", "returned", "digest"];

/** What waits to be told, by receiver and class. */
export class Waiting {
  readonly #groups = new Map<string, Open>();
  readonly #touched = new Set<string>();
  readonly #quietOver: QuietOver;

  constructor(quietOver: QuietOver) {
    this.#quietOver = quietOver;
  }

  /** What waits already of the same kind about the same alert waits no longer for being told anew. */
  add(to: Receiver, { class: own, isSilent }: Pick<Alert, "class" | "isSilent">, entry: Entry): void {
    const key = groupKey({ to, class: own, isSilent });
    const known = this.#groups.get(key);
    const group = known ?? { to, class: own, isSilent, sentAt: null, entries: new Map() };
    const same = group.entries.get(entryKey(entry));
    const isUrgent = entry.isUrgent || same?.isUrgent === true;
    const dueAt = same && same.dueAt < entry.dueAt ? same.dueAt : entry.dueAt;
    group.entries.set(entryKey(entry), { ...entry, dueAt, isUrgent });
    this.#groups.set(key, group);
    this.#touched.add(key);
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
    return [...this.#groups].flatMap(([key, group]): readonly Outgoing[] => {
      const dueAt = groupDueAt(group, group.entries.values(), this.#quietOver);
      if (dueAt === null || dueAt > at) return [];
      const out = [...group.entries].filter(([, entry]) => allowedAt(entry, at, this.#quietOver) <= at);
      for (const [each] of out) group.entries.delete(each);
      this.#groups.set(key, { ...group, sentAt: at });
      this.#touched.add(key);
      return [{ group: plain(group), entries: out.map(([, entry]) => entry) }];
    });
  }

  move(by: Millis): void {
    for (const [key, group] of this.#groups) {
      this.#groups.set(key, opened(movedGroup(plain(group), by)));
      this.#touched.add(key);
    }
  }

  /** By key, what is kept of it over a restart. */
  all(): readonly (readonly [string, Group])[] {
    return Array.from(this.#groups, ([key, group]) => [key, plain(group)]);
  }

  isTouched(): boolean {
    return this.#touched.size > 0;
  }

  /** Those that are otherwise than when this was last asked. */
  takeTouched(): readonly (readonly [string, Group])[] {
    const touched = [...this.#touched].flatMap(key => {
      const group = this.#groups.get(key);
      return group ? [[key, plain(group)] as const] : [];
    });
    this.#touched.clear();
    return touched;
  }

  restore(group: Group): void {
    this.#groups.set(groupKey(group), opened(group));
  }

  #change(alert: string, changed: (entry: Entry, to: Receiver) => Entry | null): void {
    const keys = KINDS.map(kind => entryKey({ alert, kind }));
    for (const [group, { entries, to }] of this.#groups)
      for (const key of keys) {
        const entry = entries.get(key);
        if (!entry) continue;
        const now = changed(entry, to);
        if (now === entry) continue;
        if (now) entries.set(key, now);
        else entries.delete(key);
        this.#touched.add(group);
      }
  }
}

const entryKey = ({ alert, kind }: Pick<Entry, "alert" | "kind">): string => `${kind} ${alert}`;
const plain = (group: Open): Group => ({ ...group, entries: [...group.entries.values()] });
const opened = (group: Group): Open => ({
  ...group,
  entries: new Map(group.entries.map(entry => [entryKey(entry), entry])),
});
