import type { Transition } from "#rules/alert/alert.ts";
import { isEmpty } from "#rules/engine/decisions.ts";
import type { Command, Input, Outcome } from "#rules/engine/input.ts";
import type { Memo } from "#rules/engine/state.ts";
import type { Message } from "#rules/notice/message.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Signal } from "#rules/reading/signal.ts";
import type { Paper } from "#rules/routine/clerk.ts";
import { millis, seconds } from "#rules/time/instant.ts";
import type { Clock, Timer } from "../ports/clock.ts";
import type { LiveEngine, Rules } from "./live-engine.ts";
import type { Recorder } from "./recorder.ts";

/** More readings than this waiting to be judged are coalesced to the latest of each point. */
const LARGEST_QUEUE = 200_000;

export type LoopOptions = {
  readonly engine: LiveEngine;
  readonly clock: Clock;
  readonly recorder: Recorder;
  /** Called with every reading that came in, before it is judged. */
  readonly keep: (readings: readonly Reading[]) => void;
  /** Called after a step with the points that it touched. */
  readonly show: (touched: ReadonlySet<number>) => void;
  /** Called once what was decided is durable; what it means for people is in the outbox then. */
  readonly tell: (
    transitions: readonly Transition[],
    signals: readonly Signal[],
    messages: readonly Message[],
    papers: readonly Paper[],
  ) => void;
};

/** What a command led to. `waits`: why it is not durable yet; it will be recorded, in its order, once that is possible. */
export type Commanded = Outcome & { readonly waits?: string };

export type LoopCounts = { queued: number; readings: number; coalesced: number; lagMs: number };

/**
 * The one direction of data: readings, ticks and commands enter here in one order, the engine judges them, the recorder
 * makes the decisions durable, and only then is anybody told.
 */
export class Loop {
  readonly counts: LoopCounts = { queued: 0, readings: 0, coalesced: 0, lagMs: 0 };
  readonly #options: LoopOptions;
  #waiting: Reading[] = [];
  #timers: Timer[] = [];
  #isScheduled = false;
  #offeredAt = 0;

  constructor(options: LoopOptions) {
    this.#options = options;
  }

  start(): void {
    const { clock } = this.#options;
    this.#step({ is: "tick", at: clock.now() });
    this.#timers = [
      clock.every(millis(250), () => this.#step({ is: "tick", at: clock.now() })),
      clock.every(seconds(5), () => this.#checkpoint()),
      clock.every(seconds(1), () => this.#watchClock()),
    ];
  }

  /** Judges what still waits and stores the last ages; the recorder then has everything. */
  stop(): void {
    for (const timer of this.#timers) timer.stop();
    this.#drain();
    this.#checkpoint();
  }

  /** Takes readings in; they are judged within the same turn of the event loop. */
  offer(readings: readonly Reading[]): void {
    this.#options.keep(readings);
    this.counts.readings += readings.length;
    for (const reading of readings) this.#waiting.push(reading);
    if (this.#waiting.length > LARGEST_QUEUE) this.#coalesce();
    this.counts.queued = this.#waiting.length;
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#offeredAt = performance.now();
    setImmediate(() => this.#drain());
  }

  /**
   * Takes a person's command in; resolves when what it decided is durable, or when it is clear that it must wait.
   *
   * @param memos  what must become durable together with that, unless it is refused
   */
  command(input: Command, memos: readonly Memo[] = []): Promise<Commanded> {
    this.#drain();
    const outcome = this.#options.engine.current.step(input);
    if (outcome.refused === undefined) for (const memo of memos) outcome.memos.set(memo.key, memo);
    return new Promise((resolve, reject) => {
      const durable = this.#commit(outcome, waits => resolve({ ...outcome, waits }));
      durable.then(() => resolve(outcome), reject);
    });
  }

  /**
   * Puts other rules in force between two steps: what waits is judged by the old ones, what comes next by the new ones.
   * Resolves when what followed is durable, or when it is clear that it must wait.
   */
  change(rules: Rules): Promise<{ readonly waits?: string }> {
    const { engine, clock } = this.#options;
    this.#drain();
    const at = clock.now();
    this.#step({ is: "tick", at });
    const decisions = engine.change(rules, at);
    return new Promise((resolve, reject) => {
      const durable = this.#commit(decisions, waits => resolve({ waits }));
      durable.then(() => resolve({}), reject);
    });
  }

  #drain(): void {
    this.#isScheduled = false;
    const readings = this.#waiting;
    if (readings.length === 0) return;
    this.#waiting = [];
    this.counts.queued = 0;
    this.counts.lagMs = performance.now() - this.#offeredAt;
    this.#step({ is: "readings", readings, at: this.#options.clock.now() });
    this.#options.show(new Set(readings.map(({ point }) => point)));
  }

  #step(input: Input): void {
    void this.#commit(this.#options.engine.current.step(input));
  }

  async #commit(outcome: Outcome, hindered?: (why: string) => void): Promise<void> {
    if (isEmpty(outcome)) return;
    const { recorder, engine, tell } = this.#options;
    const signals = [...outcome.signals.values()];
    const holds = [...outcome.holds.values()];
    const memos = [...outcome.memos.values()];
    const papers = [...outcome.papers.values()];
    const { transitions, activities, deeds, messages } = outcome;
    await recorder.commit(
      { at: engine.current.now(), transitions, activities, deeds, messages, holds, signals, memos, papers },
      hindered,
    );
    tell(outcome.transitions, signals, messages, papers);
  }

  /**
   * Ages survive a restart: what is known of every point, and of every function over time, goes to the record every few seconds. While it cannot be
   * written they are left with the engine, where the latest of each point replaces the one before.
   */
  #checkpoint(): void {
    const { engine, recorder } = this.#options;
    if (recorder.trouble !== "") return;
    const signals = engine.current.takeTouchedSignals();
    const memos = engine.current.takeTouchedMemos();
    if (signals.length + memos.length > 0)
      void recorder.commit({
        at: engine.current.now(),
        transitions: [],
        activities: [],
        deeds: [],
        messages: [],
        holds: [],
        signals,
        memos,
      });
  }

  #watchClock(): void {
    const { clock } = this.#options;
    const by = clock.takeStep?.() ?? millis(0);
    if (Math.abs(by) >= seconds(2)) this.#step({ is: "clock-moved", by, at: clock.now() });
  }

  #coalesce(): void {
    const latest = new Map<number, Reading>();
    for (const reading of this.#waiting) {
      const known = latest.get(reading.point);
      if (known === undefined || !isLate(reading, known)) latest.set(reading.point, reading);
    }
    this.counts.coalesced += this.#waiting.length - latest.size;
    this.#waiting = [...latest.values()];
  }
}

/** Whether a reading is older than what is known; a device whose clock is ahead is not believed beyond the receipt. */
const isLate = (reading: Reading, known: Reading): boolean =>
  reading.at < Math.min(known.at, known.receivedAt);
