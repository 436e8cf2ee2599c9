import { after, type Instant, type Millis, millis, minutes } from "#rules/time/instant.ts";
import { type Bounds, isBitTable, touches } from "./bounds.ts";
import type { Gap } from "./divide.ts";
import {
  boundsWith,
  digestOf,
  FORGET_AFTER,
  type Learned,
  nothingLearned,
  type Refusal,
  type UnitLessons,
} from "./learned.ts";
import type { Block, ModbusPoint } from "./plan.ts";

/** A refused read that was cut in two, until it is known whether the two halves are answered. */
export type Cut = {
  readonly whole: Block;
  readonly gap: Gap;
  /** The exception that refused it. */
  readonly code: number;
  answered: number;
};

type Options = {
  readonly line: string;
  readonly unit: number;
  readonly points: readonly ModbusPoint[];
  /** Before anything is learned. */
  readonly bounds: Bounds;
  readonly learned: Learned;
  readonly now: Instant;
};

/** "Illegal data value": mostly more registers than the device gives at once. */
const ILLEGAL_VALUE = 3;
const FIRST_RETRY = minutes(5);
const DOUBLINGS = 8;
/** So often an address that is wanted is asked for again when its unit comes back from being down, not more. */
const TRIES_AT_RETURN = 8;

/**
 * What one unit refuses, learned from its own answers: holes that no read may touch, seams that none may cross, the
 * longest read. A hole that nobody wants is never touched again; a point on an illegal address is tried more and more
 * rarely. Everything is forgotten after thirty days, or when the points are other ones.
 */
export class Lessons {
  readonly #options: Options;
  #lessons: UnitLessons;
  #longest = { registers: 0, bits: 0 };

  constructor(options: Options) {
    this.#options = options;
    const { line, unit, points, learned, now } = options;
    const digest = digestOf(points);
    const known = learned.load(line, unit);
    const holds = known?.points === digest && known.since + FORGET_AFTER > now;
    this.#lessons = holds ? known : nothingLearned(digest, now);
  }

  get bounds(): Bounds {
    return boundsWith(this.#options.bounds, this.#lessons);
  }

  /** Whether it is time to try everything once more. */
  isOld(now: Instant): boolean {
    return this.#lessons.since + FORGET_AFTER <= now && !this.#isEmpty;
  }

  forget(now: Instant): void {
    const { line, unit, learned } = this.#options;
    this.#lessons = nothingLearned(this.#lessons.points, now);
    this.#longest = { registers: 0, bits: 0 };
    learned.forget(line, unit);
  }

  /** A read of this length was answered. */
  hear({ table, count }: Block): void {
    const kind = isBitTable(table) ? "bits" : "registers";
    this.#longest[kind] = Math.max(this.#longest[kind], count);
  }

  /** Both halves of a refused read are answered, so what was refused is what lay between them, or the length. */
  learnFrom({ whole: { table, count }, gap, code }: Cut, at: Instant): void {
    const longest = this.#longest[isBitTable(table) ? "bits" : "registers"];
    const hasGap = gap.to >= gap.from;
    if (count > longest && (code === ILLEGAL_VALUE || !hasGap))
      this.#keep({ ...this.#lessons, [isBitTable(table) ? "bits" : "block"]: longest }, at);
    else if (hasGap) this.#refuse({ table, ...gap, at, tries: 0 });
    else this.#keep({ ...this.#lessons, seams: [...this.#lessons.seams, { table, at: gap.from }] }, at);
  }

  /** A read that cannot be made smaller was refused: once more, if it was before. */
  learnRefusal(block: Block, at: Instant): void {
    const known = this.#refusalOf(block);
    this.#refuse({ ...rangeOf(block), at, tries: (known?.tries ?? 0) + 1 });
  }

  /** It is answered after all. @returns whether that is news */
  unlearn(block: Block): boolean {
    const known = this.#refusalOf(block);
    if (!known) return false;
    const illegal = this.#lessons.illegal.filter(other => other !== known);
    this.#keep({ ...this.#lessons, illegal }, this.#lessons.since);
    return true;
  }

  /** When a refused read is tried again; null: never, since not we but its maker says that it must not be. */
  retryAt(block: Block): Instant | null {
    const known = this.#refusalOf(block);
    return known && after(known.at, retryAfter(known));
  }

  /** Whether a refused read may be tried once more because its unit came back. */
  mayTryAtReturn(block: Block): boolean {
    const known = this.#refusalOf(block);
    return known === null || known.tries < TRIES_AT_RETURN;
  }

  get #isEmpty(): boolean {
    const { illegal, seams, block, bits } = this.#lessons;
    return illegal.length + seams.length === 0 && block === undefined && bits === undefined;
  }

  #refusalOf(block: Block): Refusal | null {
    const { table, from, to } = rangeOf(block);
    return this.#lessons.illegal.find(known => touches([known], table, from, to)) ?? null;
  }

  #refuse(refusal: Refusal): void {
    const { table, from, to } = refusal;
    const others = this.#lessons.illegal.filter(
      other => other.table !== table || other.from !== from || other.to !== to,
    );
    this.#keep({ ...this.#lessons, illegal: [...others, refusal] }, refusal.at);
  }

  /** @param at  when this was learned: with the first lesson the thirty days begin */
  #keep(lessons: UnitLessons, at: Instant): void {
    const { line, unit, learned } = this.#options;
    this.#lessons = this.#isEmpty ? { ...lessons, since: at } : lessons;
    learned.keep(line, unit, this.#lessons);
  }
}

/** How long a refused point is left alone: five minutes, then twice as long each time, a day at most. */
export const retryAfter = ({ tries }: Pick<Refusal, "tries">): Millis =>
  millis(FIRST_RETRY * 2 ** Math.min(Math.max(0, tries - 1), DOUBLINGS));

/** What of a read is wanted: a read may have to begin before it. */
const rangeOf = ({ table, cells }: Block) => ({
  table,
  from: cells[0]!.from,
  to: cells.reduce((end, { to }) => Math.max(end, to), 0),
});
