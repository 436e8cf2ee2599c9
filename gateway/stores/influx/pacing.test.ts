import { expect, it } from "vitest";
import { systemClock } from "#gateway/ports/clock.ts";
import { instant } from "#rules/time/instant.ts";
import { influxRows } from "../testing/influx-reader.ts";
import { good, sampleSite } from "../testing/sample-site.ts";
import { describeWith, startInflux, startVictoria } from "../testing/servers.ts";
import { temporary } from "../testing/temporary.ts";
import { until } from "../testing/until.ts";
import { influxHistory } from "./influx-history.ts";

const HOURS = 6;
const POINTS = 100;
const site = sampleSite(POINTS);
const LIVE = 9_000_000;

describeWith("influxd", "after hours without a database", () => {
  it("what is new arrives at once while the hours before are still on their way, and a second database never waits", async () => {
    const [influx, other] = [await startInflux(), await startVictoria()];
    const [place, second] = [temporary(), temporary()];
    await influx.stop();
    const of = (name: string, url: string, directory: string, share: number) =>
      influxHistory({
        target: { name, url, database: "hall", spoolMegabytes: 100, backlogShare: share },
        ...{ site, directory, clock: systemClock() },
        timing: { group: 20, backOff: [20, 50] },
      });
    const history = of("away", influx.url, place.directory, 0.5);
    const there = of("there", other.url, second.directory, 0.5);
    await history.start();
    await there.start();
    // The hall's clock: six hours of a hundred points, each once in ten seconds, heard in a moment of this one.
    const now = Date.now();
    const begin = now - HOURS * 3_600_000;
    for (let at = begin; at < now - 60_000; at += 600_000) {
      const some = Array.from({ length: 60 * POINTS }, (_, n) =>
        good(n % POINTS, n, instant(at + Math.floor(n / POINTS) * 10_000)),
      );
      for (const each of [history, there]) each.append(some);
      await history.flush();
    }
    await there.flush();
    await until("the other has everything", () => there.health().counts.waiting === 0);
    expect(there.health().counts).toMatchObject({ stored: HOURS * 360 * POINTS, dropped: 0 });
    expect(history.health().counts).toMatchObject({ stored: 0, waiting: HOURS * 360 * POINTS, dropped: 0 });

    await influx.restart();
    await until("the first hours arrive", () => (history.health().counts.stored ?? 0) > 0);
    const lags: number[] = [];
    const backlogs: number[] = [];
    for (let n = 0; n < 12; n++) {
      const begun = performance.now();
      history.append([good(1, LIVE + n, instant(Date.now()))]);
      const query = `SELECT value FROM circuit_power WHERE point = 'off1.t1' AND value = ${LIVE + n}`;
      await until("it is there", async () => (await influxRows(influx.url, query)).length > 0);
      lags.push(performance.now() - begun);
      backlogs.push(history.health().counts.waiting ?? 0);
    }
    lags.sort((a, b) => a - b);
    // The middle one: a busy machine may delay one or two.
    expect(lags[6]).toBeLessThan(1_500);
    // A negative control: there was something to wait behind all the time, and it went on meanwhile.
    expect(backlogs.at(-1)).toBeGreaterThan(20_000);
    await until("everything arrives", () => history.health().counts.waiting === 0);
    expect(history.health().counts).toMatchObject({
      stored: HOURS * 360 * POINTS + 12,
      dropped: 0,
      poisoned: 0,
    });
    await history.stop();
    await there.stop();
    await Promise.all([influx.remove(), other.remove()]);
    for (const { remove } of [place, second]) remove();
  });
});
