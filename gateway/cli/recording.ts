import type { Site } from "#rules/site/model.ts";
import { nearest } from "#rules/site/nearest.ts";
import type { Recorded } from "../ports/recorded.ts";
import { csvRecorded } from "../stores/csv/recorded.ts";
import { influxRecorded } from "../stores/influx/recorded.ts";
import { embeddedRecorded } from "../stores/parquet/recorded.ts";
import { EXIT, Stop } from "./exit.ts";
import type { Whereabouts } from "./whereabouts.ts";
import type { Words } from "./words/language.ts";

/**
 * Opens the recording of a hall's points.
 *
 * @throws {Stop}  when the site file names no such store
 * @throws {Fault} when it cannot be opened
 */
export const openRecording = async (where: Whereabouts, site: Site, words: Words): Promise<Recorded> => {
  switch (where.is) {
    case "embedded":
      return embeddedRecorded({ directory: where.directory, points: site.points.map(({ id }) => id) });
    case "csv":
      return csvRecorded({ file: where.file, points: site.points });
    case "influx": {
      const { influx } = site.history;
      const target = influx.find(({ name }) => name === where.name);
      if (target) return influxRecorded({ target, site });
      const names = influx.map(({ name }) => name);
      throw new Stop(
        EXIT.usage,
        words.replay.noStore(where.name, names.join(", "), nearest(where.name, names)),
      );
    }
  }
};
