import { writeSync } from "node:fs";
import { systemClock } from "#gateway/ports/clock.ts";
import { silent } from "#gateway/ports/log.ts";
import { hours } from "#rules/time/instant.ts";
import { cold } from "../parquet/cold.ts";
import { foldDay } from "../parquet/fold-day.ts";
import { hotDay } from "../parquet/hot-day.ts";
import { tidyDays } from "../parquet/tidy.ts";
import { openArchive } from "../sqlite/archive.ts";
import { samplePoints } from "./sample-site.ts";

/**
 * A program for tests: `node fold-killed.ts <directory> <step>` brings the closed days of an embedded history to cold files,
 * and kills itself as a power cut would after so many steps. It ends by itself when there are fewer.
 */
const [, , directory = "", last = "1"] = process.argv;
const points = samplePoints(3);
const archive = openArchive(
  directory,
  points.map(({ id }) => id),
  0,
);
const keepDays = 36_500;
const clock = systemClock();
const place = cold(
  {
    directory,
    points: points.map(({ id, class: { id: className }, staleAfter }) => ({
      id,
      class: className,
      staleAfter,
      words: 0,
    })),
    timeZone: "Asia/Shanghai",
    keep: { readings: keepDays, minutes: keepDays, quarters: keepDays, classes: {} },
    reserveBytes: 0,
    fewReadings: 0,
  },
  () => clock.now(),
);
let steps = 0;
const step = (name: string): void => {
  steps += 1;
  writeSync(1, `${name}\n`);
  if (steps === Number(last)) process.kill(process.pid, "SIGKILL");
};
const hot = hotDay(directory);
await tidyDays({
  hot: {
    hold: async () => archive.fold(),
    release: async () => {},
    oldest: async from => archive.oldest(from),
    remove: async (from, to) => {
      for (const point of archive.pointIds()) while (archive.purge(point, to, from)) step("some removed");
      return true;
    },
  },
  cold: {
    fold: day =>
      place.reading(async duck =>
        foldDay(
          {
            duck,
            book: await place.book(),
            hot,
            known: () => ({ staleAfter: hours(1), words: 0 }),
            mostWords: 0,
            reserveBytes: 0,
            now: () => clock.now(),
            step,
          },
          day,
        ),
      ),
  },
  timeZone: "Asia/Shanghai",
  now: () => clock.now(),
  log: silent,
  failed: (_day, error) => {
    throw error;
  },
  isStopped: () => false,
  step,
});
await place.rest();
process.exit(0);
