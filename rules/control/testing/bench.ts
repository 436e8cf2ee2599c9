import { readFileSync } from "node:fs";
import type { OutOfService } from "../../alert/alert.ts";
import type { Signal, SignalState } from "../../reading/signal.ts";
import { onDuty } from "../../roster/duty.ts";
import type { Affair, Clerk, Done, Entry, Hall, Paper } from "../../routine/clerk.ts";
import type { ControlCommand } from "../../routine/command.ts";
import type { Site } from "../../site/model.ts";
import { parseSite } from "../../site/parse.ts";
import { type Instant, instant, millis } from "../../time/instant.ts";
import { controlClerk } from "../clerk.ts";
import type { ControlOrder } from "../order.ts";

/** A moment in Shanghai: `2025-07-08 18:00:00`. */
export const at = (text: string): Instant => instant(Date.parse(`${text.replace(" ", "T")}+08:00`));

/** The hall that switches, with its text changed. */
export const switched = (change: (text: string) => string = text => text): Site => {
  const text = readFileSync(new URL("../../packs/sites/switched.yaml", import.meta.url), "utf8");
  const parsed = parseSite(change(text), "switched.yaml");
  if (parsed.is !== "site") throw new Error(JSON.stringify(parsed.problems));
  return parsed.site;
};

type Ask = ControlCommand extends infer C ? (C extends ControlCommand ? Omit<C, "at"> : never) : never;

/** What a driver would have been told to write. */
export type Sent = {
  readonly order: string;
  readonly attempt: number;
  readonly point: string;
  readonly to: number;
  readonly at: Instant;
  /** Whether the gateway ran then: what it only catches up with must send nothing. */
  readonly isRunning: boolean;
};

/** The clerk at work in a hall; with `isRestarted` another takes over its papers before each step. */
export class Bench {
  site: Site;
  readonly sent: Sent[] = [];
  readonly entries: Entry[] = [];
  /** Every paper as it was written last. */
  readonly kept = new Map<string, Paper>();
  readonly services = new Map<string, OutOfService>();
  readonly #signals = new Map<number, Signal>();
  readonly #isRestarted: boolean;
  readonly #seen: (hall: Hall) => Hall;
  #clerk: Clerk;
  #now: Instant;
  #startedAt: Instant;

  /** @param seen  what the clerk is shown of the hall, where that is not how it is: to see that laws catch it */
  constructor(
    site: Site,
    from: Instant,
    {
      isRestarted = false,
      seen = hall => hall,
    }: { readonly isRestarted?: boolean; readonly seen?: (hall: Hall) => Hall } = {},
  ) {
    this.site = site;
    this.#now = from;
    this.#startedAt = from;
    this.#isRestarted = isRestarted;
    this.#seen = seen;
    this.#clerk = this.#make();
  }

  get now(): Instant {
    return this.#now;
  }

  get hall(): Hall {
    const { site, services } = this;
    const now = this.#now;
    return this.#seen({
      site,
      calendar: site.calendar,
      now,
      startedAt: this.#startedAt,
      span: site.calendar.phaseAt(now),
      setting: () => null,
      signalOf: point => this.signal(point),
      alerts: () => [],
      services: () => Array.from(services, ([target, outOfService]) => ({ target, outOfService })),
      roster: () => site.roster,
      onDuty: role => onDuty(site, site.roster, role, now),
      isApproved: () => false,
      papers: kind => this.#clerk.papers().filter(paper => paper.kind === kind),
    });
  }

  signal(point: number): Signal {
    const { id = "" } = this.site.points[point] ?? {};
    return (
      this.#signals.get(point) ?? {
        point: id,
        state: "never",
        value: Number.NaN,
        at: instant(0),
        since: instant(0),
      }
    );
  }

  index(id: string): number {
    const found = this.site.points.find(each => each.id === id);
    if (!found) throw new Error(`there is no point ${id}`);
    return found.index;
  }

  /** Time goes on: the clerk is woken at each of its moments. */
  pass(length: number): void {
    const end = instant(this.#now + length);
    for (let due = this.#clerk.dueAt(); due <= end; due = this.#clerk.dueAt()) {
      this.#now = instant(Math.max(due, this.#now));
      this.#restart();
      this.#take(this.#clerk.wake(this.hall));
      if (this.#clerk.dueAt() <= this.#now) throw new Error("it is due again at once, for ever");
    }
    this.#now = end;
  }

  /** Nobody runs meanwhile: the clerk begins again from its papers, and catches up with its moments. */
  sleep(length: number): void {
    this.#startedAt = instant(this.#now + length);
    this.#begin();
    this.pass(length);
  }

  /** The gateway starts again with another site file, in which every point is where it was. */
  startWith(site: Site): void {
    this.site = site;
    this.#begin();
  }

  /** A device says a word or a number; `ago`: how long ago it was measured, where it comes late. */
  hear(id: string, said: string | number, ago = 0): void {
    const index = this.index(id);
    const { words } = this.site.points[index]?.class ?? {};
    const value = typeof said === "string" ? (words?.indexOf(said) ?? -1) : said;
    const measured = instant(this.#now - ago);
    const known = this.#signals.get(index);
    if (known === undefined || measured >= known.at)
      this.#signals.set(index, { point: id, state: "good", value, at: measured, since: measured });
    this.#restart();
    if (this.#clerk.listensTo(index)) this.#take(this.#clerk.heard(this.hall, index, measured, value));
  }

  /** A point falls silent or its device fails; the last value stays known. */
  lose(id: string, state: Exclude<SignalState, "good">): void {
    const index = this.index(id);
    this.#signals.set(index, { ...this.signal(index), state, since: this.#now });
    this.#restart();
    if (this.#clerk.listensTo(index)) this.#take(this.#clerk.heard(this.hall, index, this.#now, null));
  }

  /** Somebody asks; undefined when it is done, else why not. */
  ask(command: Ask): string | undefined {
    this.#restart();
    const done = this.#clerk.obey(this.hall, { ...command, at: this.#now } as ControlCommand);
    if (!done) throw new Error(`${command.is} is none of the clerk's business`);
    if ("why" in done) {
      if (done.done) this.#take(done.done);
      return done.why;
    }
    this.#take(done);
    return undefined;
  }

  /** A driver says what came of the last attempt of an order. */
  answer(order: string, outcome: "done" | "refused" | "unknown", why = ""): string | undefined {
    const attempt = this.order(order)?.attempts.length ?? 0;
    return this.ask({ is: "control-tried", by: "hallwatch", control: order, attempt, outcome, why });
  }

  /** A rule finds that something should be switched, or does no longer. */
  cue(rule: string, target: string, to: string | number, isOn: boolean): void {
    this.#restart();
    const name = { zh: target, en: target };
    const about = { fact: rule, rule, target, targetName: name, zone: "hall", isOn };
    this.#take(this.#clerk.cued(this.hall, { ...about, propose: { role: "command", to } }));
  }

  move(by: number): void {
    this.#now = instant(this.#now + by);
    this.#startedAt = instant(Math.min(this.#startedAt, this.#now));
    for (const [point, signal] of this.#signals)
      this.#signals.set(point, { ...signal, at: instant(signal.at + by), since: instant(signal.since + by) });
    this.#restart();
    this.#take(this.#clerk.move(this.hall, millis(by)));
  }

  order(id: string): ControlOrder | undefined {
    return this.kept.get(`control:${id}`)?.value as ControlOrder | undefined;
  }

  orders(): readonly ControlOrder[] {
    return [...this.kept.values()]
      .filter(({ kind }) => kind === "control")
      .map(({ value }) => value as ControlOrder);
  }

  affairs(): readonly Affair[] {
    return this.#clerk.affairs(this.hall);
  }

  whats(id: string): readonly string[] {
    return this.entries.filter(({ paper }) => paper === id).map(({ what }) => what);
  }

  #take({ entries, papers }: Done): void {
    this.entries.push(...entries);
    for (const paper of papers) {
      const key = `${paper.kind}:${paper.id}`;
      const before = this.kept.get(key)?.value as ControlOrder | undefined;
      this.kept.set(key, paper);
      if (paper.kind !== "control") continue;
      const order = paper.value as ControlOrder;
      const last = order.attempts.at(-1);
      if (last?.outcome === "waiting" && (before?.attempts.length ?? 0) < order.attempts.length)
        this.sent.push({
          order: order.id,
          attempt: last.number,
          point: order.point,
          to: order.to,
          at: this.#now,
          isRunning: this.#startedAt <= this.#now,
        });
    }
  }

  #make(): Clerk {
    return controlClerk({ site: this.site, duties: [], settings: () => null });
  }

  #begin(): void {
    const open = [...this.kept.values()].filter(({ isOpen }) => isOpen);
    this.#clerk = this.#make();
    this.#clerk.restore(JSON.parse(JSON.stringify(open)));
  }

  #restart(): void {
    if (this.#isRestarted) this.#begin();
  }
}
