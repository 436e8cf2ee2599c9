import type { Alert, Transition } from "../alert/alert.ts";
import type { Site } from "../site/model.ts";
import { type Instant, type Millis, seconds } from "../time/instant.ts";
import { Journal } from "./journal.ts";
import type { LateReading } from "./journal-runs.ts";
import { LateAlerts } from "./past-alerts.ts";
import { pointsRead } from "./past-points.ts";
import { type RulesSince, rulesMemo, rulesSince } from "./past-rules.ts";
import { Waiting } from "./past-waiting.ts";
import type { Rulebook } from "./rulebook.ts";
import { HORIZON, Spans } from "./spans.ts";
import type { Memo } from "./state.ts";

/** What was measured longer ago than this comes late: the time since then has been judged without it. */
export const LATE_AFTER: Millis = seconds(30);
/** What came late since the engine began, in readings; `waiting` now. */
export type LateCounts = {
  received: number;
  /** Said what was known already. */
  known: number;
  /** Of a time of which too little is known to judge it. */
  unjudged: number;
  /** Not judged yet. */
  waiting: number;
  /** How often the past was judged again, and how many findings in it were told. */
  replays: number;
  found: number;
};

/** What a late reading is to the present; `memo` is to be kept, so that a restart does not lose it. */
export type Late = { readonly is: "no" } | { readonly is: "past" | "present"; readonly memo: Memo | null };

const IN_TIME: Late = { is: "no" };

/** All that an engine needs to judge the past again when something of it is learned late. */
export class Past {
  readonly journal: Journal;
  readonly waiting = new Waiting();
  readonly spans = new Spans();
  readonly alerts = new LateAlerts();
  readonly counts: LateCounts = { received: 0, known: 0, unjudged: 0, waiting: 0, replays: 0, found: 0 };
  readonly #site: Site;
  readonly #book: Rulebook;
  /** Facts that rules find; silence, say, is judged as it is noticed. */
  readonly #facts: ReadonlySet<string>;
  #since: RulesSince = {};

  constructor(site: Site, book: Rulebook, start: Instant) {
    this.#site = site;
    this.#book = book;
    this.#facts = new Set(book.instances.map(({ rule }) => rule.fact));
    this.journal = new Journal(site.points.length, pointsRead(site, book, book.instances), start);
  }

  /**
   * A good reading came in.
   *
   * @param at       its time, not after its receipt
   * @param living   what the point is believed to say now; NaN: nothing
   * @returns   `no`: it is to be judged as it comes. `past`: it waits until the past is judged again, and is not how
   *            things are now. `present`: it waits as well, and says how things are when that is done
   */
  note(point: number, { at, value }: LateReading, living: number, now: Instant): Late {
    const { journal, counts, waiting } = this;
    if (!journal.has(point)) return IN_TIME;
    const lastAt = journal.lastAt(point);
    // What only says again what is believed anyway has changed nothing since it was measured.
    const isInTime = at >= now - LATE_AFTER || value === living;
    if (!(at < lastAt) && isInTime) {
      journal.take(point, value, at);
      return IN_TIME;
    }
    counts.received++;
    const isPresent = !(at < lastAt) && at + this.#site.points[point]!.staleAfter > now;
    if (at < Math.max(journal.reach(point), now - HORIZON) && !isPresent) {
      counts.unjudged++;
      return { is: "past", memo: null };
    }
    const isFirst = waiting.add(point, { at, value }, now, isPresent);
    return { is: isPresent ? "present" : "past", memo: isFirst ? this.learnedMemo() : null };
  }

  /** A device failed; failures are told as they happen. */
  failed(point: number, at: number): void {
    if (this.journal.has(point) && !(at < this.journal.lastAt(point)))
      this.journal.take(point, Number.NaN, at);
  }

  /** Since when a rule has been judged here as it is written now. */
  since(rule: string): number {
    return this.#since[rule]?.since ?? Number.POSITIVE_INFINITY;
  }

  /** Notes what happened to an alert; what must be kept of that over a restart. */
  follow(transition: Transition): Memo | null {
    return this.#facts.has(transition.alert.fact) ? this.spans.take(transition) : null;
  }

  /** What was learned and is not judged as a whole yet, so that a restart does not lose it. */
  learnedMemo(): Memo {
    const points = this.waiting.points().map(point => this.#site.points[point]!.id);
    return { key: LEARNED, value: points.length === 0 ? null : points };
  }

  memos(): Memo[] {
    const learned = this.learnedMemo();
    return [
      ...(learned.value === null ? [] : [learned]),
      ...this.alerts.memos(),
      ...this.spans.memos(),
      rulesMemo(this.#since),
    ];
  }

  /** Takes its own out of stored alerts, and returns the rest. */
  restoreAlerts(alerts: readonly Alert[], memos: readonly Memo[]): readonly Alert[] {
    const rest = this.alerts.restore(alerts, memos);
    this.spans.restore(
      memos,
      rest.filter(({ fact }) => this.#facts.has(fact)),
    );
    return rest;
  }

  /** Begins, perhaps with what an earlier engine left. Returns what is to be kept. */
  begin(memos: readonly Memo[], start: Instant): Memo[] {
    const { since, memo } = rulesSince(this.#book, memos, start);
    this.#since = since;
    const learned = new Set((memos.find(({ key }) => key === LEARNED)?.value ?? []) as readonly string[]);
    for (const { id, index } of this.#site.points) if (learned.has(id)) this.waiting.learned.add(index);
    if (this.waiting.learned.size > 0) this.waiting.wait(start);
    return [...(memo ? [memo] : []), ...this.spans.forget(start - HORIZON)];
  }

  /** Goes on with what another one has heard of the same hall, and with what waits there to be judged. */
  takeOver(earlier: Past): void {
    this.journal.takeOver(earlier.journal);
    this.waiting.takeOver(earlier.waiting, point => this.journal.has(point));
    Object.assign(this.counts, earlier.counts);
  }

  /** Nothing of the time before a moment is judged again. Returns what is to be kept. */
  judgeFrom(at: Instant): Memo {
    this.#since = Object.fromEntries(
      Object.entries(this.#since).map(([rule, { version }]) => [rule, { version, since: at }]),
    );
    return rulesMemo(this.#since);
  }

  /** The clock was moved by `by` and is at `at`: nothing of the time before is judged again. */
  moveClock(by: Millis, at: Instant): Memo[] {
    this.journal.forget(by, at);
    this.counts.unjudged += this.waiting.count;
    this.waiting.clear();
    return [...this.spans.restart(at), this.judgeFrom(at), this.learnedMemo()];
  }
}

const LEARNED = "learned";
