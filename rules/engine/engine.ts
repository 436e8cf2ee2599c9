import type { Alert, Shelf } from "../alert/alert.ts";
import type { Refusal } from "../alert/refusal.ts";
import { NO, truthWord } from "../language/truth.ts";
import type { Signal } from "../reading/signal.ts";
import type { Affair, Hall, Paper, PaperKind } from "../routine/clerk.ts";
import type { Site } from "../site/model.ts";
import type { Roster } from "../site/roster.ts";
import type { Activities, Notice } from "../time/activities.ts";
import type { PhaseSpan } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { liveCalendar } from "../time/live-calendar.ts";
import { advance } from "./advance.ts";
import { obey } from "./commands.ts";
import { type Core, core } from "./core.ts";
import { Days } from "./days.ts";
import { noDecisions } from "./decisions.ts";
import { type Input, isCommand, type Look, type Outcome, type Tally } from "./input.ts";
import { takeColumns, takeReading } from "./intake.ts";
import type { LateReading } from "./journal-runs.ts";
import { counter, stored, truthOf } from "./judge.ts";
import { followListings } from "./listings-due.ts";
import { moveClock } from "./move-clock.ts";
import { settleNotices } from "./notices.ts";
import { Office } from "./office.ts";
import { hallOf } from "./office-hall.ts";
import { cuedToClerks, settleClerks, toldToClerks } from "./office-work.ts";
import { openAlerts } from "./open-alerts.ts";
import { type LateCounts, Past } from "./past.ts";
import { judgePast } from "./past-judge.ts";
import { begin } from "./restore.ts";
import type { Instance, Lacking, Rulebook } from "./rulebook.ts";
import type { Service } from "./services.ts";
import { settingIn } from "./setting-in.ts";
import type { Signals } from "./signals.ts";
import { believable, type EngineState, type Memo } from "./state.ts";
import { followCauses } from "./suppressions-due.ts";

/**
 * The engine: readings, ticks and commands in, decisions out. Mutable inside, deterministic outside: the same inputs
 * give the same decisions, `state()` and a new engine from it go on as if nothing had happened, and it never asks the
 * world anything.
 */
export class Engine {
  readonly #core: Core;
  readonly #past: Past;

  /**
   * @param start  the hall's time now
   * @param state  what an earlier engine left; deadlines that passed since then are judged at their own times
   */
  constructor(site: Site, book: Rulebook, start: Instant, state: EngineState | null = null) {
    const known = state && believable(state, start);
    const calendar = liveCalendar(site.calendar);
    const days = new Days(calendar);
    days.restore(known?.state.papers ?? []);
    const own: Site = { ...site, calendar };
    this.#core = core(own, book, start, known?.state.at ?? start);
    const settings = (name: string) => settingIn(book.settings, name);
    const { duties, settings: allSettings, unwatched } = book;
    const material = { site: own, duties, settings, allSettings, ...(unwatched && { unwatched }) };
    this.#core.office = new Office(book, material, { hall: hallOf(this.#core), days });
    this.#core.days = days;
    this.#past = new Past(own, book, this.#core.now);
    this.#core.past = this.#past;
    this.#core.judgePast = at => judgePast(this.#core, this.#past, at);
    this.#core.follow = transitions => {
      followCauses(this.#core, transitions);
      followListings(this.#core, transitions);
      toldToClerks(this.#core, transitions);
    };
    this.#core.cue = cue => cuedToClerks(this.#core, cue);
    begin(this.#core, start, known);
  }

  /** Takes one input and says what follows from it, up to its time. */
  step(input: Input): Outcome {
    const refusal = this.#take(input);
    settleClerks(this.#core);
    settleNotices(this.#core);
    const { out } = this.#core;
    this.#core.out = noDecisions();
    if (!refusal) return out;
    return { ...out, refused: refusal.why, ...(refusal.by && { refusedBy: refusal.by }) };
  }

  #take(input: Input): Refusal | undefined {
    const hall = this.#core;
    if (input.is === "columns") takeColumns(hall, input.columns, advance);
    if (input.is === "clock-moved") moveClock(hall, input.by, input.at);
    else advance(hall, input.at);
    if (input.is === "readings") for (const reading of input.readings) takeReading(hall, reading);
    return isCommand(input) ? obey(hall, input) : undefined;
  }

  /** Everything that a new engine needs to go on from here. */
  state(): EngineState {
    const { now, watches, holds, signals, site, measures, escalations, activities, life, roster, dispatch } =
      this.#core;
    const { suppressions, listings, unheard } = this.#core;
    const open: number[] = [];
    for (let watch = 0; watch < watches.count; watch++) if (holds.of(watch).is !== "clear") open.push(watch);
    return {
      at: now,
      // As their last events left them: what has gone on since then goes on from the rest of the state.
      alerts: this.openAlerts().map(alert => life.ledger.of(alert)),
      holds: open.map(watch => stored(this.#core, watch)),
      signals: site.points.map(({ index }) => signals.of(index)),
      memos: [
        ...measures.save(),
        ...escalations.memos(),
        ...life.memos(),
        ...activities.memos(),
        ...this.#core.doors.memos(),
        ...roster.memos(),
        ...dispatch.memos(),
        ...this.#core.reminders.memos(),
        ...suppressions.memos(),
        ...listings.memos(),
        ...unheard.memos(),
        ...this.#past.memos(),
      ],
      papers: this.papers(),
    };
  }

  get signals(): Signals {
    return this.#core.signals;
  }

  /** Signals that changed since the last call, for a checkpoint: ages survive a restart. */
  takeTouchedSignals(): Signal[] {
    return this.#core.signals.takeTouched();
  }

  /** Functions over time that moved on since the last call, for the same checkpoint. */
  takeTouchedMemos(): Memo[] {
    return this.#core.measures.takeTouched();
  }

  now(): Instant {
    return this.#core.now;
  }

  hours(): PhaseSpan {
    return this.#core.span;
  }

  /** With the energy that was wasted up to now. */
  openAlerts(): readonly Alert[] {
    return openAlerts(this.#core, this.#core.now);
  }

  /** What is out of service. */
  services(): readonly Service[] {
    return this.#core.life.services.list();
  }

  /** Who is on duty when, with what people have said of absences. */
  roster(): Roster {
    return this.#core.roster.now();
  }

  /** Open papers, in the order of their kinds and ids. */
  papers(kind?: PaperKind): readonly Paper[] {
    const office = this.#core.office!;
    return kind === undefined ? office.allPapers() : office.papers(kind);
  }

  /** States of papers that others have heard of and that are not over. */
  get affairs(): readonly Affair[] {
    return this.#core.office!.affairs();
  }

  /** The hall as clerks see it, for whoever shows their papers. */
  get hall(): Hall {
    return this.#core.office!.hall;
  }

  /** What was asked for after hours and is not long over. */
  activities(): Activities {
    return this.#core.activities.list();
  }

  /** What it takes to know whether an activity was asked for early enough. */
  activityNotice(): Notice {
    return this.#core.activities.notice;
  }

  /** What came late. */
  late(): LateCounts {
    const { counts, waiting } = this.#past;
    return { ...counts, waiting: waiting.count };
  }

  /** Whether any rule sees the point, so that it matters what it said in the past. */
  isJudged(point: number): boolean {
    return this.#past.journal.has(point);
  }

  /**
   * Learns from history what a point said before the engine began, so that what comes late of that time can be judged.
   *
   * @param readings  since `from`, oldest first; a value of NaN: the device failed
   */
  remember(point: number, readings: readonly LateReading[], from: Instant): void {
    this.#past.journal.remember(point, readings, from);
  }

  /**
   * Takes over what an engine has heard of the past of the same hall under other rules, and what waits there to be judged.
   * To be called before the first step.
   */
  takeOver(earlier: Engine): void {
    const { agenda, things } = this.#core;
    this.#past.takeOver(earlier.#past);
    agenda.add(things.past, this.#past.waiting.dueAt());
  }

  /** How many rule instances say what now. */
  tally(): Tally {
    const { watches, forces } = this.#core;
    const tally = { instances: watches.rules, yes: 0, no: 0, unknown: 0, notInForce: 0 };
    for (let watch = 0; watch < watches.rules; watch++) {
      if (forces.of(watch) === NO) tally.notInForce++;
      else tally[truthWord(truthOf(this.#core, watch))]++;
    }
    return tally;
  }

  /** What a rule says now for one target, by its key `<rule>/<target>`; null when there is no such instance. */
  look(key: string): Look | null {
    const watch = this.#core.book.instances.findIndex(instance => instance.key === key);
    return watch < 0 ? null : this.#look(watch);
  }

  /** What is put aside, by `<fact>/<target>`, whether or not there is an open alert of it. */
  shelves(): ReadonlyMap<string, Shelf> {
    return this.#core.life.shelves.list();
  }

  /** What every rule says now for each of its targets, in the order of the rulebook. */
  looks(): readonly { readonly instance: Instance; readonly look: Look }[] {
    return this.#core.book.instances.map((instance, watch) => ({ instance, look: this.#look(watch) }));
  }

  /** Rules that cannot be judged for a target, because the hall lacks what they need to see. */
  lacking(): readonly Lacking[] {
    return this.#core.book.lacking;
  }

  #look(watch: number): Look {
    const { watches, forces, holds } = this.#core;
    const says = forces.of(watch) === NO ? "not-in-force" : truthWord(truthOf(this.#core, watch));
    const finder = watches.finder(watch, counter(this.#core, watch));
    const decisive = watches.parts(watch, holds.isFound(watch));
    return { says, hold: holds.of(watch), evidence: finder.evidence(), ...decisive };
  }
}
