import type { Logger } from "pino";
import { makeLog } from "../app/log.ts";
import type { StatusLine } from "./status-line.ts";

/** The gateway's log; where a status line stands at the bottom of the terminal, its lines go above that. */
export const demoLog = async (level: string, line: StatusLine | undefined): Promise<Logger> => {
  const isTerminal = process.stderr.isTTY === true;
  if (line === undefined || !isTerminal) return makeLog({ level, isTerminal });
  const { prettyFactory } = await import("pino-pretty");
  const pretty = prettyFactory({
    colorize: process.stderr.hasColors(),
    translateTime: "SYS:HH:MM:ss",
    ignore: "pid,hostname",
  });
  return makeLog({ level, isTerminal, destination: { write: text => line.above(pretty(text) ?? "") } });
};
