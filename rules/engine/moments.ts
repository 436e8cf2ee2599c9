/** Moments to come by key, and quickly the first of them. */
export class Moments {
  readonly #due = new Map<string, number>();
  #first = Number.POSITIVE_INFINITY;
  #isFirstKnown = true;

  /** @param at  null: there is none for this key any more */
  set(key: string, at: number | null): void {
    const before = this.#due.get(key);
    if (at === null) this.#due.delete(key);
    else this.#due.set(key, at);
    if (at !== null && at <= this.#first) this.#first = at;
    else if (before !== undefined && before === this.#first) this.#isFirstKnown = false;
  }

  /** The first; Infinity when there is none. */
  first(): number {
    if (this.#isFirstKnown) return this.#first;
    this.#first = Number.POSITIVE_INFINITY;
    for (const at of this.#due.values()) this.#first = Math.min(this.#first, at);
    this.#isFirstKnown = true;
    return this.#first;
  }

  /** Keys that are due by a moment, the longest due first, of one moment in the order of their texts. */
  dueBy(at: number): readonly string[] {
    const due = [...this.#due].filter(([, each]) => each <= at);
    return due.toSorted(([a, one], [b, other]) => one - other || (a < b ? -1 : 1)).map(([key]) => key);
  }
}
