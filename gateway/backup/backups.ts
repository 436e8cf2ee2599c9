import type { BackupPlan } from "#rules/site/backup-plan.ts";
import { hours, type Instant, instant, minutes } from "#rules/time/instant.ts";
import type { Clock, Timer } from "../ports/clock.ts";
import type { Sample } from "../ports/history.ts";
import type { Log } from "../ports/log.ts";
import { lastDue } from "./due.ts";
import { newestBackup, pruneBackups } from "./list.ts";
import type { TakeOptions } from "./take.ts";
import { takeApart } from "./take-apart.ts";

/** Older than this the last good backup is a trouble: a day, and two hours for whoever repairs it. */
const TOO_OLD = hours(26);
const LOOK_EVERY = minutes(1);
const TELL_EVERY = hours(1);
/** After one that failed. */
const TRY_AGAIN = hours(1);

export type BackupsOptions = {
  readonly site: { readonly id: string; readonly timeZone: string };
  /** Undefined: the site file has no `backup:`. */
  readonly plan: BackupPlan | undefined;
  readonly directory: string;
  readonly version: string;
  /** The site file and what it names, as they are now. */
  readonly config: () => TakeOptions["config"] | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** Takes what dashboards show. */
  readonly show: (samples: readonly Sample[]) => void;
  readonly spareBytes?: number;
};

/** `unplanned`: the site file asks for none. `none`: there is none. `isOld`: another should have been there long ago. */
export type BackupState =
  | { readonly is: "unplanned" }
  | { readonly is: "none" }
  | { readonly is: "made"; readonly ageHours: number; readonly isOld: boolean };

/**
 * Backs a hall up each day at its time, in a thread of its own, and keeps the newest ones. One that was missed, because
 * the gateway did not run, is taken at the next start. When one fails the hall goes on; it is tried again every hour.
 */
export class Backups {
  readonly #options: BackupsOptions;
  #timers: readonly Timer[] = [];
  #last: Instant | null = null;
  #triedAt: Instant | null = null;
  #trouble = "";
  #taking: Promise<void> | null = null;

  constructor(options: BackupsOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { clock, plan } = this.#options;
    if (plan === undefined) return;
    this.#look();
    this.#timers = [clock.every(LOOK_EVERY, () => this.#tick()), clock.every(TELL_EVERY, () => this.#tell())];
    this.#tell();
  }

  /** Resolves when a backup that was begun is over. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) timer.stop();
    await this.#taking;
  }

  /** Hours since the last good backup was begun; null: there is none, or none is planned. */
  ageHours(): number | null {
    return this.#last === null ? null : (this.#options.clock.now() - this.#last) / hours(1);
  }

  /** How the last good backup stands. */
  state(): BackupState {
    if (this.#options.plan === undefined) return { is: "unplanned" };
    const ageHours = this.ageHours();
    if (ageHours === null) return { is: "none" };
    return { is: "made", ageHours, isOld: ageHours > TOO_OLD / hours(1) };
  }

  problems(): readonly string[] {
    const { plan } = this.#options;
    if (plan === undefined) return [];
    const why = this.#trouble === "" ? "" : `: ${this.#trouble}`;
    if (this.#last === null)
      return this.#taking && why === "" ? [] : [`there is no backup in ${plan.to}${why}`];
    const state = this.state();
    if (state.is === "made" && state.isOld)
      return [`the last good backup is ${Math.floor(this.ageHours() ?? 0)} hours old${why}`];
    return why === "" ? [] : [`the last backup failed, the one before is good${why}`];
  }

  /** Takes a backup when one is due; resolves when it is over, whatever came of it. */
  async takeWhenDue(): Promise<void> {
    this.#tick();
    await this.#taking;
  }

  #tick(): void {
    const { plan, site, clock } = this.#options;
    if (plan === undefined || this.#taking !== null) return;
    const now = clock.now();
    const due = lastDue(now, plan.atMinute, site.timeZone);
    if (this.#last !== null && this.#last >= due) return;
    if (this.#triedAt !== null && now - this.#triedAt < TRY_AGAIN) return;
    this.#triedAt = now;
    this.#taking = this.#take(plan, now).finally(() => {
      this.#taking = null;
      this.#tell();
    });
  }

  async #take(plan: BackupPlan, at: Instant): Promise<void> {
    const { site, directory, version, config, log, spareBytes } = this.#options;
    const began = performance.now();
    try {
      const files = config();
      const taken = await takeApart({
        ...{ data: directory, to: plan.to, site: site.id, version, at },
        ...(files && { config: files }),
        ...(spareBytes !== undefined && { spareBytes }),
      });
      this.#last = at;
      const removed = pruneBackups(plan.to, site.id, plan.keep);
      const seconds = Math.round((performance.now() - began) / 1_000);
      log.info(
        {
          backup: taken.directory,
          files: taken.manifest.files.length,
          shared: taken.shared,
          seconds,
          removed,
        },
        "backed up",
      );
      this.#trouble = "";
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (this.#trouble === "") log.warn({ err: error }, "not backed up");
      this.#trouble = why;
    }
  }

  /** What is there from before the start. */
  #look(): void {
    const { plan, site, clock } = this.#options;
    try {
      const found = plan && newestBackup(plan.to, site.id);
      // One of a time that has not come yet says nothing of how old the last one is.
      this.#last = found && found.at <= clock.now() ? instant(found.at) : null;
    } catch {
      this.#last = null; // The first backup will say why its place cannot be read.
    }
  }

  #tell(): void {
    const { plan, site, clock, show } = this.#options;
    if (plan === undefined) return;
    const age = this.ageHours();
    const isFine = age !== null && age <= TOO_OLD / hours(1) && this.#trouble === "";
    const fields = { ok: isFine ? 1 : 0, ...(age !== null && { age_h: age }) };
    show([{ measurement: "backup", tags: { site: site.id }, fields, at: clock.now() }]);
  }
}
