import type { Site } from "#rules/site/model.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Trends } from "../ports/trends.ts";
import { influxTrends } from "../stores/influx/influx-trends.ts";

export type CoursesParts = {
  readonly site: Site;
  /** What answers where the site names no database, and while that one does not. */
  readonly embedded: Trends;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * Where courses of points are read from: the database that the site names in `history.courses_from`, else the embedded
 * history. A database that cannot be read is told once, and the embedded history answers until it can be again.
 *
 * @throws {Fault} `INFLUX_PASSWORD_MISSING`
 */
export const coursesOf = ({ site, embedded, clock, log }: CoursesParts): Trends => {
  const { coursesFrom, influx } = site.history;
  const target = influx.find(({ name }) => name === coursesFrom);
  if (target === undefined) return embedded;
  const remote = influxTrends({ target, site, now: () => clock.now() });
  let isTold = false;
  const asked = async <T>(ask: (trends: Trends) => Promise<T>): Promise<T> => {
    try {
      const answer = await ask(remote);
      isTold = false;
      return answer;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (!isTold)
        log.warn({ store: target.name, error: why }, "courses are read from the embedded history instead");
      isTold = true;
      return ask(embedded);
    }
  };
  return {
    trend: question => asked(trends => trends.trend(question)),
    states: question => asked(trends => trends.states(question)),
  };
};
