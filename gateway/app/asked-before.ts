import { createHash } from "node:crypto";
import type { Command } from "#rules/engine/input.ts";
import type { Memo } from "#rules/engine/state.ts";
import { after, hours, type Instant } from "#rules/time/instant.ts";

/** What came of a command, as far as it is the same for everybody who asks again. */
export type Obeyed =
  /** `waits`: why it was not durable yet. */
  | { readonly is: "done"; readonly waits?: string }
  | { readonly is: "refused"; readonly why: string; readonly by?: "rights" };

type Entry = {
  /** Tells apart commands that were given the same id by mistake. */
  readonly print: string;
  readonly at: Instant;
  readonly obeyed: Promise<Obeyed>;
};

const KEY = "asked/";
/** @see gateway/wire/command.ts, which promises it */
const KEPT = hours(24);
/** Clients cannot fill the memory: the oldest go first. A guard's day has some hundred commands. */
const MOST = 10_000;

/**
 * Which commands were asked for, by the id that their client gave them: a client that did not hear the answer asks again
 * and nothing is done twice. What was done is a memo of the record, written together with it; refusals did nothing and
 * are only remembered until a restart.
 */
export class AskedBefore {
  /** By id, oldest first. */
  readonly #entries = new Map<string, Entry>();

  /** @param memos  all that the record holds; those that are not ours are left alone */
  constructor(memos: readonly Memo[]) {
    const stored = memos
      .filter(({ key, value }) => key.startsWith(KEY) && value !== null)
      .map(({ key, value }) => [key.slice(KEY.length), value as { print: string; at: Instant }] as const);
    for (const [id, { print, at }] of stored.toSorted(([, a], [, b]) => a.at - b.at))
      this.#entries.set(id, { print, at, obeyed: Promise.resolve({ is: "done" }) });
  }

  /** What came of it, or `other` when the id stood for another command; undefined: it is new. */
  find(id: string, command: Command): Promise<Obeyed> | "other" | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined) return undefined;
    return entry.print === printOf(command) ? entry.obeyed : "other";
  }

  /**
   * Remembers a command from before it is put to the engine, so that its repeat waits for the same.
   *
   * @returns the memos that must become durable together with what it does
   */
  take(id: string, command: Command, obeyed: Promise<Obeyed>): readonly Memo[] {
    const { at } = command;
    const gone: string[] = [];
    for (const [key, entry] of this.#entries) {
      if (after(entry.at, KEPT) > at && this.#entries.size - gone.length < MOST) break;
      gone.push(key);
    }
    for (const key of gone) this.#entries.delete(key);
    const print = printOf(command);
    this.#entries.set(id, { print, at, obeyed });
    return [...gone.map(key => ({ key: KEY + key, value: null })), { key: KEY + id, value: { print, at } }];
  }

  /** Forgets a command that was not put to the engine after all. */
  drop(id: string): void {
    this.#entries.delete(id);
  }
}

const printOf = ({ at: _, ...command }: Command): string =>
  createHash("sha256").update(JSON.stringify(command)).digest("hex").slice(0, 16);
