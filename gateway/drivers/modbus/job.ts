import type { Read } from "./schedule.ts";
import type { ReadRequest } from "./transport.ts";

/** What a unit wants from its line: a read of its plan, or a small one that only asks whether anybody is there. */
export type Job = {
  readonly is: "read" | "probe";
  readonly read: Read;
  readonly request: ReadRequest;
  /** In hall time: of two the earlier goes first. */
  readonly deadline: number;
};

/** What an answer says of the wire: somebody answered, somebody said that the unit is not there, or nobody did. */
export type Heard = "answer" | "no-way" | "failure" | "silence";
