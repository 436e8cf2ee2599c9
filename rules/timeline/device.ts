import { admit } from "../reading/admit.ts";
import type { Reading } from "../reading/reading.ts";
import type { Point } from "../site/model.ts";
import { type Instant, type Millis, millis } from "../time/instant.ts";
import { nextMove, shownBy, valueAt } from "./course.ts";
import type { Course, DeviceClock } from "./timeline.ts";

const NEVER = Number.POSITIVE_INFINITY;

/** One simulated device: what it was told to report, and when it does so by itself. */
export class Device {
  readonly point: Point;
  clock: DeviceClock = { is: "right" };
  #course: Course | null = null;
  #since = 0;
  #isReporting = false;
  #repeatAt = NEVER;
  #moveAt = NEVER;

  constructor(point: Point) {
    this.point = point;
  }

  get isReporting(): boolean {
    return this.#isReporting;
  }

  /** Whether it was ever told what to report. */
  get isSet(): boolean {
    return this.#course !== null;
  }

  /** When it reports next by itself; Infinity: it does not. */
  get nextAt(): number {
    return Math.min(this.#repeatAt, this.#moveAt);
  }

  set(course: Course, at: Instant): void {
    this.#course = course;
    this.#since = at;
  }

  goOn(): void {
    this.#isReporting = true;
  }

  stop(): void {
    this.#isReporting = false;
    this.#repeatAt = NEVER;
    this.#moveAt = NEVER;
  }

  /** What it says now; it says it again before its point turns stale, and when it moves on. */
  say(at: Instant): Reading | null {
    const course = this.#course;
    if (course === null) return null;
    this.#repeatAt = this.#isReporting ? at + this.#period : NEVER;
    this.#moveAt = this.#isReporting ? nextMove(course, this.#since, at) : NEVER;
    const value = valueAt(course, this.#since, at);
    return admit(this.point, { value, sourceAt: shownBy(this.clock, at) }, at);
  }

  /** The hall's clock was moved: what was to come in ten minutes still comes in ten minutes. */
  move(by: Millis): void {
    this.#since += by;
    this.#repeatAt += by;
    this.#moveAt += by;
  }

  /** Nobody listened until then; what it said meanwhile is lost. */
  skip(until: Instant): void {
    const period = this.#period;
    if (this.#repeatAt <= until)
      this.#repeatAt += period * (Math.floor((until - this.#repeatAt) / period) + 1);
    if (this.#course && this.#moveAt <= until) this.#moveAt = nextMove(this.#course, this.#since, until);
  }

  /** Twice within the staleness limit: one lost message does no harm. */
  get #period(): Millis {
    return millis(Math.max(1, Math.floor(this.point.staleAfter / 2)));
  }
}
