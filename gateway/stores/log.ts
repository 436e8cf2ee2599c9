/** What a store tells about itself: edges, one line each, fields first. Pino's logger is one. */
export type Log = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
};

/** Tells nobody. */
export const silent: Log = { info: () => {}, warn: () => {} };
