import type { Command } from "#rules/engine/input.ts";
import type { Memo } from "#rules/engine/state.ts";
import type { Commanded } from "../http/commanded.ts";
import type { AskedBefore, Obeyed } from "./asked-before.ts";
import type { Loop } from "./loop.ts";
import type { Recorder } from "./recorder.ts";

export type DeskParts = {
  readonly recorder: Recorder;
  readonly loop: Loop;
  readonly askedBefore: AskedBefore;
};

/** What a person asks for, with what is needed to answer. */
export type Asked<T> = {
  readonly command: Command;
  /** Given by the client; absent: every command is a new one. */
  readonly id: string | undefined;
  /** `acknowledged`: goes into "was not acknowledged, try again later". */
  readonly done: string;
  /** The answer once it is done; null: what it was about is not there (any more). */
  readonly answer: () => Promise<T | null>;
};

/**
 * The one way in for people's commands: to the engine, once for each id, and answered when what they did is durable or
 * when it is clear that it must wait.
 */
export class Desk {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  async put<T>({ command, id, done, answer }: Asked<T>): Promise<Commanded<T>> {
    const { trouble } = this.#parts.recorder;
    if (trouble !== "") return { is: "unrecorded", why: `was not ${done}, try again later: ${trouble}` };
    const before = id === undefined ? undefined : this.#parts.askedBefore.find(id, command);
    if (before === "other")
      return { is: "refused", why: `the id ${id} was given to another command: each needs its own` };
    const result = await (before ?? this.#obey(command, id));
    if (result.is === "refused") return result;
    const isWaiting = before === undefined || this.#parts.recorder.trouble !== "";
    if (result.waits !== undefined && isWaiting)
      return {
        is: "unrecorded",
        why: `was ${done}, but that will only be recorded and told when the record can be written: ${result.waits}`,
      };
    const answered = await answer();
    return answered === null ? { is: "unknown" } : { is: "done", answer: answered };
  }

  #obey(command: Command, id: string | undefined): Promise<Obeyed> {
    if (id === undefined) return this.#step(command, []);
    const { askedBefore } = this.#parts;
    const { promise, resolve, reject } = Promise.withResolvers<Obeyed>();
    this.#step(command, askedBefore.take(id, command, promise)).then(resolve, error => {
      askedBefore.drop(id);
      reject(error);
    });
    return promise;
  }

  async #step(command: Command, memos: readonly Memo[]): Promise<Obeyed> {
    const { refused, refusedBy, waits } = await this.#parts.loop.command(command, memos);
    if (refused === undefined) return { is: "done", ...(waits !== undefined && { waits }) };
    return { is: "refused", why: refused, ...(refusedBy !== undefined && { by: refusedBy }) };
  }
}
