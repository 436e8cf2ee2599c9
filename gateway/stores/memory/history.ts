import type { History, HistoryValue } from "#gateway/ports/history.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Point } from "#rules/site/model.ts";
import { instant } from "#rules/time/instant.ts";

/** A history that forgets when the process ends. Keeps readings only. For tests and trials. */
export const memoryHistory = ({ points }: { readonly points: readonly Point[] }): History => {
  const values = new Map<string, Map<number, HistoryValue>>();
  let appended = 0;

  const keep = ({ point, at, value, quality }: Reading) => {
    const id = points[point]?.id;
    if (id === undefined) throw new RangeError(`no point has the number ${point}`);
    const ofPoint = values.get(id) ?? new Map<number, HistoryValue>();
    values.set(id, ofPoint.set(at, { at, value, quality }));
  };

  return {
    name: "memory",
    start: async () => {},
    append: readings => {
      readings.forEach(keep);
      appended += readings.length;
    },
    annotate: () => {},
    flush: async () => {},
    range: async (point, from, to, limit) =>
      [...(values.get(point)?.values() ?? [])]
        .filter(({ at }) => at >= from && at < to)
        .sort((a, b) => a.at - b.at)
        .slice(limit === 0 ? Number.POSITIVE_INFINITY : -limit),
    health: () => ({
      name: "memory",
      state: "up",
      since: instant(0),
      lastError: "",
      counts: { appended, stored: appended, waiting: 0, dropped: 0 },
    }),
    stop: async () => {},
  };
};
