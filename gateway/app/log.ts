import pino, { type Logger } from "pino";

/**
 * The gateway's log: one JSON line an event in production, readable lines on a terminal. Always on standard error:
 * standard output is for answers.
 */
export const makeLog = ({
  level,
  isTerminal,
}: {
  readonly level: string;
  readonly isTerminal: boolean;
}): Logger => {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ["password", "*.password", "token", "*.token"],
  };
  if (!isTerminal) return pino(options, pino.destination(2));
  const target = {
    target: "pino-pretty",
    options: { destination: 2, colorize: true, translateTime: "SYS:HH:MM:ss", ignore: "pid,hostname" },
  };
  return pino({ ...options, transport: target });
};
