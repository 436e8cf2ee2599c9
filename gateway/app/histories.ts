import { join } from "node:path";
import type { Site } from "#rules/site/model.ts";
import type { Clock } from "../ports/clock.ts";
import type { History } from "../ports/history.ts";
import type { Log } from "../ports/log.ts";
import { influxHistory } from "../stores/influx/influx-history.ts";
import { type EmbeddedHistory, embeddedHistory } from "../stores/parquet/embedded-history.ts";

export type HistoriesParts = {
  readonly site: Site;
  /** Where the embedded one and the spools of the others are kept. */
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
};

/** Where a hall's readings are kept: the embedded history first, then each time-series store of the site file. */
export const historiesOf = ({
  site,
  directory,
  clock,
  log,
}: HistoriesParts): readonly [EmbeddedHistory, ...History[]] => {
  const { keepDays, keepMinutesDays, keepQuartersDays, keepClasses, influx } = site.history;
  const embedded = embeddedHistory({
    directory,
    points: site.points,
    timeZone: site.calendar.timeZone,
    keep: { readings: keepDays, minutes: keepMinutesDays, quarters: keepQuartersDays, classes: keepClasses },
    clock,
    log,
  });
  const spools = join(directory, "spool");
  return [embedded, ...influx.map(target => influxHistory({ target, site, directory: spools, clock, log }))];
};
