import { CLEAR, due, type Hold, type HoldPlan } from "../condition/hold.ts";
import { type Truth, YES } from "../language/truth.ts";
import type { Instant } from "../time/instant.ts";

const UNSAID = 3;

/** The holds of all watches, as columns: most judgements change none, and that is seen in a few loads. */
export class Holds {
  readonly #holds: Hold[];
  /** What each condition said last. */
  readonly #said: Uint8Array;
  readonly #isFound: Uint8Array;
  /** For each watch when its hold changed last, and when it will be found if nothing changes (NaN: it will not). */
  readonly #times: Float64Array;

  constructor(count: number) {
    this.#holds = new Array<Hold>(count).fill(CLEAR);
    this.#said = new Uint8Array(count).fill(UNSAID);
    this.#isFound = new Uint8Array(count);
    this.#times = new Float64Array(2 * count);
    for (let watch = 0; watch < count; watch++) this.#times[2 * watch + 1] = Number.NaN;
  }

  of(watch: number): Hold {
    return this.#holds[watch]!;
  }

  isFound(watch: number): boolean {
    return this.#isFound[watch] === 1;
  }

  dueAt(watch: number): number {
    return this.#times[2 * watch + 1]!;
  }

  /** The moment at which a watch is judged: never before its hold changed last. */
  moment(watch: number, at: number): Instant {
    return Math.max(at, this.#times[2 * watch]!) as Instant;
  }

  /** The hold of a watch changes at a moment. */
  judged(watch: number, moment: Instant): void {
    this.#times[2 * watch] = moment;
  }

  /** Notes what a condition says at a moment: true when that cannot change its hold. */
  isSettled(watch: number, truth: Truth, moment: Instant): boolean {
    if (this.#said[watch] === truth && !(truth === YES && moment >= this.dueAt(watch))) return true;
    this.#said[watch] = truth;
    return false;
  }

  set(watch: number, hold: Hold, plan: HoldPlan): void {
    this.#holds[watch] = hold;
    this.#isFound[watch] = hold.is === "held" || hold.is === "lost" ? 1 : 0;
    this.#times[2 * watch + 1] = due(hold, plan) ?? Number.NaN;
  }

  /** The clock was moved: what was judged last was judged at another time. */
  forget(): void {
    this.#said.fill(UNSAID);
    for (let time = 0; time < this.#times.length; time += 2) this.#times[time] = 0;
  }
}
