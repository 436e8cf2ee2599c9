import { type Millis, seconds } from "../time/instant.ts";
import { type Building, keysAt } from "./building.ts";
import type { ModbusLine, ModbusSource, Point } from "./model.ts";

/** What a line has unless its file says something, and how often what hurries least is read: of that nobody is told. */
const USUAL_TIMEOUT = seconds(1);
const USUAL_PERIOD = seconds(5);

/**
 * Tells of a line on which one silent unit makes another late by more than a tenth of its period, since nothing else is
 * asked while an answer is awaited.
 */
export const tellSlowLine = (
  { written, report }: Building,
  id: string,
  { timeout }: Pick<ModbusLine, "timeout">,
  points: readonly Point[],
): void => {
  const polled = points.flatMap(point =>
    point.source.is === "modbus" && point.source.line === id ? [{ ...point, source: point.source }] : [],
  );
  const isShared = new Set(polled.map(({ source }) => source.unit)).size > 1;
  const [fastest] = polled.toSorted((a, b) => a.source.every - b.source.every);
  if (!isShared || fastest === undefined || bears(timeout, fastest.source)) return;
  const { every } = fastest.source;
  const line = ["sources", "modbus", id];
  const isSaid = keysAt(written, line).includes("timeout");
  report({
    code: "CFG925",
    path: isSaid ? [...line, "timeout"] : line,
    at: isSaid ? "value" : "key",
    why: `a unit that does not answer holds this line up for ${timeout} ms, and ${fastest.id} is to be read every ${every} ms`,
    help: `write timeout: ${every / 10} ms if every unit answers that fast; else a longer every, or a line of its own for ${fastest.id}`,
    isWarning: true,
  });
};

const bears = (timeout: Millis, { every }: ModbusSource): boolean =>
  timeout <= every / 10 || (timeout <= USUAL_TIMEOUT && every >= USUAL_PERIOD);
