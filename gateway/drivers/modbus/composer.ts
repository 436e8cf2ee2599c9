import { after, type Instant, type Millis } from "#rules/time/instant.ts";
import { nextDue } from "./period.ts";
import { placesOf } from "./places.ts";
import type { Block, ModbusPoint, Want } from "./plan.ts";

/** A point all of whose places have been read, and their words in the order of `placesOf`. */
export type Composed = { readonly point: ModbusPoint; readonly words: readonly (readonly number[])[] };

type Parts = {
  readonly words: (readonly number[])[];
  /** When each place was read; minus infinity: not since the point was last told. */
  readonly at: number[];
};

/** Places that were read further apart than this many periods make no value. */
const APART = 2;

/**
 * Puts the points of one unit together from what its reads bring. A point is told when all its places have been read since
 * it was last told, and one that comes with a faster read no more often than its own period.
 */
export class Composer {
  readonly #parts = new Map<number, Parts>();
  readonly #guests = new Map<number, Instant>();

  /** What the answer to a read completes. */
  take(block: Block, words: readonly number[], now: Instant): readonly Composed[] {
    const composed: Composed[] = [];
    for (const cell of block.cells)
      for (const want of cell.wants) {
        const { point, from, to } = want;
        const own = words.slice(from - block.address, to + 1 - block.address);
        const parts = isWhole(point) ? [own] : this.#add(want, own, now);
        if (parts && this.#isTurnOf(point, block.every, now)) composed.push({ point, words: parts });
      }
    return composed;
  }

  /** Nothing that was read before counts any more. */
  clear(): void {
    this.#parts.clear();
  }

  #add({ point, place }: Want, words: readonly number[], now: Instant): Parts["words"] | null {
    let parts = this.#parts.get(point.index);
    if (!parts) {
      const places = placesOf(point.source);
      parts = { words: places.map(() => []), at: places.map(() => Number.NEGATIVE_INFINITY) };
      this.#parts.set(point.index, parts);
    }
    parts.words[place] = words;
    parts.at[place] = now;
    if (now - Math.min(...parts.at) > APART * point.source.every) return null;
    parts.at.fill(Number.NEGATIVE_INFINITY);
    return [...parts.words];
  }

  #isTurnOf({ index, source }: ModbusPoint, every: Millis, now: Instant): boolean {
    if (source.every <= every) return true;
    const due = this.#guests.get(index);
    // What is read every second may come a moment early for its minute.
    if (due !== undefined && due - now > every / 2 && due - now <= source.every) return false;
    this.#guests.set(index, due === undefined ? after(now, source.every) : nextDue(due, source.every, now));
    return true;
  }
}

const isWhole = ({ source }: ModbusPoint): boolean => !source.minus && !source.factor;
