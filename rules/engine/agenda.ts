import type { Instant } from "../time/instant.ts";
import { Deadlines } from "./deadlines.ts";

/** Moments within one bucket are put in order only when the first of them has come. */
const BUCKET_MS = 1_000;

/** Says when a thing is really due: later than it was put on for when it was put off since, NaN when not at all. */
export type DueAt = (thing: number) => number;

/** A thing and the moment for which it is on. */
export type Due = { readonly thing: number; readonly at: Instant };

/**
 * What is to be looked at again, and when. Moments to come lie unordered in buckets of a second: a point that is heard
 * again and again is put off from bucket to bucket for a few nanoseconds, however many points there are. Things that are
 * due at the same moment come in the order of their numbers, so that a restart changes no order.
 */
export class Agenda {
  /** For what moment each thing is on; Infinity when it is not. Entries for other moments are void. */
  readonly #on: Float64Array;
  readonly #dueAt: DueAt;
  #soon = new Deadlines();
  #later = new Map<number, number[]>();
  #buckets = new Deadlines();
  #opened = Number.NEGATIVE_INFINITY;

  /** @param size  number of things, known by 0 … size − 1 */
  constructor(size: number, dueAt: DueAt) {
    this.#on = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
    this.#dueAt = dueAt;
  }

  /** Puts a thing on for a moment, unless it is on for an earlier one: whoever takes it off looks whether it is time. */
  add(thing: number, at: number): void {
    if (!(at < this.#on[thing]!)) return;
    this.#on[thing] = at;
    const bucket = Math.floor(at / BUCKET_MS);
    if (bucket <= this.#opened) this.#soon.add(at, thing);
    else this.#bucket(bucket).push(thing);
  }

  /** The earliest thing whose moment has come by `until`; it stays on until it is taken off. */
  next(until: Instant): Due | null {
    for (;;) {
      const at = this.#soon.first();
      if (at === Number.POSITIVE_INFINITY) {
        if (this.#buckets.first() * BUCKET_MS > until) return null;
        this.#open(this.#buckets.pop());
      } else {
        if (at > until) return null;
        const thing = this.#soon.firstId();
        if (this.#on[thing] === at) return { thing, at: at as Instant };
        this.#soon.pop();
      }
    }
  }

  /** Takes off what `next` told last. */
  off({ thing }: Due): void {
    this.#soon.pop();
    this.#on[thing] = Number.POSITIVE_INFINITY;
  }

  clear(): void {
    this.#on.fill(Number.POSITIVE_INFINITY);
    this.#soon = new Deadlines();
    this.#later = new Map();
    this.#buckets = new Deadlines();
    this.#opened = Number.NEGATIVE_INFINITY;
  }

  #bucket(bucket: number): number[] {
    const known = this.#later.get(bucket);
    if (known) return known;
    const made: number[] = [];
    this.#later.set(bucket, made);
    this.#buckets.add(bucket, bucket);
    return made;
  }

  #open(bucket: number): void {
    const things = this.#later.get(bucket)!;
    this.#later.delete(bucket);
    this.#opened = bucket;
    const end = (bucket + 1) * BUCKET_MS;
    for (const thing of things) {
      const at = this.#on[thing]!;
      if (Math.floor(at / BUCKET_MS) !== bucket) continue;
      const due = this.#dueAt(thing);
      if (due < end) this.#soon.add(at, thing);
      else {
        this.#on[thing] = Number.POSITIVE_INFINITY;
        this.add(thing, due);
      }
    }
  }
}
