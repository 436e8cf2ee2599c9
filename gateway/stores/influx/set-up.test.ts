import { expect, it } from "vitest";
import { systemClock } from "#gateway/ports/clock.ts";
import type { InfluxTarget } from "#rules/site/model.ts";
import { after, instant, minutes, seconds } from "#rules/time/instant.ts";
import { influxRows } from "../testing/influx-reader.ts";
import { good, sampleSite } from "../testing/sample-site.ts";
import { describeWith, startInflux } from "../testing/servers.ts";
import { temporary } from "../testing/temporary.ts";
import { until } from "../testing/until.ts";
import { influxHistory } from "./influx-history.ts";
import { influxTrends } from "./influx-trends.ts";

const KEEP = { readings: 2, minutes: 30, quarters: null };
const site = sampleSite(2);

const running = async (url: string, directory: string, change: Partial<InfluxTarget>) => {
  const told: (readonly string[])[] = [];
  const note = (fields: object) => void told.push((fields as { done?: readonly string[] }).done ?? []);
  const log = { debug: note, info: note, warn: note, error: note };
  const target = { name: "test", url, database: "hall", spoolMegabytes: 10, ...change };
  const options = { target, site, directory, clock: systemClock(), log, timing: { group: 10 } };
  const history = influxHistory(options);
  await history.start();
  return { history, target, done: () => told.flat() };
};
const policies = async (url: string) =>
  (await influxRows(url, "SHOW RETENTION POLICIES ON hall")).map(([name, lasting, , , isDefault]) =>
    [name, lasting, isDefault].join(" "),
  );
const stored = (history: { health(): { counts: Readonly<Record<string, number>> } }) =>
  until("all is stored", () => history.health().counts.waiting === 0);

describeWith("influxd", "setting up an InfluxDB", () => {
  it("an empty one gets policies and roll-ups, again changes nothing, a changed site changes them; roll-ups are read back", async () => {
    const influx = await startInflux({ rollUps: true });
    const place = temporary();
    const first = await running(influx.url, place.directory, { keep: KEEP });
    const now = Date.now();
    const begin = instant(Math.floor(now / 60_000) * 60_000 - 120_000);
    first.history.append([1, 5, 3].map((value, n) => good(0, value, after(begin, seconds(n * 10)))));
    await first.history.flush();
    await stored(first.history);
    expect(await policies(influx.url)).toEqual([
      "autogen 0s false",
      "raw 48h0m0s true",
      "m1 720h0m0s false",
      "m15 0s false",
    ]);
    await first.history.stop();

    const again = await running(influx.url, place.directory, { keep: KEEP });
    again.history.append([good(0, 4, after(begin, seconds(40)))]);
    await again.history.flush();
    await stored(again.history);
    expect(again.done()).toEqual([]);
    await again.history.stop();

    for (const level of ["m1", "m15"])
      await fetch(`${influx.url}/query?q=DROP CONTINUOUS QUERY "hallwatch_site-a_${level}" ON hall`, {
        method: "POST",
      });
    const changed = await running(influx.url, place.directory, { keep: { ...KEEP, readings: 3 } });
    await until("it was altered", () => changed.done().length === 3);
    expect(changed.done().map(statement => statement.slice(0, 26))).toEqual([
      'ALTER RETENTION POLICY "ra',
      'CREATE CONTINUOUS QUERY "h',
      'CREATE CONTINUOUS QUERY "h',
    ]);
    expect((await policies(influx.url))[1]).toBe("raw 72h0m0s true");
    const rolled = () =>
      influxRows(
        influx.url,
        `SELECT min, max, mean, first, last, count FROM m1.zone_air_temp WHERE time = ${begin}ms`,
      );
    // A server runs its queries when it starts, and then every five minutes.
    await influx.stop();
    await influx.restart();
    await until("its queries have run", async () => (await rolled())[0]?.[6] === 4);
    expect(await rolled()).toEqual([[begin, 1, 5, 3.25, 1, 4, 4]]);
    await changed.history.stop();

    const old = begin - 5 * 86_400_000;
    const tags = "zone_air_temp,equipment=hall,point=hall.t0,site=site-a,zone=hall";
    const lines = [
      `${tags} min=1,max=9,mean=2,first=1,last=3,count=3 ${old}`,
      `${tags} min=0,max=4,mean=4,first=4,last=0,count=1 ${old + 60_000}`,
    ];
    await fetch(`${influx.url}/write?db=hall&rp=m1&precision=ms`, { method: "POST", body: lines.join("\n") });
    const trends = influxTrends({ target: first.target, site, now: () => instant(now) });
    const [trend] = await trends.trend({
      points: ["hall.t0"],
      from: instant(old - 3_600_000),
      to: after(begin, minutes(2)),
      buckets: 200,
    });
    expect(trend?.from).toBe("minutes");
    const rows = Array.from(trend?.count ?? [], (count, row) => [
      ...[trend?.min[row], trend?.max[row], trend?.mean[row], trend?.first[row], trend?.last[row], count],
    ]);
    expect(rows).toEqual([
      [0, 9, 2.5, 1, 0, 4],
      [1, 5, 3.25, 1, 4, 4],
    ]);
    await influx.remove();
    place.remove();
  });
});
