import { after, type Instant, type Millis, millis } from "#rules/time/instant.ts";
import { type Bounds, spanOf } from "./bounds.ts";
import { type Cost, CostMeter, registersOf } from "./cost.ts";
import { divide } from "./divide.ts";
import type { Lessons } from "./lessons.ts";
import { type Block, loadOf, type ModbusPoint, plan, type Unreadable } from "./plan.ts";
import { type Read, readOf, Schedule } from "./schedule.ts";

type Options = {
  readonly points: readonly ModbusPoint[];
  readonly lessons: Lessons;
  /** As its maker says it, before anything is learned. */
  readonly bounds: Bounds;
  /** The unit must not be read more often than this. */
  readonly notBelow: Millis | undefined;
  /** Idle time that each request costs besides its answer. */
  readonly gapMs: number;
  readonly now: Instant;
};

/** Another plan must save so much of the line's time to be worth making. */
const WORTH = 0.9;
const PLANNED_EVERY_MS = 60_000;
/** Exception 02. */
const ILLEGAL_ADDRESS = 2;

/**
 * The reads of one unit, tuned by its own answers: planned anew when other reads would take a tenth less of the line's
 * time, at most once a minute, and when something has been learned of what the unit refuses.
 */
export class Course {
  readonly #options: Options;
  readonly #cost = new CostMeter();
  readonly schedule = new Schedule();
  #planned: Cost;
  #plannedAtMs = Number.NEGATIVE_INFINITY;
  #hasLearned = false;
  #unreadable: readonly Unreadable[] = [];

  constructor(options: Options) {
    this.#options = options;
    this.#planned = this.#cost.cost(options.gapMs);
    this.#plan(options.now);
  }

  /** Cells that its maker or the specification lets no read bring. */
  get unreadable(): readonly Unreadable[] {
    return this.#unreadable;
  }

  /** Milliseconds that an answer took lately; null before the first. */
  get answerMs(): number | null {
    return this.#cost.answerMs;
  }

  /** Milliseconds of its line that it takes to read everything once. */
  get roundMs(): number {
    const each = this.schedule.reads.filter(({ isRefused }) => !isRefused);
    const cost = this.#cost.cost(this.#options.gapMs);
    return each.reduce(
      (sum, { block }) => sum + cost.requestMs + registersOf(block.table, block.count) * cost.registerMs,
      0,
    );
  }

  /** The read was answered with values. */
  answer(read: Read, tookMs: number, now: Instant, nowMs: number): void {
    const { lessons } = this.#options;
    const { block } = read;
    this.#cost.add(registersOf(block.table, block.count), tookMs);
    lessons.hear(block);
    read.failures = 0;
    if (read.isRefused) {
      this.schedule.accept(read, now);
      if (lessons.unlearn(block)) this.#hasLearned = true;
    }
    this.#settle(read, now);
    if (this.#hasOpenCut) return;
    if (this.#hasLearned) this.#plan(now);
    else if (nowMs - this.#plannedAtMs >= PLANNED_EVERY_MS) this.#reconsider(now, nowMs);
  }

  /**
   * The device refuses the read as it stands: it is cut in two, both halves due at once.
   *
   * @returns false when it cannot be cut; then it is known to be refused, and asked for rarely
   */
  refuse(read: Read, code: number, now: Instant): boolean {
    const { lessons } = this.#options;
    if (this.split(read, now, code)) return true;
    lessons.learnRefusal(read.block, now);
    this.schedule.refuse(read, now, this.#retryWait(read.block, now));
    return false;
  }

  /**
   * Cuts a read in two, if it can be cut. Without a code: the device falls silent when it is asked for it.
   *
   * @returns whether it was
   */
  split(read: Read, now: Instant, code = ILLEGAL_ADDRESS): boolean {
    this.#void(read);
    const halves = read.isRefused ? null : divide(read.block, this.#options.lessons.bounds);
    if (!halves) return false;
    const cut = { whole: read.block, gap: halves.gap, code, answered: 0 };
    // Both for the beat that the whole was meant for.
    const due = read.due > now ? after(read.due, millis(-read.every)) : read.due;
    const both = halves.halves.map(block => ({ ...readOf(block, due), cut }));
    this.schedule.replace(this.schedule.reads.flatMap(other => (other === read ? both : [other])));
    return true;
  }

  /** The device gives no sense about this read, whoever asks: it is asked for rarely. */
  giveUp(read: Read, now: Instant): void {
    this.#void(read);
    this.schedule.refuse(read, now);
  }

  /** The unit is back, perhaps set right: its failures are forgotten, and what it refused is asked for again, a few times. */
  forgive(now: Instant): void {
    for (const read of this.schedule.reads) {
      read.failures = 0;
      if (read.isRefused && this.#options.lessons.mayTryAtReturn(read.block)) read.due = now;
    }
  }

  /** Nothing that was learned holds any more. */
  forget(now: Instant): void {
    this.#options.lessons.forget(now);
    this.#plan(now);
  }

  get #hasOpenCut(): boolean {
    return this.schedule.reads.some(({ cut, isRefused }) => cut !== null && cut.answered >= 0 && !isRefused);
  }

  /** Whatever is wrong lies within this half: of the place where it was cut nothing is known. */
  #void(read: Read): void {
    if (read.cut) read.cut.answered = Number.NEGATIVE_INFINITY;
    read.cut = null;
  }

  #settle(read: Read, now: Instant): void {
    const { cut } = read;
    if (!cut) return;
    read.cut = null;
    cut.answered += 1;
    if (cut.answered < 2) return;
    this.#options.lessons.learnFrom(cut, now);
    this.#hasLearned = true;
  }

  #reconsider(now: Instant, nowMs: number): void {
    this.#plannedAtMs = nowMs;
    if (this.#options.lessons.isOld(now)) {
      this.forget(now);
      return;
    }
    const cost = this.#cost.cost(this.#options.gapMs);
    const blocks = this.schedule.reads.filter(({ isRefused }) => !isRefused).map(({ block }) => block);
    const better = this.#planAt(cost).blocks;
    if (loadOf(better, cost) < WORTH * loadOf(blocks, cost)) this.#plan(now, cost);
  }

  #planAt(cost: Cost) {
    const { points, lessons, notBelow } = this.#options;
    return plan({ points, bounds: lessons.bounds, cost, notBelow });
  }

  #plan(now: Instant, cost = this.#planned): void {
    this.#hasLearned = false;
    this.#planned = cost;
    const { blocks, unreadable } = this.#planAt(cost);
    const dues = duesOf(this.schedule.reads);
    const reads = blocks.map(block => readOf(block, dueOf(block, dues) ?? now));
    const refused = unreadable.map(cell => ({ cell, block: this.#blockOf(cell) }));
    this.#unreadable = refused.filter(({ block }) => !block).map(({ cell }) => cell);
    this.schedule.replace([
      ...reads,
      ...refused.flatMap(({ block }) => (block ? [this.#refused(block, now)] : [])),
    ]);
  }

  /** A cell that only was seen to be refused can be asked for all the same. */
  #blockOf({ table, every, cell }: Unreadable): Block | null {
    const span = spanOf(table, cell.from, cell.to, this.#options.bounds);
    return span && { table, ...span, every, cells: [cell] };
  }

  #refused(block: Block, now: Instant): Read {
    const wait = this.#retryWait(block, now);
    const every = millis(Math.max(block.every, wait));
    return { ...readOf(block, after(now, wait)), every, isRefused: true };
  }

  #retryWait(block: Block, now: Instant): Millis {
    const at = this.#options.lessons.retryAt(block) ?? now;
    return millis(Math.max(0, at - now));
  }
}

/** When each cell is due by the reads at hand. */
const duesOf = (reads: readonly Read[]): ReadonlyMap<string, Instant> => {
  const dues = new Map<string, Instant>();
  for (const { block, due, isRefused } of reads)
    if (!isRefused)
      for (const { from } of block.cells) dues.set(`${block.table} ${from} ${block.every}`, due);
  return dues;
};

/** A new read goes on with the beat of the first cell that it has; null where all are new. */
const dueOf = ({ table, every, cells }: Block, dues: ReadonlyMap<string, Instant>): Instant | null => {
  for (const { from } of cells) {
    const due = dues.get(`${table} ${from} ${every}`);
    if (due !== undefined) return due;
  }
  return null;
};
