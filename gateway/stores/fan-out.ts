import type { History } from "#gateway/ports/history.ts";

/**
 * Several histories as one: every one gets everything, and `range` is answered by the first that can. Its health is
 * that of the first part that is down, else of the first part; counts are by part: `sqlite.appended`.
 */
export const fanOut = (parts: readonly History[]): History => {
  const [first] = parts;
  if (first === undefined) throw new RangeError("a fan-out needs at least one history");
  return {
    name: parts.map(part => part.name).join("+"),
    start: async () => {
      const started: History[] = [];
      try {
        for (const part of parts) {
          await part.start();
          started.push(part);
        }
      } catch (error) {
        await Promise.allSettled(started.map(part => part.stop()));
        throw error;
      }
    },
    append: readings => {
      for (const part of parts) part.append(readings);
    },
    annotate: samples => {
      for (const part of parts) part.annotate(samples);
    },
    flush: async () => {
      await Promise.all(parts.map(part => part.flush()));
    },
    range: async (point, from, to, limit) => {
      for (const part of parts) {
        const values = await part.range(point, from, to, limit);
        if (values !== null) return values;
      }
      return null;
    },
    ...runsOf(parts),
    health: () => {
      const all = parts.map(part => part.health());
      const worst = all.find(health => health.state === "down") ?? first.health();
      const counts = all.flatMap(({ name, counts }) =>
        Object.entries(counts).map(([key, count]) => [`${name}.${key}`, count] as const),
      );
      return { ...worst, name: all.map(health => health.name).join("+"), counts: Object.fromEntries(counts) };
    },
    stop: async () => {
      const ended = await Promise.allSettled(parts.map(part => part.stop()));
      for (const one of ended) if (one.status === "rejected") throw one.reason;
    },
  };
};

/** Stretches are asked of the first that knows them. */
const runsOf = (parts: readonly History[]): Pick<History, "runs"> => {
  const able = parts.find(part => part.runs !== undefined);
  return able?.runs === undefined ? {} : { runs: able.runs };
};
