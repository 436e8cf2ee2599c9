import type { Deed } from "#rules/engine/deed.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { Log } from "../ports/log.ts";
import type { LiveEngine } from "./live-engine.ts";
import type { Recorder } from "./recorder.ts";

/** The command line works on the same accounts while the gateway runs. */
const EVERY_MS = 2_000;

export type AccountTrailParts = {
  readonly accounts: Accounts;
  readonly recorder: Recorder;
  readonly engine: LiveEngine;
  readonly log: Log;
};

/**
 * Puts what happens to accounts on the trail, also what the command line did while no gateway ran. It is forgotten only when
 * it is recorded; a stop in between tells it twice rather than never.
 */
export class AccountTrail {
  readonly #parts: AccountTrailParts;
  #timer: NodeJS.Timeout | null = null;
  #telling: Promise<void> | null = null;

  constructor(parts: AccountTrailParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    this.#tell();
    this.#timer = setInterval(() => this.#tell(), EVERY_MS);
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    // What the record does not take now stays where it is, and is told after the next start.
    if (this.#parts.recorder.trouble !== "") return;
    await this.#telling;
    await this.#tellNow();
  }

  #tell(): void {
    const { log } = this.#parts;
    this.#telling ??= this.#tellNow()
      .catch(error =>
        log.warn({ err: error }, "what happened to accounts could not be read; it is tried again"),
      )
      .finally(() => {
        this.#telling = null;
      });
  }

  async #tellNow(): Promise<void> {
    const { accounts, recorder, engine } = this.#parts;
    const happened = accounts.untold();
    const last = happened.at(-1);
    if (last === undefined) return;
    // The record's time never runs ahead of what the engine has judged.
    const at = engine.current.now();
    const deeds = happened.map(
      ({ person, what, by, detail, at: madeAt }): Deed => ({
        is: "account",
        person,
        what,
        at,
        by,
        detail: { ...detail, madeAt: new Date(madeAt).toISOString() },
      }),
    );
    const nothing = { transitions: [], activities: [], messages: [], holds: [], signals: [], memos: [] };
    await recorder.commit({ ...nothing, at, deeds });
    accounts.told(last.seq);
  }
}
