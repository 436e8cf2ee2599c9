import type { Reminder } from "../routine/clerk.ts";
import type { Role } from "../site/model.ts";
import { after, type Instant, type Millis } from "../time/instant.ts";
import type { DispatchSite } from "./dispatch.ts";
import { receiverKey } from "./group.ts";
import type { Message, Receiver } from "./message.ts";
import { quietOver } from "./quiet-hours.ts";
import type { OnDuty } from "./receivers.ts";
import { type IsAway, standsIn } from "./stand-in.ts";

const KEY = "notice/reminder/";

type Memo = { readonly key: string; readonly value: unknown };
type Waiting = { readonly reminder: Reminder; readonly dueAt: Instant };

/** Who is on duty and who is away, at a moment. */
export type Present = { readonly onDuty: OnDuty; isAway(role: Role, at: Instant): boolean };

/**
 * What people are told once although nothing is wrong. It keeps the quiet hours, goes to whoever is on duty by then, and
 * is not told any more once there is nothing left to remind of. All that it remembers is in its memos.
 */
export class Reminders {
  readonly #present: Present;
  readonly #quietOver: (at: Instant) => Instant;
  readonly #waiting = new Map<string, Waiting>();
  readonly #touched = new Set<string>();

  constructor({ notify, calendar }: Pick<DispatchSite, "notify" | "calendar">, present: Present) {
    this.#present = present;
    this.#quietOver = quietOver(notify, calendar);
  }

  /** @param from  nobody can hear of it before */
  add(reminder: Reminder, from: Instant): void {
    this.#keep({ reminder, dueAt: this.#quietOver(from) });
  }

  /** When something goes out next; Infinity: nothing waits. */
  soonest(): number {
    let first = Number.POSITIVE_INFINITY;
    for (const { dueAt } of this.#waiting.values()) first = Math.min(first, dueAt);
    return first;
  }

  /**
   * What goes out at a moment: one message for each receiver.
   *
   * @param isOpen  whether a paper, `<kind>:<id>`, is still open
   */
  send(at: Instant, isOpen: (paper: string) => boolean): readonly Message[] {
    if (this.soonest() > at) return [];
    const due = [...this.#waiting.values()].filter(({ dueAt }) => dueAt <= at).map(each => each.reminder);
    for (const { key } of due) {
      this.#waiting.delete(key);
      this.#touched.add(key);
    }
    const useful = due
      .filter(({ paper }) => paper === undefined || isOpen(paper))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const sent = useful.flatMap(reminder => this.#receivers(reminder, at).map(to => ({ to, reminder })));
    const byReceiver = Map.groupBy(sent, ({ to }) => receiverKey(to));
    return [...byReceiver.values()].map(all => messageOf(all, at));
  }

  /** The clock was moved: what was to come in four minutes comes in four, unless it is quiet then. */
  move(by: Millis): void {
    for (const { reminder, dueAt } of [...this.#waiting.values()])
      this.#keep({ reminder, dueAt: this.#quietOver(after(dueAt, by)) });
  }

  /** All that is to be kept over a restart. */
  memos(): readonly Memo[] {
    return Array.from(this.#waiting, ([key, value]) => ({ key: KEY + key, value }));
  }

  /** What of it is otherwise than when this was last asked. */
  takeTouched(): readonly Memo[] {
    if (this.#touched.size === 0) return [];
    const touched = Array.from(this.#touched, key => ({
      key: KEY + key,
      value: this.#waiting.get(key) ?? null,
    }));
    this.#touched.clear();
    return touched;
  }

  /** Puts back what an earlier one left. */
  restore(memos: readonly Memo[]): void {
    for (const { key, value } of memos)
      if (key.startsWith(KEY) && value !== null) this.#waiting.set(key.slice(KEY.length), value as Waiting);
  }

  #receivers({ role, person }: Reminder, at: Instant): readonly Receiver[] {
    if (person !== undefined) return [{ role, person }];
    const isAway: IsAway = each => this.#present.isAway(each, at);
    const found = new Map<string, Receiver>();
    for (const each of standsIn(role, isAway)) {
      const people = this.#present.onDuty(each, at);
      const all = people.length > 0 ? people.map(({ id }) => id) : [null];
      for (const own of all) {
        const to: Receiver = { role: each, person: own };
        if (!found.has(receiverKey(to))) found.set(receiverKey(to), to);
      }
    }
    return [...found.values()];
  }

  #keep(waiting: Waiting): void {
    this.#waiting.set(waiting.reminder.key, waiting);
    this.#touched.add(waiting.reminder.key);
  }
}

type Sent = { readonly to: Receiver; readonly reminder: Reminder };

const messageOf = (all: readonly Sent[], at: Instant): Message => {
  const [first] = all as readonly [Sent, ...Sent[]];
  return {
    key: `${first.reminder.key}:reminder:${receiverKey(first.to)}`,
    kind: "reminder",
    at,
    to: first.to,
    priority: 4,
    class: "housekeeping",
    isSilent: false,
    items: [],
    about: all.map(({ reminder: { paper, title, target, targetName, zone, steps } }) => ({
      ...(paper !== undefined && { paper }),
      title,
      target,
      targetName,
      zone,
      steps,
    })),
  };
};
