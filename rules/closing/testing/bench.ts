import type { Refusal } from "../../alert/refusal.ts";
import { Signals } from "../../engine/signals.ts";
import { hall, reading } from "../../engine/testing/hall.ts";
import type { SettledDuty } from "../../language/duty.ts";
import type { Signal } from "../../reading/signal.ts";
import type { Clerk, ClerkFactory, Done, Entry, Hall, Paper, Reminder } from "../../routine/clerk.ts";
import type { RoutineCommand } from "../../routine/command.ts";
import type { Person, Site } from "../../site/model.ts";
import { type Instant, type Millis, minutes } from "../../time/instant.ts";

const person = (id: string, name: string, ...roles: Person["roles"]): Person => ({ id, name, roles });

/** The people of the test hall: two of staff, a guard, the duty manager, the director, the department above. */
export const PEOPLE: readonly Person[] = [
  person("E1", "周婷", "staff"),
  person("E2", "吴昊", "staff"),
  person("G1", "王伟", "guard"),
  person("M1", "李娜", "duty-manager"),
  person("H1", "陈静", "hall-director"),
  person("P1", "何刚", "superior"),
  person("C", "冯秀兰", "cleaner"),
];

/** A small hall that closes at 17:30: doors, one of them a way of escape, a window, lights, a printer, the security circuit. */
export const closingHall = (): Site => ({
  ...hall(
    {
      D1: ["door", "hall", "contact", "lock"],
      D2: ["door", "back", "contact", "lock"],
      D3: ["door", "hall", "contact", "lock", "release"],
      W1: ["window", "off2", "contact"],
      "L-hall": ["light-circuit", "hall", "power"],
      "L-off2": ["light-circuit", "off2", "power"],
      "E-prt": ["power-circuit", "off1", "power"],
      SEC: ["power-circuit", "back", "power"],
      T1: ["terminal", "hall", "online"],
      QUEUE: ["queue-machine", "hall", "online"],
    },
    { hall: ["occupancy"], off1: ["occupancy"], off2: ["occupancy"], back: [] },
    {},
    {
      D3: { tags: ["escape"] },
      SEC: { use: "security", alwaysOn: true },
      "E-prt": { use: "equipment" },
    },
  ),
  people: PEOPLE,
});

/** Everything closed, locked, off and empty; the security circuit on. */
export const SHUT: Readonly<Record<string, number>> = {
  "D1.contact": 0,
  "D1.lock": 0,
  "D2.contact": 0,
  "D2.lock": 0,
  "D3.contact": 0,
  "D3.lock": 0,
  "D3.release": 0,
  "W1.contact": 0,
  "L-hall.power": 0,
  "L-off2.power": 0,
  "E-prt.power": 2,
  "SEC.power": 90,
  "hall.occupancy": 0,
  "off1.occupancy": 0,
  "off2.occupancy": 0,
};

/** The settings that the packs would have. */
const SETTINGS: Readonly<Record<string, number>> = {
  closing_due: minutes(30),
  closing_must: minutes(75),
  closing_latest: minutes(240),
  closing_warning: minutes(15),
};

/** What a lying world makes of a signal: for tests that must be able to fail. */
export type Lie = (signal: Signal, now: Instant) => Signal;

/**
 * A clerk in a hall of its own: real signals, a real calendar, time that goes from one moment to the next. Papers are kept
 * as JSON, as a record would keep them.
 */
export class Bench {
  readonly site: Site;
  readonly signals: Signals;
  readonly entries: Entry[] = [];
  readonly reminders: Reminder[] = [];
  /** All papers that were ever kept, by kind and id. */
  readonly kept = new Map<string, Paper>();
  /** Zones with an approved activity, and papers of other clerks. */
  approved: readonly string[] = [];
  others: readonly Paper[] = [];
  now: Instant;
  clerk: Clerk;
  readonly #factory: ClerkFactory;
  readonly #duties: readonly SettledDuty[];
  readonly #lie: Lie;
  readonly #settings: Hall["setting"];

  constructor(
    factory: ClerkFactory,
    start: Instant,
    options: {
      readonly site?: Site;
      readonly duties?: readonly SettledDuty[];
      readonly lie?: Lie;
      readonly settings?: Hall["setting"];
    } = {},
  ) {
    this.site = options.site ?? closingHall();
    this.#factory = factory;
    this.#duties = options.duties ?? [];
    this.#lie = options.lie ?? (signal => signal);
    this.#settings = options.settings ?? usual;
    this.signals = new Signals(this.site, this.site.points.length, start);
    this.now = start;
    this.clerk = this.#made();
    this.#take(this.clerk.wake(this.hall()));
  }

  #made(): Clerk {
    return this.#factory({ site: this.site, duties: this.#duties, settings: this.#settings });
  }

  hall(): Hall {
    const { site, now } = this;
    return {
      site,
      calendar: site.calendar,
      now,
      span: site.calendar.phaseAt(now),
      setting: this.#settings,
      signalOf: point => this.#lie(this.signals.of(point), now),
      alerts: () => [],
      services: () => [],
      roster: () => site.roster,
      onDuty: role => site.people.filter(({ roles }) => roles.includes(role)),
      isApproved: zone => this.approved.includes(zone),
      papers: kind =>
        [...this.kept.values(), ...this.others].filter(paper => paper.isOpen && paper.kind === kind),
    };
  }

  /** Lets time go on: the clerk is woken at its moments and at the edges of the day, silence is noticed when it comes. */
  goOn(to: Instant): void {
    for (;;) {
      const edge = this.site.calendar.nextEdge(this.now) ?? Number.POSITIVE_INFINITY;
      const due = this.clerk.dueAt();
      const silent = this.#nextSilence();
      const next = Math.min(edge, Math.max(due, this.now), silent.at);
      if (next > to) break;
      this.now = next as Instant;
      if (edge === next || due <= next) this.#take(this.clerk.wake(this.hall()));
      if (silent.at === next && this.signals.expire(silent.point, this.now))
        this.#tell(silent.point, this.now, null);
    }
    this.now = to;
  }

  #nextSilence(): { readonly at: number; readonly point: number } {
    let found = { at: Number.POSITIVE_INFINITY, point: -1 };
    for (const { index } of this.site.points) {
      const at = this.signals.staleAt(index);
      if (at < found.at && !this.signals.isBlind(index)) found = { at: Math.max(at, this.now), point: index };
    }
    return found;
  }

  read(point: string, value: number | string, when: Instant = this.now): void {
    const { point: index, value: number } = reading(this.site, point, value, when);
    this.signals.takeGood(index, number, when, Math.min(when, this.now), this.now);
    this.#tell(index, when, number);
  }

  fail(point: string): void {
    const { point: index } = reading(this.site, point, 0, this.now);
    const at = this.now;
    this.signals.takeUnjudged({
      point: index,
      at,
      receivedAt: at,
      value: Number.NaN,
      quality: "bad",
      reason: "no answer",
    });
    this.#tell(index, at, null);
  }

  /** A broker's memory of a point, without a time of its own: it is news to nobody. */
  remember(point: string, value: number): void {
    const { point: index } = reading(this.site, point, 0, this.now);
    const at = this.now;
    this.signals.takeUnjudged({ point: index, at, receivedAt: at, value, quality: "uncertain" });
  }

  /** All points say what they should, but for what differs. */
  readAll(differ: Readonly<Record<string, number | string>> = {}): void {
    for (const [point, value] of Object.entries({ ...SHUT, ...differ })) this.read(point, value);
  }

  #tell(point: number, when: Instant, value: number | null): void {
    if (this.clerk.listensTo(point)) this.#take(this.clerk.heard(this.hall(), point, when, value));
  }

  /** Undefined: done; otherwise why not. */
  ask(command: RoutineCommand): string | undefined {
    const answer = this.clerk.obey(this.hall(), command);
    if (answer === undefined) return "not understood";
    if ("is" in answer) {
      if (answer.done) this.#take(answer.done);
      return (answer as Refusal).why;
    }
    this.#take(answer);
    return undefined;
  }

  /** An activity begins or ends. */
  approve(...zones: readonly string[]): void {
    this.approved = zones;
    this.#take(this.clerk.wake(this.hall()));
  }

  restart(): void {
    const papers = JSON.parse(JSON.stringify([...this.kept.values()])) as Paper[];
    this.clerk = this.#made();
    this.clerk.restore(papers.filter(({ isOpen, kind }) => isOpen && this.clerk.kinds.includes(kind)));
    this.#take(this.clerk.wake(this.hall()));
  }

  moveClock(by: Millis): void {
    this.now = (this.now + by) as Instant;
    this.signals.move(by);
    this.#take(this.clerk.move(this.hall(), by));
    this.#take(this.clerk.wake(this.hall()));
  }

  /** The papers of a kind as they were kept last. */
  valuesOf<T>(kind: Paper["kind"]): readonly T[] {
    return [...this.kept.values()].filter(paper => paper.kind === kind).map(({ value }) => value as T);
  }

  #take({ entries, papers, reminders }: Done): void {
    this.entries.push(...entries);
    this.reminders.push(...reminders);
    for (const paper of papers)
      this.kept.set(`${paper.kind}:${paper.id}`, JSON.parse(JSON.stringify(paper)) as Paper);
  }
}

const usual = (name: string): number | null => SETTINGS[name] ?? null;
