import { textWidth } from "#rules/site/text-width.ts";
import { alertList, type WireAlert } from "../wire/alert.ts";
import { health, type WireHealth } from "../wire/health.ts";
import { type Address, ask } from "./api.ts";
import { Stop } from "./exit.ts";
import type { StatusLine } from "./status-line.ts";
import type { Words } from "./words/language.ts";

export type StatusSource = { readonly http: Address; readonly timeZone: string; readonly speed: number };

/**
 * Refreshes a terminal's last line every second with where the demo is, asked of the gateway as anybody would.
 *
 * @returns what ends it and takes the line away
 */
export const followDemo = (line: StatusLine, source: StatusSource, words: Words): (() => void) => {
  let isOver = false;
  let isAsking = false;
  const refresh = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    const text = await statusOf(source, line.columns, words).catch(quiet);
    isAsking = false;
    if (!isOver && text !== null) line.show(text);
  };
  const timer = setInterval(refresh, 1_000);
  void refresh();
  return () => {
    isOver = true;
    clearInterval(timer);
    line.clear();
  };
};

/** A gateway too busy to answer leaves the line as it was; a bug does not pass. */
const quiet = (error: unknown): null => {
  if (error instanceof Stop) return null;
  throw error;
};

const statusOf = async (
  { http, timeZone, speed }: StatusSource,
  columns: number,
  words: Words,
): Promise<string> => {
  const [state, { alerts }] = await Promise.all([
    ask(http, "/api/health", health, words),
    ask(http, "/api/alerts?state=open&limit=1000", alertList, words),
  ]);
  return statusText(state, alerts, { timeZone, speed, columns }, words);
};

/** `17:46  60×  ·  51/56 points good  ·  alerts: 2 high, 1 low`; in a narrow terminal less spaced and without the speed. */
export const statusText = (
  { at, points }: Pick<WireHealth, "at" | "points">,
  open: readonly Pick<WireAlert, "priority">[],
  { timeZone, speed, columns }: { timeZone: string; speed: number; columns: number },
  { demo }: Words,
): string => {
  const time = new Date(at).toLocaleTimeString("sv-SE", { timeZone }).slice(0, 5);
  const counts = [1, 2, 3, 4].map(priority => open.filter(alert => alert.priority === priority).length);
  const all = points.good + points.stale + points.bad + points.never;
  const parts = [demo.trusted(points.good, all), demo.alerts(counts)];
  const wide = `  ${[demo.status(time, speed), ...parts].join("  ·  ")}`;
  return textWidth(wide) <= columns ? wide : [time, ...parts].join(" · ");
};
