import { after, hours, type Instant, millis, minutes } from "#rules/time/instant.ts";
import { lastDue } from "../backup/due.ts";
import type { Clock, Timer } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { PurgeableRecord } from "../ports/purge.ts";
import type { Photos } from "./photos.ts";

/** 03:30 of the hall's clock: behind the usual time of backups. */
const AT_MINUTE = 210;
const LOOK_EVERY = minutes(1);
/** After one that failed. */
const TRY_AGAIN = hours(1);

export type RecordKeeperParts = {
  readonly timeZone: string;
  /** Days that the record is kept. @see keepDaysOf */
  readonly keepDays: number;
  readonly record: PurgeableRecord;
  readonly photos: Photos;
  readonly clock: Clock;
  readonly log: Log;
};

/** Removes from the record, each night, what has been kept for long enough, and pictures that nothing names any more. */
export class RecordKeeper {
  readonly #parts: RecordKeeperParts;
  #timer: Timer | null = null;
  #doneAt: Instant | null = null;
  #triedAt: Instant | null = null;
  #trouble = "";
  #purging: Promise<void> | null = null;

  constructor(parts: RecordKeeperParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    this.#timer = this.#parts.clock.every(LOOK_EVERY, () => this.#tick());
  }

  /** Resolves when a purge that was begun is over. */
  async stop(): Promise<void> {
    this.#timer?.stop();
    await this.#purging;
  }

  problems(): readonly string[] {
    return this.#trouble === "" ? [] : [`what is old was not removed from the record: ${this.#trouble}`];
  }

  /** Purges when that is due; resolves when it is over, whatever came of it. */
  async purgeWhenDue(): Promise<void> {
    this.#tick();
    await this.#purging;
  }

  #tick(): void {
    const { timeZone, clock } = this.#parts;
    const now = clock.now();
    if (this.#purging !== null) return;
    if (this.#doneAt !== null && this.#doneAt >= lastDue(now, AT_MINUTE, timeZone)) return;
    if (this.#triedAt !== null && now - this.#triedAt < TRY_AGAIN && now >= this.#triedAt) return;
    this.#triedAt = now;
    this.#purging = this.#purge(now).finally(() => {
      this.#purging = null;
    });
  }

  async #purge(now: Instant): Promise<void> {
    const { timeZone, keepDays, record, photos, log } = this.#parts;
    try {
      const removed = await record.purge({ now, keepDays, timeZone });
      const old = after(now, millis(-hours(24 * keepDays)));
      const pictures = photos.hasOlder(old) ? photos.removeUnnamed(await record.picturesNamed(), old) : 0;
      const count = Object.values(removed).reduce((sum, each) => sum + each, pictures);
      if (count > 0) log.info({ ...removed, pictures, keepDays }, "what is old was removed from the record");
      this.#doneAt = now;
      this.#trouble = "";
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (this.#trouble === "") log.warn({ err: error }, "what is old was not removed from the record");
      this.#trouble = why;
    }
  }
}
