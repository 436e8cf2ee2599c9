/** Where a room writes its log: one event, fields not sentences, never a secret. A pino logger is one. */
export type Log = {
  debug(fields: object, event: string): void;
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
};

/** For tests, and for whoever was given no log. */
export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
