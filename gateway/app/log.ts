import pino, { type DestinationStream, type Logger } from "pino";

/**
 * The gateway's log: one JSON line an event in production, readable lines on a terminal. Always on standard error:
 * standard output is for answers.
 */
export const makeLog = ({
  level,
  isTerminal,
  destination,
}: {
  readonly level: string;
  readonly isTerminal: boolean;
  /** Takes each JSON line instead of standard error, to show it in its own way. */
  readonly destination?: DestinationStream;
}): Logger => {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ["password", "*.password", "token", "*.token"],
  };
  if (destination) return pino(options, destination);
  if (!isTerminal) return pino(options, pino.destination(2));
  const target = {
    target: "pino-pretty",
    options: {
      destination: 2,
      colorize: process.stderr.hasColors(),
      translateTime: "SYS:HH:MM:ss",
      ignore: "pid,hostname",
    },
  };
  return pino({ ...options, transport: target });
};
