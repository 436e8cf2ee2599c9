/**
 * The outside world failing. A bug throws an ordinary `Error`; a refusal is a value; this is neither.
 *
 * `message` says who (where): what was tried: what happened. `retry` says whether trying again can help.
 */
export class Fault extends Error {
  readonly code: string;
  readonly retry: boolean;

  constructor(code: string, message: string, options: { retry: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = "Fault";
    this.code = code;
    this.retry = options.retry;
  }
}
