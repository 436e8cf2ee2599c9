import type { Clock, Timer } from "#gateway/ports/clock.ts";
import type { Instant } from "#rules/time/instant.ts";
import { type Pace, paceOf } from "./pace.ts";
import type { Outgoing, Sender, Sent } from "./sender.ts";

type Job = {
  readonly outgoing: Outgoing;
  isWanted(): boolean;
  done(sent: Sent | null): void;
};

/** How a channel has done since the start. */
export type LaneCounts = {
  sent: number;
  failed: number;
  lastSentAt: Instant | null;
  lastFailedAt: Instant | null;
  lastError: string;
  /** Since when no try has succeeded; null: the last one did, or there was none. */
  downSince: Instant | null;
};

/** So many at once: a server that hangs for one message must not keep the others for as long. */
const AT_ONCE = 4;

/** What goes out by one channel: the most urgent first, and not faster than the other side takes it. */
export class Lane {
  readonly sender: Sender;
  readonly counts: LaneCounts = {
    sent: 0,
    failed: 0,
    lastSentAt: null,
    lastFailedAt: null,
    lastError: "",
    downSince: null,
  };
  readonly #clock: Clock;
  readonly #machine: Clock;
  readonly #pace: Pace;
  #queue: Job[] = [];
  #trying = 0;
  #timer: Timer | null = null;
  #ended = (): void => {};

  /**
   * @param clock    the hall's, for what people are told
   * @param machine  the world's, by which the other side counts its minutes
   */
  constructor(sender: Sender, clock: Clock, machine: Clock) {
    this.sender = sender;
    this.#clock = clock;
    this.#machine = machine;
    this.#pace = paceOf(sender.perMinute ?? null);
  }

  /**
   * Tries once, in its turn. Resolves with null when nobody wants it any more as its turn comes.
   *
   * @param isWanted  asked when its turn comes
   */
  send(outgoing: Outgoing, isWanted: () => boolean): Promise<Sent | null> {
    return new Promise(done => {
      this.#queue.push({ outgoing, isWanted, done });
      this.#pump();
    });
  }

  /**
   * Nothing that has not begun is tried any more. Resolves when what is under way has ended, or after a while without it.
   *
   * @param patienceMs  how long that is, in ms of real time
   */
  async stop(patienceMs: number): Promise<void> {
    for (const { done } of this.#queue.splice(0)) done(null);
    this.#timer?.stop();
    this.#timer = null;
    if (this.#trying === 0) return;
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, patienceMs);
      this.#ended = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #pump(): void {
    while (this.#trying < AT_ONCE && this.#queue.length > 0) {
      const wait = this.#pace.wait(this.#machine.now());
      if (wait > 0) {
        this.#timer ??= this.#machine.after(wait, () => {
          this.#timer = null;
          this.#pump();
        });
        return;
      }
      void this.#try(this.#takeFirst());
    }
  }

  #takeFirst(): Job {
    const first = this.#queue.reduce((best, job) => (isBefore(job, best) ? job : best));
    this.#queue = this.#queue.filter(job => job !== first);
    return first;
  }

  async #try({ outgoing, isWanted, done }: Job): Promise<void> {
    if (!isWanted()) return done(null);
    this.#trying += 1;
    this.#pace.used(this.#machine.now());
    const sent = await this.sender.send(outgoing).catch(
      // A sender never rejects; should one do so all the same, the message is tried again like any other.
      (error: unknown): Sent => ({
        is: "failed",
        why: `${this.sender.where}: ${String(error)}`,
        retry: true,
      }),
    );
    this.#trying -= 1;
    this.#count(sent);
    if (sent.is === "failed" && sent.wait !== undefined) this.#pace.rest(this.#machine.now(), sent.wait);
    done(sent);
    if (this.#trying === 0) this.#ended();
    this.#pump();
  }

  #count(sent: Sent): void {
    const { counts } = this;
    const at = this.#clock.now();
    if (sent.is === "sent") {
      counts.sent += 1;
      counts.lastSentAt = at;
      counts.downSince = null;
      return;
    }
    counts.failed += 1;
    counts.lastFailedAt = at;
    counts.lastError = sent.why;
    counts.downSince ??= at;
  }
}

const isBefore = ({ outgoing: { message: a } }: Job, { outgoing: { message: b } }: Job): boolean =>
  a.priority !== b.priority ? a.priority < b.priority : a.at < b.at;
