import { batch } from "@preact/signals";

/** Readings are drawn at most this often. */
const READINGS_EVERY_MS = 250;
/** Nothing moves under a finger: after a touch the page holds still for this long. */
const STILL_AFTER_TOUCH_MS = 400;
/** However long a finger rests, news waits no longer than this. */
const LONGEST_WAIT_MS = 2_000;

type Work = () => void;

/** Collects what the stream tells and applies it in order, a few times a second and never under a moving finger. */
export class Batch {
  #waiting: Work[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #since = 0;
  #flushedAt = 0;
  #touchedAt = Number.NEGATIVE_INFINITY;
  #isTouched = false;

  /** Watches the fingers and mouse buttons of the page. */
  start(): void {
    addEventListener("pointerdown", () => this.#touch(true), { capture: true, passive: true });
    for (const end of ["pointerup", "pointercancel"])
      addEventListener(end, () => this.#touch(false), { capture: true, passive: true });
  }

  /** Applies soon: `urgent` work at once unless a finger is down, all other work with the next drawing. */
  add(work: Work, pace: "urgent" | "calm"): void {
    if (this.#waiting.length === 0) this.#since = performance.now();
    this.#waiting.push(work);
    if (this.#timer !== null && pace === "urgent") clearTimeout(this.#timer);
    if (this.#timer === null || pace === "urgent") this.#plan(pace);
  }

  /** Forgets what waits: a snapshot says it all anew. */
  clear(): void {
    this.#waiting = [];
  }

  #plan(pace: "urgent" | "calm"): void {
    const wait = pace === "urgent" ? 0 : this.#flushedAt + READINGS_EVERY_MS - performance.now();
    this.#timer = setTimeout(() => this.#flush(), Math.max(0, wait, this.#stillFor()));
  }

  #flush(): void {
    this.#timer = null;
    if (this.#stillFor() > 0) {
      this.#plan("urgent");
      return;
    }
    this.#flushedAt = performance.now();
    const works = this.#waiting;
    this.#waiting = [];
    batch(() => {
      for (const work of works) work();
    });
  }

  #stillFor(): number {
    const now = performance.now();
    const still = this.#isTouched ? STILL_AFTER_TOUCH_MS : this.#touchedAt + STILL_AFTER_TOUCH_MS - now;
    return Math.min(still, this.#since + LONGEST_WAIT_MS - now);
  }

  #touch(isDown: boolean): void {
    this.#isTouched = isDown;
    this.#touchedAt = performance.now();
  }
}
