import { readFileSync } from "node:fs";
import type { Alert, OutOfService, Transition } from "../../alert/alert.ts";
import type { SettledDuty } from "../../language/duty.ts";
import type { Signal } from "../../reading/signal.ts";
import { onDuty } from "../../roster/duty.ts";
import type { Site } from "../../site/model.ts";
import { parseSite } from "../../site/parse.ts";
import type { Roster } from "../../site/roster.ts";
import type { HallCalendar } from "../../time/calendar.ts";
import { type Instant, instant, millis } from "../../time/instant.ts";
import type { Clerk, ClerkFactory, Cue, Done, Entry, Hall, Paper, Reminder } from "../clerk.ts";
import type { RoutineCommand } from "../command.ts";
import type { Task } from "../task.ts";

/** A moment in Shanghai: `2025-07-15 10:03`, also with seconds. */
export const at = (text: string): Instant =>
  instant(Date.parse(`${text.replace(" ", "T")}${text.length > 16 ? "" : ":00"}+08:00`));

/** The service hall that the rules are played in, with more written into its file. */
export const siteA = (more = ""): Site => {
  const text = readFileSync(new URL("../../packs/sites/site-a.yaml", import.meta.url), "utf8");
  const parsed = parseSite(text + more, "site-a.yaml");
  if (parsed.is !== "site") throw new Error(JSON.stringify(parsed.problems));
  return parsed.site;
};

/** What the world around a clerk is like; a test changes it as it goes. */
export type World = {
  alerts: readonly Alert[];
  papers: readonly Paper[];
  roster: Roster;
  /** The site's, until days are announced. */
  calendar: HallCalendar;
  readonly signals: Map<number, Signal>;
  readonly services: Map<string, OutOfService>;
};

/** What may be asked for, without the moment. */
export type Ask = RoutineCommand extends infer C ? (C extends RoutineCommand ? Omit<C, "at"> : never) : never;

/**
 * A clerk at work, with a hall around it. With `isRestarted` another clerk takes over its papers, as they come out of the
 * record, before each step.
 */
export class Desk {
  readonly site: Site;
  readonly world: World;
  readonly entries: Entry[] = [];
  readonly reminders: Reminder[] = [];
  readonly tickets: Done["tickets"][number][] = [];
  /** Every paper as it was written last, also what is not open any more. */
  readonly kept = new Map<string, Paper>();
  readonly #make: () => Clerk;
  readonly #isRestarted: boolean;
  #clerk: Clerk;
  #now: Instant;

  constructor(
    factory: ClerkFactory,
    site: Site,
    from: string,
    {
      isRestarted = false,
      settings = {},
      duties = [],
    }: {
      readonly isRestarted?: boolean;
      readonly settings?: Readonly<Record<string, number>>;
      readonly duties?: readonly SettledDuty[];
    } = {},
  ) {
    this.site = site;
    this.#make = () => factory({ site, duties, settings: name => settings[name] ?? null });
    this.#isRestarted = isRestarted;
    this.#clerk = this.#make();
    this.#now = at(from);
    this.world = {
      alerts: [],
      papers: [],
      roster: site.roster,
      calendar: site.calendar,
      signals: new Map(),
      services: new Map(),
    };
  }

  get hall(): Hall {
    const { site, world } = this;
    const now = this.#now;
    return {
      site,
      calendar: world.calendar,
      now,
      span: world.calendar.phaseAt(now),
      setting: () => null,
      signalOf: point => world.signals.get(point) ?? NEVER,
      alerts: () => world.alerts,
      services: () => Array.from(world.services, ([target, outOfService]) => ({ target, outOfService })),
      roster: () => world.roster,
      onDuty: role => onDuty(site, world.roster, role, now),
      isApproved: () => false,
      papers: kind => [...this.#clerk.papers(), ...world.papers].filter(paper => paper.kind === kind),
    };
  }

  get clerk(): Clerk {
    return this.#clerk;
  }

  papers(): readonly Paper[] {
    return this.#clerk.papers();
  }

  /** Time goes on: the clerk is woken at each of its moments. */
  until(text: string): void {
    const end = at(text);
    for (let due = this.#clerk.dueAt(); due <= end; due = this.#clerk.dueAt()) {
      this.#now = instant(Math.max(due, this.#now));
      this.#restart();
      this.#take(this.#clerk.wake(this.hall));
      if (this.#clerk.dueAt() <= this.#now) throw new Error("it is due again at once, for ever");
    }
    this.#now = end;
  }

  /** A task as it was written last. */
  task(id: string): Task {
    const paper = this.kept.get(`task:${id}`);
    if (!paper) throw new Error(`there is no task ${id}`);
    return paper.value as Task;
  }

  /** Nobody runs until then; the clerk is woken once, with all its moments behind it. */
  sleep(text: string): void {
    this.#now = at(text);
    this.#clerk = this.#make();
    this.#clerk.restore(JSON.parse(JSON.stringify([...this.kept.values()].filter(({ isOpen }) => isOpen))));
    this.#take(this.#clerk.wake(this.hall));
  }

  /** A person asks; undefined when it is done, else why not. */
  ask(text: string, command: Ask): string | undefined {
    this.until(text);
    this.#restart();
    const done = this.#clerk.obey(this.hall, { ...command, at: this.#now } as RoutineCommand);
    if (!done) throw new Error(`${command.is} is none of the clerk's business`);
    if ("why" in done) {
      if (done.done) this.#take(done.done);
      return done.why;
    }
    this.#take(done);
    return undefined;
  }

  /** A device says a word of its class; `source`: when it measured it, where it comes late. */
  hear(text: string, point: string, word: string, source = text): void {
    this.until(text);
    const found = this.site.points.find(({ id }) => id === point);
    const value = found?.class.words?.indexOf(word) ?? -1;
    if (!found || value < 0) throw new Error(`${point} never says ${word}`);
    const [known, moment] = [this.world.signals.get(found.index), at(source)];
    if (known === undefined || moment >= known.at) {
      const since = known?.state === "good" ? known.since : moment;
      this.world.signals.set(found.index, { point, state: "good", value, at: moment, since });
    }
    this.#restart();
    if (this.#clerk.listensTo(found.index))
      this.#take(this.#clerk.heard(this.hall, found.index, moment, value));
  }

  /** A cue begins or ends. */
  cue(text: string, cue: Cue): void {
    this.until(text);
    this.#restart();
    this.#take(this.#clerk.cued(this.hall, cue));
  }

  /** The calendar was changed. */
  plan(text: string, calendar: HallCalendar): void {
    this.until(text);
    this.world.calendar = calendar;
    this.#restart();
    this.#take(this.#clerk.wake(this.hall));
  }

  /** Alerts are otherwise now, by these transitions. */
  tell(text: string, transitions: readonly Transition[]): void {
    this.until(text);
    const changed = new Map(this.world.alerts.map(alert => [alert.id, alert]));
    for (const { alert } of transitions) changed.set(alert.id, alert);
    this.world.alerts = [...changed.values()].filter(({ closedAt }) => closedAt === null);
    this.#restart();
    this.#take(this.#clerk.told(this.hall, transitions));
  }

  /** The hall's clock was moved by so many milliseconds. */
  move(by: number): void {
    this.#now = instant(this.#now + by);
    this.#restart();
    this.#take(this.#clerk.move(this.hall, millis(by)));
  }

  /** Whom what is told now: `ticket-sign: hall-director`. */
  affairs(text: string): readonly string[] {
    this.until(text);
    return this.#clerk.affairs(this.hall).map(({ fact, finding }) => `${fact}: ${finding.tell.join(", ")}`);
  }

  #take({ entries, reminders, papers, services, tickets }: Done): void {
    this.entries.push(...entries);
    this.tickets.push(...tickets);
    this.reminders.push(...reminders);
    for (const paper of papers) this.kept.set(`${paper.kind}:${paper.id}`, paper);
    for (const { target, outOfService } of services)
      if (outOfService) this.world.services.set(target, outOfService);
      else this.world.services.delete(target);
  }

  #restart(): void {
    if (!this.#isRestarted) return;
    const open = [...this.kept.values()].filter(({ isOpen }) => isOpen);
    this.#clerk = this.#make();
    this.#clerk.restore(JSON.parse(JSON.stringify(open)));
  }
}

const NEVER: Signal = {
  point: "",
  state: "never",
  value: Number.NaN,
  at: instant(0),
  since: instant(0),
};
