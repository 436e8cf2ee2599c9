import { writeSync } from "node:fs";
import { systemClock } from "#gateway/ports/clock.ts";
import { after, millis } from "#rules/time/instant.ts";
import { influxHistory } from "../influx/influx-history.ts";
import { sqliteHistory } from "../sqlite/history.ts";
import { MORNING } from "./sample-alerts.ts";
import { good, sampleSite } from "./sample-site.ts";

/**
 * A program for tests that get it killed: `node append-forever.ts <directory> <first> [url]` appends reading n of point
 * n % 9 at n ms after `MORNING`, from n = first on, five hundred at a time, and prints how far it got each time that
 * `flush` resolves. With a URL it writes there through a spool, else into the embedded history.
 */
const [, , directory = "", first = "0", url] = process.argv;
const site = sampleSite(9);
const target = { name: "test", url: url ?? "", database: "hall", spoolMegabytes: 100 };
const history =
  url === undefined
    ? sqliteHistory({ directory, points: site.points, keepDays: 36_500, clock: systemClock() })
    : influxHistory({
        target,
        site,
        directory,
        clock: systemClock(),
        timing: { group: 20, backOff: [20, 100] },
      });
await history.start();
for (let from = Number(first); ; from += 500) {
  history.append(
    Array.from({ length: 500 }, (_, k) => good((from + k) % 9, from + k, after(MORNING, millis(from + k)))),
  );
  await history.flush();
  writeSync(1, `${from + 500}\n`);
}
