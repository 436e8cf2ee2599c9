import type { Diagnostic } from "#rules/site/diagnostic.ts";
import { type Instant, toIso } from "#rules/time/instant.ts";
import type { Hall } from "../config/load-hall.ts";
import type { RulesSource } from "../config/rules-anew.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Loop } from "./loop.ts";
import type { Recorder } from "./recorder.ts";

/** What came of reading the rules again. */
export type Reloaded =
  | { readonly is: "reloaded"; readonly rules: number; readonly instances: number; readonly tests: number }
  /** They are as they were. */
  | { readonly is: "unchanged" }
  /** They are wrong: nothing of them is used, the old ones stay in force. */
  | { readonly is: "refused"; readonly problems: readonly Diagnostic[] }
  /** They cannot be read again now; `why` says whether to try later. */
  | { readonly is: "busy"; readonly why: string }
  /** In force, but what followed is not recorded yet. */
  | { readonly is: "unrecorded"; readonly why: string };

export type ReloadParts = {
  readonly hall: Hall;
  readonly source: RulesSource;
  readonly loop: Loop;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly log: Log;
};

/** Puts the rules in force that are on disk now, whole or not at all, while the gateway runs. */
export class Reload {
  readonly #parts: ReloadParts;
  #hall: Hall;
  #isRunning = false;
  #refused: { readonly at: Instant; readonly problems: readonly Diagnostic[] } | null = null;

  constructor(parts: ReloadParts) {
    this.#parts = parts;
    this.#hall = parts.hall;
  }

  /** The hall with the rules that are in force. */
  get hall(): Hall {
    return this.#hall;
  }

  /** That the rules on disk were refused and are not those in force, for people; empty when they are the same. */
  get trouble(): string {
    if (this.#refused === null) return "";
    const { at, problems } = this.#refused;
    const [first] = problems;
    const where = first ? `: ${first.file}:${first.line}: ${first.message}` : "";
    const count = problems.length === 1 ? "1 mistake" : `${problems.length} mistakes`;
    return `the rules were not reloaded at ${toIso(at)}, the old ones are in force (${count})${where}`;
  }

  async reload(): Promise<Reloaded> {
    const { log, recorder } = this.#parts;
    if (this.#isRunning) return { is: "busy", why: "the rules are being reloaded already" };
    if (recorder.trouble !== "")
      return { is: "busy", why: `nothing can be recorded now, try again later: ${recorder.trouble}` };
    this.#isRunning = true;
    try {
      const reloaded = await this.#reload();
      if (reloaded.is === "refused")
        log.error(
          { problems: reloaded.problems.map(problemText) },
          "rules refused: the old ones stay in force",
        );
      else log.info({ ...reloaded, outcome: reloaded.is }, "rules read again");
      return reloaded;
    } finally {
      this.#isRunning = false;
    }
  }

  async #reload(): Promise<Reloaded> {
    const { source, loop, clock } = this.#parts;
    const anew = await source(this.#hall);
    if (anew.is === "refused") {
      this.#refused = { at: clock.now(), problems: anew.problems };
      return anew;
    }
    this.#refused = null;
    if (anew.is === "unchanged") return anew;
    const { hall, tests } = anew;
    const { waits } = await loop.change(hall);
    this.#hall = hall;
    if (waits !== undefined) return { is: "unrecorded", why: waits };
    const { instances } = hall.book;
    const rules = new Set(instances.map(({ rule }) => rule.id)).size;
    return { is: "reloaded", rules, instances: instances.length, tests };
  }
}

/** A mistake as one line of a log. */
const problemText = ({ code, file, line, column, message }: Diagnostic): string =>
  `${code} ${file}:${line}:${column} ${message}`;
