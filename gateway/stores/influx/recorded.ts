import type { Recorded } from "#gateway/ports/recorded.ts";
import { QUALITIES } from "#rules/reading/columns.ts";
import type { InfluxTarget } from "#rules/site/model.ts";
import type { Instant } from "#rules/time/instant.ts";
import { inParts, Overflow, PART_SIZE, type PartSize } from "../parts.ts";
import { gathering } from "../time-order.ts";
import { asker, isVictoria } from "./asker.ts";
import { authorizationOf } from "./influx-history.ts";
import { influxQueries } from "./influx-queries.ts";
import { measurementOf, type SeriesSite } from "./series.ts";
import { victoriaQueries } from "./victoria-queries.ts";

export type InfluxRecordedOptions = {
  readonly target: InfluxTarget;
  readonly site: SeriesSite;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly size?: PartSize;
};

const GOOD = QUALITIES.indexOf("good");
const BAD = QUALITIES.indexOf("bad");

/**
 * The history of a hall in an InfluxDB 1.x, 2.x or 3 (by InfluxQL) or a VictoriaMetrics (by its export), to be read from
 * beginning to end.
 *
 * These servers keep no quality: what was written as a value comes back as good, what was written as a bad reading as
 * bad. A value that was only a broker's memory can therefore be judged here, where it live could not.
 *
 * @throws {Fault} `HISTORY_REMOTE` when the server does not answer; `INFLUX_PASSWORD_MISSING`
 */
export const influxRecorded = async ({
  target,
  site,
  environment = process.env,
  size = PART_SIZE,
}: InfluxRecordedOptions): Promise<Recorded> => {
  const ask = asker(target, authorizationOf(target, environment));
  const measurements = [...new Set(site.points.map(({ class: { id } }) => measurementOf(id)))];
  const names = { site: site.id, database: target.database, measurements };
  const queries = (await isVictoria(ask)) ? victoriaQueries(ask, names) : influxQueries(ask, names);
  const positions = new Map(site.points.map(({ id, index }) => [id, index]));
  const rows = gathering(size.aim);
  return {
    name: `${target.name} (${target.url})`,
    span: async () => {
      const span = await queries.span();
      return span && { first: span[0] as Instant, last: span[1] as Instant };
    },
    read: (from, to) =>
      inParts(from, to, rows, size, (start, end) =>
        queries.values(start, end, (point, at, value) => {
          const index = positions.get(point);
          if (rows.rows >= size.most) throw new Overflow();
          if (index !== undefined) rows.add(at, value, index, Number.isNaN(value) ? BAD : GOOD);
        }),
      ),
    strangers: () => [],
    close: async () => {},
  };
};
