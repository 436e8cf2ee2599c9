/**
 * Moments to come, earliest first: a binary heap of (time, id). Equal times come in the order of their ids, so that the
 * same deadlines come in the same order whenever they were added.
 */
export class Deadlines {
  readonly #at: number[] = [];
  readonly #id: number[] = [];

  add(at: number, id: number): void {
    let hole = this.#at.length;
    this.#at.push(at);
    this.#id.push(id);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!this.#isAfter(parent, at, id)) break;
      this.#put(hole, this.#at[parent]!, this.#id[parent]!);
      hole = parent;
    }
    this.#put(hole, at, id);
  }

  /** The earliest moment; Infinity when there is none. */
  first(): number {
    return this.#at[0] ?? Number.POSITIVE_INFINITY;
  }

  /** The id of the earliest; there must be one. */
  firstId(): number {
    return this.#id[0]!;
  }

  /** Removes the earliest and returns its id; there must be one. */
  pop(): number {
    const found = this.#id[0]!;
    const at = this.#at.pop()!;
    const id = this.#id.pop()!;
    if (this.#at.length > 0) this.#sink(at, id);
    return found;
  }

  #sink(at: number, id: number): void {
    const size = this.#at.length;
    let hole = 0;
    for (let child = 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && this.#isAfter(child, this.#at[child + 1]!, this.#id[child + 1]!)) child++;
      if (this.#isAfter(child, at, id)) break;
      this.#put(hole, this.#at[child]!, this.#id[child]!);
      hole = child;
    }
    this.#put(hole, at, id);
  }

  #put(place: number, at: number, id: number): void {
    this.#at[place] = at;
    this.#id[place] = id;
  }

  /** Whether the entry at a place comes after (at, id). */
  #isAfter(place: number, at: number, id: number): boolean {
    const own = this.#at[place]!;
    return own > at || (own === at && this.#id[place]! > id);
  }
}
