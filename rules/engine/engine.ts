import type { Alert } from "../alert/alert.ts";
import { acknowledge, clear } from "../alert/life.ts";
import { CLEAR, due, type Hold, hold, moved } from "../condition/hold.ts";
import { NO, type Truth, truthWord, UNKNOWN, YES } from "../language/truth.ts";
import { QUALITIES, type ReadingColumns } from "../reading/columns.ts";
import type { Reading } from "../reading/reading.ts";
import type { Signal } from "../reading/signal.ts";
import type { Site } from "../site/model.ts";
import type { PhaseSpan } from "../time/calendar.ts";
import { after, hours, type Instant, type Millis, millis } from "../time/instant.ts";
import { Agenda } from "./agenda.ts";
import { clockMoved } from "./clock-moved.ts";
import { type Decisions, noDecisions } from "./decisions.ts";
import type { Watch } from "./finders.ts";
import { Findings } from "./findings.ts";
import { inForce } from "./force.ts";
import type { Input, Look, Outcome, Tally } from "./input.ts";
import type { Rulebook } from "./rulebook.ts";
import { type Change, Signals } from "./signals.ts";
import { dayNumber, registerDates } from "./slots.ts";
import { believable, type EngineState } from "./state.ts";
import { scansOf, usesOf, watchesOf } from "./watches.ts";

/**
 * The engine: readings, ticks and commands in, decisions out. Mutable inside, deterministic outside: the same inputs
 * give the same decisions, `state()` and a new engine from it go on as if nothing had happened, and it never asks the
 * world anything.
 */
export class Engine {
  readonly signals: Signals;
  readonly #site: Site;
  readonly #book: Rulebook;
  readonly #watches: readonly Watch[];
  /** Watches before this index are rules; the rest watch over sources. */
  readonly #rules: number;
  readonly #holds: Hold[];
  readonly #force: Uint8Array;
  readonly #judgedAt: Float64Array;
  readonly #dueAt: Float64Array;
  /** Moments to come: of points to turn stale, of watches to be found, and of the next edge of the hall's day. */
  readonly #agenda: Agenda;
  readonly #uses: readonly (readonly number[])[];
  readonly #scanOf: ReadonlyMap<number, number>;
  readonly #findings = new Findings();
  #now: Instant;
  #span: PhaseSpan;
  #out: Decisions = noDecisions();
  #isCatchingUp = false;

  /**
   * @param start  the hall's time now
   * @param state  what an earlier engine left; deadlines that passed since then are judged at their own times
   */
  constructor(site: Site, book: Rulebook, start: Instant, state: EngineState | null = null) {
    this.#site = site;
    this.#book = book;
    this.signals = new Signals(site, book.slots.size, start);
    this.#watches = watchesOf(site, book, this.signals);
    this.#rules = book.instances.length;
    const count = this.#watches.length;
    this.#holds = new Array<Hold>(count).fill(CLEAR);
    this.#force = new Uint8Array(count).fill(YES);
    this.#judgedAt = new Float64Array(count);
    this.#dueAt = new Float64Array(count).fill(Number.NaN);
    this.#agenda = new Agenda(site.points.length + count + 1, thing => this.#whenDue(thing));
    this.#uses = usesOf(this.#watches, book.slots.size);
    this.#scanOf = scansOf(site, book.slots);
    const known = state && believable(state, start);
    this.#now = known?.at ?? start;
    this.#span = site.calendar.phaseAt(this.#now);
    this.#begin(start, known);
  }

  /** Takes one input and says what follows from it, up to its time. */
  step(input: Input): Outcome {
    if (input.is === "columns") this.#takeColumns(input.columns);
    if (input.is === "clock-moved") this.#move(input.by, input.at);
    else this.#advance(input.at);
    let refused: string | undefined;
    if (input.is === "readings") for (const reading of input.readings) this.#take(reading);
    if (input.is === "acknowledge") refused = this.#acknowledge(input);
    const out = this.#out;
    this.#out = noDecisions();
    return refused === undefined ? out : { ...out, refused };
  }

  /** Everything that a new engine needs to go on from here. */
  state(): EngineState {
    const holds = this.#watches.map(({ key }, index) => ({ key, hold: this.#holds[index] as Hold }));
    return {
      at: this.#now,
      alerts: this.#findings.alerts(),
      holds: holds.filter(stored => stored.hold.is !== "clear"),
      signals: this.#site.points
        .map(({ index }) => this.signals.of(index))
        .filter(signal => signal.state !== "never"),
      memos: [],
    };
  }

  /** Signals that changed since the last call, for a checkpoint: ages survive a restart. */
  takeTouchedSignals(): Signal[] {
    return this.signals.takeTouched();
  }

  now(): Instant {
    return this.#now;
  }

  hours(): PhaseSpan {
    return this.#span;
  }

  openAlerts(): readonly Alert[] {
    return this.#findings.alerts();
  }

  tally(): Tally {
    const tally = { instances: this.#rules, yes: 0, no: 0, unknown: 0, notInForce: 0 };
    for (let watch = 0; watch < this.#rules; watch++) {
      if (this.#force[watch] === NO) tally.notInForce++;
      else tally[truthWord(this.#truth(watch))]++;
    }
    return tally;
  }

  /** What a rule says now for one target, by its key `<rule>/<target>`; null when there is no such instance. */
  look(key: string): Look | null {
    const index = this.#watches.findIndex((watch, at) => at < this.#rules && watch.key === key);
    const watch = this.#watches[index];
    if (!watch) return null;
    const says = this.#force[index] === NO ? "not-in-force" : truthWord(this.#truth(index));
    return { says, hold: this.#holds[index] as Hold, evidence: watch.evidence() };
  }

  // --- start ---------------------------------------------------------------------------------------------------

  #begin(start: Instant, state: EngineState | null): void {
    for (const [slot, date] of registerDates(this.#site, this.#book.slots)) this.signals.judged[slot] = date;
    if (state) this.#restore(state);
    for (const point of this.#site.points) this.#queuePoint(point.index);
    this.#isCatchingUp = true;
    this.#edge(this.#now);
    for (let watch = 0; watch < this.#watches.length; watch++) this.#judge(watch, this.#now);
    this.#advance(start);
    this.#isCatchingUp = false;
    for (let watch = this.#rules; watch < this.#watches.length; watch++) this.#judge(watch, this.#now);
  }

  #restore(state: EngineState): void {
    const points = new Map(this.#site.points.map(({ id, index }) => [id, index]));
    for (const signal of state.signals) {
      const point = points.get(signal.point);
      if (point === undefined) continue;
      this.signals.restore(point, signal);
      this.#noteScan(point, signal.at);
    }
    const watches = new Map(this.#watches.map(({ key }, index) => [key, index]));
    for (const stored of state.holds) {
      const watch = watches.get(stored.key);
      if (watch === undefined) continue;
      this.#setHold(watch, stored.hold);
      this.#findings.restoreHold(this.#watches[watch] as Watch, stored.hold);
    }
    this.#findings.restore(state.alerts);
    for (const orphan of this.#findings.orphans())
      this.#tell(this.#findings.keep(clear(orphan, null, orphan.evidence, this.#now, "rule-removed")));
  }

  // --- time ----------------------------------------------------------------------------------------------------

  /** Lets every deadline up to `to` happen, each at its own time. The engine's time never goes back. */
  #advance(to: Instant): void {
    const points = this.#site.points.length;
    for (let due = this.#agenda.take(to); due; due = this.#agenda.take(to)) {
      const { thing, at } = due;
      if (at > this.#now) this.#now = at;
      if (thing < points) this.#expire(thing, at);
      else if (thing < points + this.#watches.length) this.#ripen(thing - points, at);
      else this.#edge(at);
    }
    if (to > this.#now) this.#now = to;
  }

  /**
   * Goes on at another time of day. What has passed stays passed and no more: ages, holds and deadlines move with the
   * clock; only what the hour itself decides (what is in force, which date it is) is judged anew.
   */
  #move(by: Millis, at: Instant): void {
    this.#advance(after(at, millis(-by)));
    this.#now = at;
    this.signals.move(by);
    this.#agenda.clear();
    for (const { index } of this.#site.points) {
      this.#queuePoint(index);
      this.#keepSignal(index);
    }
    for (const [watch, { key }] of this.#watches.entries()) {
      this.#judgedAt[watch] = 0;
      const hold = moved(this.#holds[watch] as Hold, by);
      this.#setHold(watch, hold);
      this.#out.holds.set(key, { key, hold });
    }
    this.#edge(at);
    const { subject, finding, evidence } = clockMoved(this.#site, by, at);
    this.#tell(this.#findings.happened(subject, finding, evidence, at));
  }

  #queuePoint(point: number): void {
    if (!this.signals.isBlind(point)) this.#agenda.add(point, this.signals.staleAt(point));
  }

  #expire(point: number, at: Instant): void {
    if (this.signals.expire(point, at)) this.#react(point, at, true);
    else this.#queuePoint(point);
  }

  #whenDue(thing: number): number {
    const points = this.#site.points.length;
    if (thing < points) return this.signals.staleAt(thing);
    return this.#dueAt[thing - points] ?? Number.NEGATIVE_INFINITY;
  }

  #ripen(watch: number, at: Instant): void {
    if (this.#dueAt[watch] === at) this.#judge(watch, at);
    else this.#agenda.add(this.#site.points.length + watch, this.#dueAt[watch] as number);
  }

  /** The hall's day moved on: what is in force and which date it is may differ from here on. */
  #edge(at: Instant): void {
    const { calendar } = this.#site;
    const { slots, instances } = this.#book;
    this.#span = calendar.phaseAt(at);
    const changed = new Set<number>();
    const set = (slot: number, value: number): void => {
      if (Object.is(this.signals.judged[slot], value)) return;
      this.signals.judged[slot] = value;
      for (const watch of this.#uses[slot] ?? []) changed.add(watch);
    };
    set(slots.today, dayNumber(calendar.dateAt(at)));
    const inspection = calendar.mondayInspection(at);
    set(slots.monday, inspection ? dayNumber(inspection.monday) : Number.NaN);
    for (const [watch, { rule }] of instances.entries()) {
      const force = inForce(rule, this.#span, calendar, at);
      if (force !== this.#force[watch]) changed.add(watch);
      this.#force[watch] = force;
    }
    for (const watch of changed) this.#judge(watch, at);
    this.#agenda.add(
      this.#site.points.length + this.#watches.length,
      calendar.nextEdge(at) ?? after(at, hours(1)),
    );
  }

  // --- readings ------------------------------------------------------------------------------------------------

  #take(reading: Reading): void {
    const { point, value, at, receivedAt } = reading;
    if (reading.quality === "good") this.#takeGood(point, value, at, receivedAt);
    else this.#changed(point, at, this.signals.takeUnjudged(reading));
  }

  /** The same for a reading that is no object: most are good, and a year of them must not be garbage. */
  #takeGood(point: number, value: number, at: Instant, receivedAt: Instant): void {
    const change = this.signals.takeGood(point, value, at, Math.min(at, receivedAt), this.#now);
    if (this.#scanOf.size > 0) this.#scan(point, at);
    this.#changed(point, at, change);
  }

  #takeColumns({ rows, at, value, point, quality }: ReadingColumns): void {
    for (let row = 0; row < rows; row++) {
      const moment = at[row] as Instant;
      if (moment > this.#now) this.#advance(moment);
      if (quality[row] === 0) this.#takeGood(point[row]!, value[row]!, moment, moment);
      else
        this.#take({
          point: point[row]!,
          value: value[row]!,
          at: moment,
          receivedAt: moment,
          quality: QUALITIES[quality[row]!] ?? "bad",
        });
    }
  }

  #changed(point: number, at: Instant, change: Change): void {
    if (change === "none") return;
    if (change === "state") this.#queuePoint(point);
    this.#react(point, Math.min(at, this.#now) as Instant, change === "state");
  }

  /** A scan of an extinguisher is an inspection of the day that it was made on. */
  #scan(point: number, at: Instant): void {
    const slot = this.#noteScan(point, at);
    if (slot !== null) for (const watch of this.#uses[slot] ?? []) this.#judge(watch, at);
  }

  /** The slot that a scan moved on; null when it was none or is no news. */
  #noteScan(point: number, at: Instant): number | null {
    const slot = this.#scanOf.get(point);
    if (slot === undefined || at === 0) return null;
    const day = dayNumber(this.#site.calendar.dateAt(at));
    if (day <= (this.signals.judged[slot] as number)) return null;
    this.signals.judged[slot] = day;
    return slot;
  }

  #react(point: number, at: Instant, isStateChange: boolean): void {
    if (isStateChange) this.#keepSignal(point);
    for (const watch of this.#uses[point] as readonly number[]) this.#judge(watch, at);
  }

  #keepSignal(point: number): void {
    const signal = this.signals.of(point);
    this.#out.signals.set(signal.point, signal);
  }

  // --- judgement -----------------------------------------------------------------------------------------------

  #truth(watch: number): Truth {
    const force = this.#force[watch] as Truth;
    if (force === NO) return NO;
    const { is } = this.#holds[watch] as Hold;
    const truth = (this.#watches[watch] as Watch).truth(is === "held" || is === "lost");
    return force === UNKNOWN && truth === YES ? UNKNOWN : truth;
  }

  #judge(watch: number, at: Instant): void {
    if (this.#isCatchingUp && watch >= this.#rules) return;
    const moment = Math.max(at, this.#judgedAt[watch] as number) as Instant;
    this.#judgedAt[watch] = moment;
    const before = this.#holds[watch] as Hold;
    const { key, plan, slots } = this.#watches[watch] as Watch;
    const now = hold(before, truthWord(this.#truth(watch)), moment, plan);
    if (now === before || (now.is === "clear" && before.is === "clear")) return;
    this.#setHold(watch, now);
    this.#out.holds.set(key, { key, hold: now });
    for (const slot of slots) if (slot < this.#site.points.length) this.#keepSignal(slot);
    const why = this.#force[watch] === NO ? "out-of-force" : "condition-ended";
    this.#tell(this.#findings.change(this.#watches[watch] as Watch, before, now, moment, why));
  }

  #setHold(watch: number, now: Hold): void {
    this.#holds[watch] = now;
    const { plan } = this.#watches[watch] as Watch;
    this.#dueAt[watch] = due(now, plan) ?? Number.NaN;
    this.#agenda.add(this.#site.points.length + watch, this.#dueAt[watch] as number);
  }

  #tell(transitions: Decisions["transitions"]): void {
    this.#out.transitions.push(...transitions);
  }

  #acknowledge({ alert: id, by, note, at }: Extract<Input, { is: "acknowledge" }>): string | undefined {
    const alert = this.#findings.byId(id);
    if (!alert) return `no open alert ${id}`;
    const result = acknowledge(alert, { by, note, at });
    if ("is" in result) return result.why;
    this.#tell(this.#findings.keep(result));
    return undefined;
  }
}
