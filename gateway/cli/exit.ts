/** Exit codes, the same for every command. */
export const EXIT = {
  ok: 0,
  /** The check found something. */
  found: 1,
  /** Something that should run has stopped. */
  failed: 1,
  /** Wrong usage or configuration: nothing was started. */
  usage: 2,
  /** The gateway cannot be reached, or another one holds the data directory. */
  unreachable: 3,
} as const;

/** Ends a command with a text for people and an exit code; thrown so that it passes through everything. */
export class Stop extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.name = "Stop";
    this.code = code;
  }
}
