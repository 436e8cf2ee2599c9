import type { Instant } from "../time/instant.ts";
import { type Deadlines, deadlines } from "./deadlines.ts";

/** What is to be looked at again, and when: at most one entry for each thing, so that a busy point costs nothing. */
export class Agenda {
  readonly #isOn: Uint8Array;
  #deadlines: Deadlines = deadlines();

  /** @param size  number of things, known by 0 … size − 1 */
  constructor(size: number) {
    this.#isOn = new Uint8Array(size);
  }

  /** Puts a thing on for a moment, unless it is on already: whoever takes it off looks whether it is time. */
  add(thing: number, at: number): void {
    if (this.#isOn[thing] === 1 || Number.isNaN(at)) return;
    this.#isOn[thing] = 1;
    this.#deadlines.add(at, thing);
  }

  /** Takes the earliest thing off, if its moment has come by `until`. */
  take(until: Instant): { readonly thing: number; readonly at: Instant } | null {
    const at = this.#deadlines.first();
    if (at > until) return null;
    const thing = this.#deadlines.pop();
    this.#isOn[thing] = 0;
    return { thing, at: at as Instant };
  }

  clear(): void {
    this.#isOn.fill(0);
    this.#deadlines = deadlines();
  }
}
