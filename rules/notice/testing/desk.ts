import { acknowledge } from "../../alert/acknowledge.ts";
import type { Alert, Transition } from "../../alert/alert.ts";
import { clear, type Finding, join, raise } from "../../alert/life.ts";
import { shelve, unshelve } from "../../alert/put-aside.ts";
import { type Answer, isRefused } from "../../alert/refusal.ts";
import { escalate } from "../../alert/telling.ts";
import type { Person, Role } from "../../site/model.ts";
import type { NotifyPlan } from "../../site/notify-plan.ts";
import { hallCalendar } from "../../time/hall-calendar.ts";
import { type Instant, instant, seconds } from "../../time/instant.ts";
import { Dispatch } from "../dispatch.ts";
import type { Message } from "../message.ts";

const CLOSED = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } as const;
const calendar = hallCalendar({
  timeZone: "Asia/Shanghai",
  holidays: "none",
  staffFrom: null,
  week: CLOSED,
  dates: new Map(),
  seasons: new Map(),
});

export const people: readonly Person[] = [
  { id: "G1", name: "王伟", roles: ["guard"] },
  { id: "M1", name: "李娜", roles: ["duty-manager"] },
  { id: "F1", name: "赵磊", roles: ["facilities"] },
];

/** A moment of 2025-07-08 in Shanghai: `09:00` or `09:00:05`; `+1 09:00` is the day after. */
export const at = (text: string): Instant => {
  const [, days = "0", clock = "", second = ":00"] = /^(?:\+(\d+) )?(\d\d:\d\d)(:\d\d)?$/.exec(text) ?? [];
  return instant(Date.parse(`2025-07-${String(8 + Number(days)).padStart(2, "0")}T${clock}${second}+08:00`));
};

/** What was found, with what a test does not care about filled in. */
export const finding = (partial: Partial<Finding> = {}): Finding => ({
  rule: "r",
  clauses: ["C"],
  title: { zh: "r", en: "r" },
  level: "violation",
  priority: 3,
  steps: [],
  since: at("00:00"),
  gap: 0,
  tell: ["guard"],
  escalate: null,
  class: "security",
  ...partial,
});

/** Alerts by a short name, and the dispatch that hears what happens to them, on a clock that a test moves. */
export class Desk {
  dispatch: Dispatch;
  readonly sent: Message[] = [];
  readonly alerts = new Map<string, Alert>();
  readonly #quiet: NotifyPlan["quiet"];
  readonly #onDuty: (role: Role, at: Instant) => readonly Person[];
  now: Instant;

  constructor(
    start: Instant,
    quiet: NotifyPlan["quiet"] = null,
    onDuty: (role: Role, at: Instant) => readonly Person[] = role =>
      people.filter(({ roles }) => roles.includes(role)),
  ) {
    this.now = start;
    this.#quiet = quiet;
    this.#onDuty = onDuty;
    this.dispatch = this.#new();
  }

  #new(): Dispatch {
    return new Dispatch({ calendar, people, notify: { quiet: this.#quiet } }, this.#onDuty);
  }

  /** Goes on to a moment, sending what is due on the way, each at its own time; then the step ends. */
  until(to: Instant): void {
    for (let due = this.dispatch.soonest(); due <= to; due = this.dispatch.soonest()) {
      this.now = instant(Math.max(this.now, due));
      this.sent.push(...this.dispatch.send(this.now));
    }
    this.now = to;
  }

  /** Begins anew from what was stored, `down` later. */
  restart(down = seconds(0)): void {
    const memos = JSON.parse(JSON.stringify(this.dispatch.memos()));
    const before = this.now;
    this.now = instant(before + down);
    this.dispatch = this.#new();
    const open = [...this.alerts.values()].filter(({ closedAt }) => closedAt === null);
    this.dispatch.restore(memos, open, before);
    for (let due = this.dispatch.soonest(); due <= this.now; due = this.dispatch.soonest()) {
      const messages = this.dispatch.send(instant(Math.max(before, due)), this.now);
      this.sent.push(...messages);
      if (this.dispatch.soonest() === due) break;
    }
    this.until(this.now);
  }

  find(name: string, what: Partial<Finding> = {}): void {
    const subject = {
      site: "s",
      fact: "f",
      target: name,
      targetName: { zh: name, en: name },
      zone: "hall",
    };
    const open = this.alerts.get(name);
    const isOpen = open !== undefined && open.closedAt === null;
    this.#hear(
      name,
      isOpen
        ? join(open, finding(what), [], this.now)
        : [raise(subject, finding({ since: this.now, ...what }), [], this.now)],
    );
  }

  over(name: string): void {
    this.#on(name, alert =>
      alert.condition === "clear" ? [] : clear(alert, null, [], this.now, "condition-ended"),
    );
  }

  acknowledge(name: string, by = "王伟"): void {
    this.#on(name, alert => acknowledge(alert, { by, note: "", at: this.now }));
  }

  shelve(name: string): void {
    const until = instant(this.now + seconds(3600));
    this.#on(name, alert => shelve(alert, { is: "timed", by: "李娜", reason: "x", at: this.now, until }));
  }

  unshelve(name: string): void {
    this.#on(name, alert => unshelve(alert, "by-person", this.now));
  }

  escalate(name: string, role: Role): void {
    this.#on(name, alert =>
      alert.acknowledgement || alert.shelf || isTold(alert, role) ? [] : [escalate(alert, role, this.now)],
    );
  }

  /** What was sent since the last look: `09:00:05 found M1: D1, D2`. */
  look(): string[] {
    return this.sent.splice(0).map(line);
  }

  #on(name: string, what: (alert: Alert) => Answer): void {
    const alert = this.alerts.get(name);
    if (!alert || alert.closedAt !== null) return;
    const answer = what(alert);
    if (!isRefused(answer)) this.#hear(name, answer);
  }

  #hear(name: string, transitions: readonly Transition[]): void {
    for (const transition of transitions) {
      this.alerts.set(name, transition.alert);
      this.dispatch.hear(transition, this.now);
    }
    this.sent.push(...this.dispatch.send(this.now));
  }
}

const isTold = ({ told }: Alert, role: Role): boolean => told.some(each => each.role === role);

/** A message in a line: when, of what kind, to whom, about which targets. */
export const line = ({ at: when, kind, to, items }: Message): string => {
  const clock = new Date(when + 8 * 3_600_000).toISOString().slice(11, 19);
  return `${clock} ${kind} ${to.person ?? `@${to.role}`}: ${items.map(({ target }) => target).join(", ")}`;
};
